using System.Management.Automation;

namespace SynthGen.Backends;

/// <summary>All backends. Completion, errors, judges and embeddings use this list.</summary>
internal static class BackendRegistry
{
    /// <summary>All backends, in the order in which users see them.</summary>
    public static IReadOnlyList<Backend> All { get; } =
    [
        new GeminiBackend(),
        new OpenAIBackend(),
        new MistralBackend(),
        new LlamaBackend(),
        new TemplateBackend(),
    ];

    /// <summary>The backends that can judge rows.</summary>
    public static IReadOnlyList<HostedBackend> Judges { get; } = [.. All.OfType<HostedBackend>()];

    /// <summary>The backends that have a language model.</summary>
    public static IReadOnlyList<Backend> Models { get; } = [.. All.Where(backend => backend is not TemplateBackend)];

    /// <summary>What can make the vectors of an index, in the order in which users see them.</summary>
    public static IReadOnlyList<EmbeddingBackend> Embeddings { get; } =
    [
        new OfflineEmbedding(),
        new LocalEmbedding("MiniLM", isBuiltIn: true),
        new LocalEmbedding("Onnx", isBuiltIn: false),
        .. All.OfType<HostedBackend>().Where(backend => backend.CanEmbed).Select(backend => new HostedEmbedding(backend)),
    ];

    /// <summary>Finds a backend by name.</summary>
    /// <exception cref="ConfigurationException">No such backend exists.</exception>
    public static Backend Get(string name) => Find(All, name) ?? throw Unknown(name, "backend", All);

    /// <summary>Finds a judge by name.</summary>
    /// <exception cref="ConfigurationException">No such backend exists.</exception>
    public static HostedBackend GetJudge(string name) => Find(Judges, name) ?? throw Unknown(name, "judge", Judges);

    /// <summary>Finds a backend whose models can play a conversation: they call tools.</summary>
    /// <exception cref="ConfigurationException">No such backend exists, or its models cannot call tools.</exception>
    public static HostedBackend GetPlayer(string name) => Get(name) as HostedBackend ?? throw new ConfigurationException(Errors.Create(
        "ToolCallingNotSupported", ErrorCategory.NotImplemented, name, $"The models of the {Get(name).Name} backend run in this process and cannot call tools.",
        $"Use one of: {string.Join(", ", Judges.Select(backend => backend.Name))}; a local server such as Ollama or vLLM is OpenAI with -Endpoint."));

    /// <summary>Finds a service by name.</summary>
    /// <exception cref="ConfigurationException">No such backend exists.</exception>
    public static HostedBackend GetHosted(string name) => Find(Judges, name) ?? throw Unknown(name, "service", Judges);

    /// <summary>Finds what makes vectors by its name, ignoring case; null if there is none.</summary>
    public static EmbeddingBackend? FindEmbedding(string name) => Embeddings.FirstOrDefault(backend => backend.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Finds a backend by name, ignoring case; null if there is none.</summary>
    public static T? Find<T>(IEnumerable<T> backends, string? name)
        where T : Backend => backends.FirstOrDefault(backend => backend.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static ConfigurationException Unknown(string name, string kind, IEnumerable<Backend> known) => new(Errors.Create(
        "UnknownBackend", ErrorCategory.InvalidArgument, name, $"There is no {kind} '{name}'.",
        $"Use one of: {string.Join(", ", known.Select(backend => backend.Name))}."));
}
