using System.Text.Json;

namespace SynthGen.Models.Hub;

/// <summary>Well-known models by their original names, with the repositories of their GGUF files.</summary>
public static class KnownModels
{
    /// <summary>The model for the name Mistral alone.</summary>
    public const string Mistral = "mistralai/Mistral-7B-Instruct-v0.3";

    private static readonly Dictionary<string, KnownModel> Table = ReadTable();

    /// <summary>The original names, in the order of the table.</summary>
    public static IReadOnlyCollection<string> Names => Table.Keys;

    /// <summary>Returns the GGUF repository of a model: the table's entry, or the model's own repository.</summary>
    internal static string RepositoryOf(HubModelName name) => Table.TryGetValue(name.Repository, out KnownModel? known) ? known.Repository : name.Repository;

    /// <summary>
    /// Returns the approximate size of the file with the default quantization, in GB of 10⁹ bytes; null if unknown.
    /// </summary>
    public static decimal? GigabytesOf(HubModelName name) => Table.TryGetValue(name.Repository, out KnownModel? known) ? known.Gigabytes : null;

    private static Dictionary<string, KnownModel> ReadTable()
    {
        using Stream json = typeof(KnownModels).Assembly.GetManifestResourceStream("KnownModels.json")!;
        return new(JsonSerializer.Deserialize<Dictionary<string, KnownModel>>(json, JsonSerializerOptions.Web)!, StringComparer.OrdinalIgnoreCase);
    }

    private sealed record KnownModel(string Repository, decimal Gigabytes);
}
