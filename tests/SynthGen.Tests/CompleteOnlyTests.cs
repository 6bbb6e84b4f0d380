using System.Management.Automation;
using SynthGen.TestServer;
using SynthGen.TestServer.Faults;

namespace SynthGen.Tests;

/// <summary>Export-ToolDataset -CompleteOnly and -MinimumRow: what may take an earlier dataset's place.</summary>
public sealed class CompleteOnlyTests : IAsyncLifetime
{
    private const string Earlier = "{\"query\":\"q\",\"tools\":[{\"name\":\"t\",\"arguments\":{}}],\"page\":1,\"id\":\"1\"}\n";
    private const string Arguments = "-ThrottleLimit 1 -RetryLimit 0";
    private readonly ModelSession _session = new();
    private ModelServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ModelServer.StartAsync(new());
        _session.Use(_server, "test-key-0123456789abcdef");
        File.WriteAllText(At("a.jsonl"), Earlier);
    }

    public async ValueTask DisposeAsync()
    {
        _session.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public void A_complete_run_replaces_the_earlier_dataset()
    {
        _session.Generate(ModelSession.Pages(3), "OpenAI", $"{Arguments} | Export-ToolDataset a.jsonl -CompleteOnly outcome").Clean();
        Assert.True(_session.Summary.IsComplete);
        Assert.Equal(_session.Summary.Rows, File.ReadLines(At("a.jsonl")).Count());
    }

    [Fact]
    public void The_outcome_of_an_earlier_statement_counts_too()
    {
        _session.Run("$outcome = $null");
        _session.Generate(ModelSession.Pages(3), "OpenAI", $"{Arguments} | Set-Variable rows; $rows | Export-ToolDataset a.jsonl -CompleteOnly outcome").Clean();
        Assert.Equal(_session.Summary.Rows, File.ReadLines(At("a.jsonl")).Count());
    }

    [Theory]
    [InlineData(Fault.InternalError)]
    [InlineData(Fault.CutBody)]
    [InlineData(Fault.DailyQuota)]
    public void A_run_that_the_service_left_incomplete_replaces_nothing(Fault fault)
    {
        _server.Faults = new ScriptedFaultPlan().ContainingAlways("warehouse 3 ", fault);
        ErrorRecord error = _session.Generate(ModelSession.Pages(3), "Gemini", $"{Arguments} | Export-ToolDataset a.jsonl -CompleteOnly outcome").Errors[^1];
        Assert.StartsWith("RunNotComplete,", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ResourceUnavailable, error.CategoryInfo.Category);
        Assert.Same(_session.Summary, error.TargetObject);
        Assert.Contains("2 generated", error.ErrorDetails.Message);
        NothingChanged();
    }

    [Fact]
    public void Failures_of_the_pages_own_are_told_apart_and_hold_nothing_back()
    {
        _server.Faults = new ScriptedFaultPlan().ContainingAlways("warehouse 1 ", Fault.Safety).ContainingAlways("warehouse 3 ", Behavior.Say("I would rather not."));
        _session.Generate(ModelSession.Pages(3), "Gemini", $"{Arguments} -JournalPath run.jsonl | Export-ToolDataset a.jsonl -CompleteOnly outcome");
        Assert.Equal((2, 0, true), (_session.Summary.Failed, _session.Summary.FailedByService, _session.Summary.IsComplete));
        Assert.Equal(_session.Summary.Rows, File.ReadLines(At("a.jsonl")).Count());
        IReadOnlyList<PageOutcome> outcomes = _session.Run("Get-GenerationOutcome run.jsonl -Status Failed").Clean().Of<PageOutcome>();
        Assert.Equal([FailureCause.Page, FailureCause.Page], outcomes.Select(outcome => outcome.Cause!.Value));
    }

    [Theory]
    [InlineData("", "NoRows")]
    [InlineData("-MinimumRow 2", "NoRows")]
    public void A_run_without_rows_replaces_nothing(string arguments, string id)
    {
        ErrorRecord error = Assert.Single(_session.Generate(
            [new OcrPage(1, "Too short to ask about.")], "OpenAI", $"{Arguments} | Export-ToolDataset a.jsonl -CompleteOnly outcome {arguments}").Errors);
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId);
        Assert.Equal((ErrorCategory.InvalidResult, "a.jsonl"), (error.CategoryInfo.Category, error.TargetObject));
        NothingChanged();
    }

    [Fact]
    public void The_outcome_of_an_earlier_run_is_not_taken_for_that_of_one_that_was_cut_short()
    {
        _session.Generate(ModelSession.Pages(3), "OpenAI", Arguments).Clean();
        Assert.True(_session.Summary.IsComplete);
        ErrorRecord error = Assert.Single(_session.Generate(
            ModelSession.Pages(3), "OpenAI", $"{Arguments} | Select-Object -First 1 | Export-ToolDataset a.jsonl -CompleteOnly outcome").Errors);
        Assert.StartsWith("OutcomeNotFound,", error.FullyQualifiedErrorId);
        Assert.Equal((ErrorCategory.ObjectNotFound, "outcome"), (error.CategoryInfo.Category, error.TargetObject));
        NothingChanged();
    }

    [Fact]
    public void A_pipeline_that_ends_early_leaves_nothing_half_written_and_says_so()
    {
        ModuleSession.Result result = _session.Generate(
            ModelSession.Pages(3), "OpenAI", $"{Arguments} | ForEach-Object {{ $_; if ($_.Page -eq 2) {{ throw 'stop' }} }} | Export-ToolDataset a.jsonl -CompleteOnly outcome");
        Assert.Equal("stop", result.Errors[^1].FullyQualifiedErrorId);
        NothingChanged();
    }

    [Theory]
    [InlineData("-MinimumRow 4", "TooFewRows", ErrorCategory.InvalidResult)]
    [InlineData("-MinimumRow 4 -Append", "TooFewRows", ErrorCategory.InvalidResult)]
    [InlineData("-CompleteOnly nothing", "OutcomeNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("-CompleteOnly nothing -Append", "OutcomeNotFound", ErrorCategory.ObjectNotFound)]
    public void Rows_that_may_not_be_exported_are_not_appended_either(string arguments, string id, ErrorCategory category)
    {
        ErrorRecord error = Assert.Single(_session.Run($"$rows | Export-ToolDataset a.jsonl {arguments}", ("rows", Rows(3))).Errors);
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId);
        Assert.Equal(category, error.CategoryInfo.Category);
        NothingChanged();
    }

    [Fact]
    public void Enough_rows_are_exported()
    {
        _session.Run("$rows | Export-ToolDataset a.jsonl -MinimumRow 3", ("rows", Rows(3))).Clean();
        Assert.Equal(3, File.ReadLines(At("a.jsonl")).Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_folder_stays_as_it_was(bool isThere)
    {
        if (isThere)
            _session.Run("$rows | Split-ToolDataset | Export-ToolDataset f -Split -Card", ("rows", Rows(30))).Clean();
        string[] before = Folder();
        ErrorRecord error = Assert.Single(_session.Run("$rows | Split-ToolDataset -Seed 5 | Export-ToolDataset f -Split -Card -MinimumRow 31", ("rows", Rows(30))).Errors);
        Assert.StartsWith("TooFewRows,", error.FullyQualifiedErrorId);
        Assert.Equal(before, Folder());

        string[] Folder() => Directory.Exists(At("f")) ? [.. Directory.GetFiles(At("f")).Order().Select(file => $"{file}: {File.ReadAllText(file)}")] : ["none"];
    }

    private static SyntheticQuery[] Rows(int count) =>
        [.. Enumerable.Range(1, count).Select(page => new SyntheticQuery($"q {page}", [new ToolCall("full_text_search", new Dictionary<string, object?> { ["query"] = $"{page}" })], page))];

    private string At(string name) => Path.Combine(_session.Folder, name);

    private void NothingChanged()
    {
        Assert.Equal(Earlier, File.ReadAllText(At("a.jsonl")));
        Assert.DoesNotContain(Directory.GetFiles(_session.Folder), file => file.Contains(".partial-", StringComparison.Ordinal));
    }
}
