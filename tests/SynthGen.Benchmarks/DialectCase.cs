using SynthGen.TestServer;
using SynthGen.TestServer.Dialects;
using SynthGen.TestServer.GoogleCloud;

namespace SynthGen.Benchmarks;

/// <summary>A server that speaks otherwise, or is reached otherwise: every page has its rows, for a few requests more.</summary>
/// <param name="Means">What differs.</param>
/// <param name="Name">Its name.</param>
/// <param name="Backend">The backend that asks it.</param>
/// <param name="Arguments">The arguments that reach it, by its address.</param>
internal sealed record DialectCase(string Means, string Name, string Backend, Func<ModelServer, string> Arguments)
{
    private const string Given = "-Temperature 0.2 -TopP 0.9 -Seed 7 -ReasoningEffort low -MaxOutputToken 4000";

    private static readonly ModelServerOptions Keyed = new() { ApiKey = ServiceRun.Key };

    /// <summary>The server.</summary>
    public ModelServerOptions Options { get; init; } = Keyed;

    /// <summary>The requests beyond one a page.</summary>
    public int Lost { get; init; }

    /// <summary>How often a token of the server's is let in.</summary>
    public int TokenUses { get; init; } = int.MaxValue;

    /// <summary>Whether the requests that the server saw are as they should be.</summary>
    public Func<ModelServer, bool> Holds { get; init; } = server => server.Log.Requests.All(request => !request.KeyInUrl);

    /// <summary>All of them.</summary>
    public static IEnumerable<DialectCase> All =>
    [
        .. from dialect in ServiceDialect.All
           from backend in (string[])["OpenAI", "Gemini"]
           where dialect.LostAt(backend) is not null
           select new DialectCase("Dialect", dialect.Name, backend, server => $"{At(backend, server)} -ApiKey $key {Given}")
           {
               Options = Keyed with { Unknown = dialect.Unknown, IsTerse = dialect.IsTerse }, Lost = dialect.LostAt(backend)!.Value,
           },
        Azure("Azure deployment, version in address", "openai/deployments/probe?api-version=2024-10-21"),
        Azure("Azure deployment, -ApiVersion", "openai/deployments/probe", " -ApiVersion 2024-10-21"),
        Azure("Azure base /openai/v1", "openai/v1?api-version=preview"),
        Azure("Azure, max_completion_tokens unknown", "openai/deployments/probe", " -ApiVersion 2024-10-21 -MaxOutputToken 4000") with
        {
            Options = Keyed with { Unknown = [Feature.MaxCompletionTokens] }, Lost = 1,
        },
        .. from backend in (string[])["OpenAI", "Gemini"]
           from way in (string[])["-NoKey", "-ApiKey (New-Object securestring)"]
           select new DialectCase("Place", way == "-NoKey" ? "keyless server, -NoKey" : "keyless server, empty key", backend, server => $"{At(backend, server)} {way}")
           {
               Options = new(), Holds = server => server.Log.Requests.All(request => !request.HasKey),
           },
        VertexAI("Vertex AI, service account", tokens: 1),
        VertexAI("Vertex AI, tokens that run out", tokens: ServiceRun.Pages) with { Options = new() { TokenLifetime = TimeSpan.FromSeconds(1) } },
        VertexAI("Vertex AI, tokens that are revoked", tokens: ServiceRun.Pages) with { TokenUses = 1 },
    ];

    private static DialectCase Azure(string name, string path, string arguments = "") => new(
        "Place", name, "OpenAI", server => $"OpenAI -Endpoint '{new Uri(server.Address, path)}'{arguments} -ApiKey $key");

    private static DialectCase VertexAI(string name, int tokens) => new(
        "Place", name, "Gemini", server => $"Gemini -Project my-project -Location europe-west4 -Endpoint {server.Address}")
    {
        Options = new(),
        Holds = server => server.Tokens.Issued.Count == tokens
            && server.Tokens.Shown.All(shown => shown.Path == "/v1/projects/my-project/locations/europe-west4/publishers/google/models/probe:generateContent"),
    };

    private static string At(string backend, ModelServer server) =>
        $"{backend} -Endpoint {(backend == "OpenAI" ? server.OpenAIEndpoint : server.GeminiEndpoint)}";
}
