using System.Management.Automation;
using System.Net;
using SynthGen.Backends;
using SynthGen.Commands;
using SynthGen.Generation;
using SynthGen.Generation.Batching;
using SynthGen.Generation.Model;
using SynthGen.Models;
using SynthGen.TestServer;
using SynthGen.Tools;

namespace SynthGen.Tests;

/// <summary>Backends without a cmdlet, and the registry's decisions.</summary>
public sealed class BackendTests : IDisposable
{
    private const string Key = "test-key-0123456789abcdef";
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task Another_service_of_OpenAIs_dialect_is_one_class()
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { ApiKey = Key });
        using GenerationPlan plan = new ExampleBackend(server.OpenAIEndpoint).Prepare(Settings(["Model", "ApiKey"]), isSending: true);
        Assert.Equal(server.OpenAIEndpoint.ToString(), plan.Target);

        GenerationRun run = new(await plan.CreateAsync(), plan.Workers, CancellationToken.None);
        run.Add(ModelSession.Pages(1)[0]);
        run.Close();
        PageOutcome outcome = await run.TakeAsync().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(OutcomeStatus.Generated, outcome.Status);
        Assert.All(outcome.Rows, row => Assert.Equal("Example", row.Provenance!.Backend));
    }

    [Fact]
    public void A_parameter_that_its_service_would_not_read_is_refused()
    {
        ConfigurationException refusal = Assert.Throws<ConfigurationException>(
            () => new ExampleBackend(new Uri("http://localhost:1/v1")).Prepare(Settings(["Model", "threAd", "ContextSize", "Verbose"]), isSending: true));
        Assert.Equal("ParameterNotUsed", refusal.Error.FullyQualifiedErrorId);
        Assert.StartsWith("The Example backend has no use for -threAd, -ContextSize.", refusal.Error.ErrorDetails.Message);
    }

    [Fact]
    public void Groups_of_settings_name_parameters_that_there_are()
    {
        HashSet<string> parameters = [.. typeof(NewSyntheticQueryCommand).GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute), true)).Select(property => property.Name)];
        Assert.Empty(ParameterCheck.NamesOf(
            typeof(ConnectionSettings), typeof(HostedSettings), typeof(SamplingSettings), typeof(PromptSettings), typeof(LocalSettings)).Except(parameters));
    }

    [Theory]
    [InlineData("New-SyntheticQuery -Backend ", "Gemini OpenAI Mistral Llama Template")]
    [InlineData("New-SyntheticQuery -Backend m", "Mistral")]
    [InlineData("Test-SyntheticQuery -JudgeBackend ", "Gemini OpenAI")]
    [InlineData("New-PageIndex -EmbeddingBackend ", "Offline MiniLM Onnx Gemini OpenAI")]
    public void Names_are_completed_from_the_registry(string line, string names) => Assert.Equal(
        names,
        string.Join(' ', _session.Run("(TabExpansion2 $line $line.Length).CompletionMatches.CompletionText", ("line", line)).Clean().Of<string>()));

    [Fact]
    public void An_embedding_that_there_is_not_is_refused_with_those_that_there_are()
    {
        ErrorRecord error = Assert.Single(_session.Run("New-PageIndex -InputObject 1 -EmbeddingBackend Mistral").Errors);
        Assert.StartsWith("ParameterArgumentValidationError,", error.FullyQualifiedErrorId);
        Assert.Contains("The argument \"Mistral\" does not belong to the set \"Offline,MiniLM,Onnx,Gemini,OpenAI\" specified by the ValidateSet attribute.", error.ToString());
    }

    private static GenerationSettings Settings(string[] given) => new(new ModelSettings(
        new CommandSession(given, Environment.CurrentDirectory, path => path, _ => { }, _ => { }, CancellationToken.None),
        new ConnectionSettings(null, null, new NetworkCredential("", Key).SecurePassword, false, false, 30, 0, TimeSpan.FromHours(1)),
        new VertexAISettings(null, null),
        new ModelNameSettings("probe"),
        new HostedSettings(null, null, null, null, null, null, null),
        new SamplingSettings(null, null, null),
        ThrottleLimit: 1))
    {
        Tool = [.. BuiltInTools.All],
        QueryPerPage = 3,
        Seed = null,
        Prompt = new PromptSettings(null, "legal", "lawyers", ContextMode.Independent, 8, 1, null, false),
        Local = new LocalSettings(null, null, 0, null, ChatFormat.Model, OverlongPage.Cut),
    };

    private sealed class ExampleBackend(Uri endpoint) : HostedBackend
    {
        public override string Name => "Example";

        public override ChatService Service => ChatService.OpenAI;

        public override Uri DefaultEndpoint => endpoint;

        public override IReadOnlyList<string> KeyVariables => ["EXAMPLE_API_KEY"];
    }
}
