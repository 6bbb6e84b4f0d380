using System.Management.Automation;

namespace SynthGen.Backends;

/// <summary>The backends that there are; completion, errors, judges and embeddings go by this list.</summary>
internal static class BackendRegistry
{
    /// <summary>All of them, in the order in which they are named to users.</summary>
    public static IReadOnlyList<Backend> All { get; } =
    [
        new GeminiBackend(),
        new OpenAIBackend(),
        new MistralBackend(),
        new LlamaBackend(),
        new TemplateBackend(),
    ];

    /// <summary>Those that can judge rows.</summary>
    public static IReadOnlyList<HostedBackend> Judges { get; } = [.. All.OfType<HostedBackend>()];

    /// <summary>Those that can embed texts.</summary>
    public static IReadOnlyList<HostedBackend> Embedders { get; } = [.. All.OfType<HostedBackend>().Where(backend => backend.CanEmbed)];

    /// <summary>The backend of a name.</summary>
    /// <exception cref="ConfigurationException">There is none.</exception>
    public static Backend Get(string name) => Find(All, name) ?? throw Unknown(name, "backend", All);

    /// <summary>The judge of a name.</summary>
    /// <exception cref="ConfigurationException">There is none.</exception>
    public static HostedBackend GetJudge(string name) => Find(Judges, name) ?? throw Unknown(name, "judge", Judges);

    /// <summary>The one of a name, in any case; null if there is none.</summary>
    public static T? Find<T>(IEnumerable<T> backends, string? name)
        where T : Backend => backends.FirstOrDefault(backend => backend.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static ConfigurationException Unknown(string name, string kind, IEnumerable<Backend> known) => new(Errors.Create(
        "UnknownBackend", ErrorCategory.InvalidArgument, name, $"There is no {kind} '{name}'.",
        $"Use one of: {string.Join(", ", known.Select(backend => backend.Name))}."));
}
