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

    public static TheoryData<string, string> Silent() => Cases(isUsers: false);

    public static TheoryData<string, string> Users() => Cases(isUsers: true);

    [Theory, MemberData(nameof(Silent))]
    public async Task Unknown_things_are_said_in_another_way_and_told_with_Verbose(string backend, string name)
    {
        ServiceDialect dialect = Named(name);
        await using ModelServer server = await StartAsync(dialect);
        ModuleSession.Result result = Generate(backend);

        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        Assert.Equal((5, 5 + dialect.LostAt(backend)), (_session.Summary.Generated, (int?)server.Log.Count));
        Assert.Equal(dialect.LostAt(backend), result.Verbose.Count(line => line.Contains("; the server says: ")));
    }

    [Theory, MemberData(nameof(Users))]
    public async Task A_parameter_of_the_users_that_the_server_refuses_is_a_warning_once(string backend, string name)
    {
        ServiceDialect dialect = Named(name);
        await using ModelServer server = await StartAsync(dialect);
        ModuleSession.Result result = Generate(backend);

        Assert.Empty(result.Errors);
        Assert.StartsWith($"The server does not take {ParameterOf(dialect.Unknown[0])}, which is left out from here on; the server says: ", Assert.Single(result.Warnings));
        Assert.Equal((5, 5 + dialect.LostAt(backend)), (_session.Summary.Generated, (int?)server.Log.Count));
    }

    [Theory]
    [InlineData("Gemini")]
    [InlineData("OpenAI")]
    public async Task A_server_that_knows_next_to_nothing_gives_its_rows_all_the_same(string backend)
    {
        await using ModelServer server = await StartAsync(new ServiceDialect("all", Enum.GetValues<Feature>()));
        ModuleSession.Result result = Generate(backend);

        Assert.Empty(result.Errors);
        Assert.Equal(5, _session.Summary.Generated);
        Assert.Equal(5, result.Warnings.Count);
        Assert.Equal(5 + result.Warnings.Count + result.Verbose.Count(line => line.Contains("; the server says: ")), server.Log.Count);
    }

    private static TheoryData<string, string> Cases(bool isUsers) => [.. from dialect in ServiceDialect.All
        where dialect.IsUsers == isUsers
        from backend in (string[])["Gemini", "OpenAI"]
        where dialect.LostAt(backend) is not null
        select (backend, dialect.Name)];

    private static ServiceDialect Named(string name) => ServiceDialect.All.Single(dialect => dialect.Name == name);

    private static string ParameterOf(Feature feature) => feature switch
    {
        Feature.Thinking => "-ReasoningEffort",
        Feature.MaxTokens => "-MaxOutputToken",
        _ => $"-{feature}",
    };

    private async Task<ModelServer> StartAsync(ServiceDialect dialect)
    {
        ModelServer server = await ModelServer.StartAsync(new() { ApiKey = Key, Unknown = dialect.Unknown, IsTerse = dialect.IsTerse });
        _session.Use(server, Key);
        return server;
    }

    private ModuleSession.Result Generate(string backend) =>
        _session.Generate(ModelSession.Pages(5), backend, $"-ThrottleLimit 1 -Verbose {Settings}");
}
