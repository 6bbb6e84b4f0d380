using SynthGen.Tests;

namespace SynthGen.Llama.Tests;

/// <summary>Measure-ToolModel with a model in this process, whose words are noise.</summary>
[Collection(nameof(Native))]
public sealed class EvaluationTests(ModelFiles files) : IDisposable
{
    private const string Rows = """
        $call = [SynthGen.ToolCall] @{ Name = 'full_text_search'; Arguments = @{ query = 'rent' } }
        $rows = 1..6 | ForEach-Object { [SynthGen.SyntheticQuery]::new("Who pays rent number $_?", [SynthGen.ToolCall[]]@($call), $_) }
        """;

    private readonly ModuleSession _session = new();

    public void Dispose()
    {
        _session.Run("Clear-LlamaModel");
        _session.Dispose();
    }

    [Fact]
    public void A_model_that_writes_noise_calls_nothing_and_does_so_again()
    {
        string measure = $"$rows | Measure-ToolModel Llama -ModelPath '{files.ChatML}' -MaxOutputToken 24 -ThrottleLimit 3 -Temperature 0 -SummaryVariable s";
        string[] first = Replies(measure), second = Replies(measure);
        Assert.Equal(6, first.Length);
        Assert.Equal(first, second);
        ToolModelSummary summary = (ToolModelSummary)_session.Run("$s").Output[0].BaseObject;
        Assert.Equal((6, 6, 0, 0), (summary.Rows, summary.Measured, summary.Failed, summary.Pending));
        Assert.Equal((0, 0), (summary.Find("ToolRight")!.Count, summary.Find("Right")!.Count));
        Assert.True(summary is { Cost: 0, InputTokens: > 0, LatencyMedian: > 0 });
    }

    [Fact]
    public void The_worth_of_rows_needs_no_service()
    {
        ExampleWorth[] worth = [.. Run($"$rows[0..2] | Measure-ToolModel Llama -ModelPath '{files.ChatML}' -MaxOutputToken 8 -Temperature 0 -ExampleRow $rows[3..4]").Of<ExampleWorth>()];
        Assert.Equal([3, 3], worth.Select(one => one.Measured));
        Assert.All(worth, one => Assert.InRange(one.Worth!.Value, 0, .5));
    }

    [Fact]
    public void A_context_that_is_too_small_is_an_error_and_no_crash()
    {
        ModuleSession.Result result = _session.Run($"{Rows}; $rows | Measure-ToolModel Llama -ModelPath '{files.ChatML}' -ContextSize 512");
        Assert.StartsWith("ContextTooSmall,", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void The_story_teller_is_too_small_for_the_tools_and_the_command_says_so()
    {
        string? path = Environment.GetEnvironmentVariable("SYNTHGEN_MODEL");
        Assert.SkipWhen(string.IsNullOrEmpty(path), "SYNTHGEN_MODEL names no file: stories260K.gguf is expected, the model of karpathy/llama2.c.");
        ModuleSession.Result result = _session.Run($"{Rows}; $rows | Measure-ToolModel Llama -ModelPath '{Path.GetFullPath(path!)}' -ChatTemplate Mistral -MaxOutputToken 16");
        Assert.StartsWith("ContextTooSmall,", Assert.Single(result.Errors).FullyQualifiedErrorId);
    }

    private string[] Replies(string measure) => [.. Run(measure).Of<ToolModelResult>().Select(result => result.Reply)];

    private ModuleSession.Result Run(string measure) => _session.Run($"{Rows}; {measure}").Clean();
}
