using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SynthGen.Datasets.Validation;
using SynthGen.Json;

namespace SynthGen.Datasets.Formats.LlamaFactory;

/// <summary>
/// The entry of dataset_info.json through which LLaMA-Factory finds a dataset; its name is that of the file. It has no entry for
/// several files, so each has its own.
/// </summary>
internal sealed class LlamaFactoryEntry : ILoaderFile
{
    /// <inheritdoc/>
    public string PathFor(string dataset) => Path.Combine(Path.GetDirectoryName(dataset) ?? "", "dataset_info.json");

    // Adds the dataset's entries to the existing ones.
    /// <inheritdoc/>
    public byte[]? Content(LoadedSet set, byte[]? earlier)
    {
        JsonObject entries = Parse(earlier);
        HashSet<string?> removed = [.. set.Removed.Select(Path.GetFileName)];
        string[] stale = [.. entries.Where(entry => Node.Text((entry.Value as JsonObject)?["file_name"]) is { } file && removed.Contains(file)).Select(entry => entry.Key)];
        if (set.Files.Count == 0 && stale.Length == 0)
            return null;
        foreach (string name in stale)
            entries.Remove(name);
        foreach (string file in set.Files)
            Enter(entries, file, set.HasSystem);
        return Encoding.UTF8.GetBytes(entries.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n", Encoder = MinimalJsonEncoder.Instance }) + "\n");
    }

    private static void Enter(JsonObject entries, string file, bool hasSystem)
    {
        string name = DatasetName.Stem(file);
        JsonObject entry = entries[name] as JsonObject ?? [];
        entries[name] = entry;
        entry["file_name"] = Path.GetFileName(file);
        entry["formatting"] = "sharegpt";
        JsonObject columns = entry["columns"] as JsonObject ?? [];
        entry["columns"] = columns;
        columns["messages"] = "conversations";
        columns["tools"] = "tools";
        if (hasSystem)
            columns["system"] = "system";
    }

    private static JsonObject Parse(byte[]? json)
    {
        try
        {
            JsonNode? root = json is null ? new JsonObject() : JsonNode.Parse(json);
            // JsonObject detects a repeated key only when its members are accessed.
            return root is JsonObject entries && entries.Count >= 0 ? entries : throw new InvalidDataException("dataset_info.json holds no object.");
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"dataset_info.json cannot be read: {error.Message}", error);
        }
    }
}
