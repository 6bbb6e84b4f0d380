using SynthGen.Models;

namespace SynthGen.Backends;

/// <summary>A service that offers language models over HTTP.</summary>
/// <param name="Name">Its name for -Backend.</param>
/// <param name="Service">How it speaks.</param>
/// <param name="DefaultModel">The model if none is named; null if one must be.</param>
/// <param name="DefaultEndpoint">Its own address.</param>
/// <param name="KeyVariables">The environment variables that hold its key.</param>
internal sealed record HostedBackend(
    string Name, ChatService Service, string? DefaultModel, Uri DefaultEndpoint, IReadOnlyList<string> KeyVariables)
{
    /// <summary>The Gemini API.</summary>
    public static HostedBackend Gemini { get; } = new(
        "Gemini", ChatService.Gemini, "gemini-3.8-flash", new Uri("https://generativelanguage.googleapis.com"),
        ["GEMINI_API_KEY", "GOOGLE_API_KEY"])
    {
        DefaultEmbeddingModel = "gemini-embedding-001",
    };

    /// <summary>OpenAI, and every server that speaks its chat completions.</summary>
    public static HostedBackend OpenAI { get; } = new(
        "OpenAI", ChatService.OpenAI, null, new Uri("https://api.openai.com/v1"), ["OPENAI_API_KEY"]);

    /// <summary>The model for vectors if none is named; null if one must be.</summary>
    public string? DefaultEmbeddingModel { get; private init; }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<HostedBackend> All { get; } = [Gemini, OpenAI];

    /// <summary>The backend of a name, or null.</summary>
    public static HostedBackend? Find(string name) =>
        All.FirstOrDefault(backend => backend.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether requests to an address can be read on their way: plain http to another machine.</summary>
    public static bool IsExposed(Uri endpoint) => endpoint.Scheme == Uri.UriSchemeHttp && !endpoint.IsLoopback;
}
