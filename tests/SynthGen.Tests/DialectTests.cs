using System.Management.Automation;
using SynthGen.TestServer;
using SynthGen.TestServer.Dialects;

namespace SynthGen.Tests;

/// <summary>Servers that do not know all of a request: it is said in another way, once, and every page has its rows.</summary>
public sealed class DialectTests : IDisposable
{
    private const string Key = "test-key-0123456789abcdef";
    private const string Settings = "-Temperature 0.2 -TopP 0.9 -Seed 7 -ReasoningEffort low -MaxOutputToken 4000";
    private readonly ModelSession _session = new();

    public void Dispose() => _session.Dispose();

    public static TheoryData<string, Feature, int> Silent() => new()
    {
        // The backend, the feature, and the requests that it takes to learn.
        { "Gemini", Feature.NewestSchema, 1 },
        { "Gemini", Feature.AnySchema, 2 },
        { "Gemini", Feature.RichSchema, 1 },
        { "Gemini", Feature.JsonMode, 1 },
        { "Gemini", Feature.Store, 1 },
        { "Gemini", Feature.SystemRole, 1 },
        { "Gemini", Feature.ThinkingLevel, 1 },
        { "OpenAI", Feature.NewestSchema, 1 },
        { "OpenAI", Feature.AnySchema, 1 },
        { "OpenAI", Feature.RichSchema, 1 },
        { "OpenAI", Feature.JsonMode, 2 },
        { "OpenAI", Feature.SystemRole, 1 },
        { "OpenAI", Feature.MaxTokens, 1 },
    };

    [Theory, MemberData(nameof(Silent))]
    public async Task Unknown_things_are_said_in_another_way_and_told_with_Verbose(string backend, Feature feature, int lost)
    {
        await using ModelServer server = await StartAsync(feature);
        ModuleSession.Result result = Generate(backend);

        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        Assert.Equal((5, 5 + lost), (_session.Summary.Generated, server.Log.Count));
        Assert.Equal(lost, result.Verbose.Count(line => line.Contains("; the server says: ")));
    }

    [Theory]
    [InlineData("Gemini", Feature.Seed, "-Seed", 1)]
    [InlineData("Gemini", Feature.Temperature, "-Temperature", 1)]
    [InlineData("Gemini", Feature.TopP, "-TopP", 1)]
    [InlineData("Gemini", Feature.Thinking, "-ReasoningEffort", 1)]
    [InlineData("Gemini", Feature.MaxTokens, "-MaxOutputToken", 1)]
    [InlineData("OpenAI", Feature.Seed, "-Seed", 1)]
    [InlineData("OpenAI", Feature.Temperature, "-Temperature", 1)]
    [InlineData("OpenAI", Feature.TopP, "-TopP", 1)]
    [InlineData("OpenAI", Feature.Thinking, "-ReasoningEffort", 1)]
    public async Task A_parameter_of_the_users_that_the_server_refuses_is_a_warning_once(string backend, Feature feature, string parameter, int lost)
    {
        await using ModelServer server = await StartAsync(feature);
        ModuleSession.Result result = Generate(backend);

        Assert.Empty(result.Errors);
        Assert.StartsWith($"The server does not take {parameter}, which is left out from here on; the server says: ", Assert.Single(result.Warnings));
        Assert.Equal((5, 5 + lost), (_session.Summary.Generated, server.Log.Count));
    }

    [Theory]
    [InlineData("Gemini")]
    [InlineData("OpenAI")]
    public async Task A_server_that_knows_next_to_nothing_gives_its_rows_all_the_same(string backend)
    {
        await using ModelServer server = await StartAsync(Enum.GetValues<Feature>());
        ModuleSession.Result result = Generate(backend);

        Assert.Empty(result.Errors);
        Assert.Equal(5, _session.Summary.Generated);
        Assert.Equal(5, result.Warnings.Count);
        Assert.Equal(5 + result.Warnings.Count + result.Verbose.Count(line => line.Contains("; the server says: ")), server.Log.Count);
    }

    [Theory]
    [InlineData(Feature.JsonMode)]
    [InlineData(Feature.Seed)]
    [InlineData(Feature.SystemRole)]
    [InlineData(Feature.Temperature)]
    public async Task The_error_s_param_alone_is_enough(Feature feature)
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { ApiKey = Key, Unknown = [feature], IsTerse = true });
        _session.Use(server, Key);

        Assert.Empty(Generate("OpenAI").Errors);
        Assert.Equal(5, _session.Summary.Generated);
    }

    private async Task<ModelServer> StartAsync(params Feature[] unknown)
    {
        ModelServer server = await ModelServer.StartAsync(new() { ApiKey = Key, Unknown = unknown });
        _session.Use(server, Key);
        return server;
    }

    private ModuleSession.Result Generate(string backend) =>
        _session.Generate(ModelSession.Pages(5), backend, $"-ThrottleLimit 1 -Verbose {Settings}");
}
