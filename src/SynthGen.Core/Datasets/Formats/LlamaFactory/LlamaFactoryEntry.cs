using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SynthGen.Json;

namespace SynthGen.Datasets.Formats.LlamaFactory;

/// <summary>
/// The entry of dataset_info.json through which LLaMA-Factory finds a dataset; its name is that of the file.
/// </summary>
internal sealed class LlamaFactoryEntry : ILoaderFile
{
    /// <inheritdoc/>
    public string PathFor(string dataset) => Path.Combine(Path.GetDirectoryName(dataset) ?? "", "dataset_info.json");

    // Adds the dataset's entry to the existing ones.
    /// <inheritdoc/>
    public byte[]? Content(string dataset, byte[]? earlier, bool hasSystem)
    {
        JsonObject entries = Parse(earlier);
        string name = DatasetName.Stem(dataset);
        JsonObject entry = entries[name] as JsonObject ?? [];
        entries[name] = entry;
        entry["file_name"] = Path.GetFileName(dataset);
        entry["formatting"] = "sharegpt";
        JsonObject columns = entry["columns"] as JsonObject ?? [];
        entry["columns"] = columns;
        columns["messages"] = "conversations";
        columns["tools"] = "tools";
        if (hasSystem)
            columns["system"] = "system";
        return Encoding.UTF8.GetBytes(entries.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n", Encoder = MinimalJsonEncoder.Instance }) + "\n");
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
