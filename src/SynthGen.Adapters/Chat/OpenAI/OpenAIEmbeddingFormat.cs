using System.Text.Json;
using SynthGen.Adapters.Chat.Json;
using SynthGen.Adapters.Retrieval;
using SynthGen.Retrieval;

namespace SynthGen.Adapters.Chat.OpenAI;

/// <summary>OpenAI's embeddings, which many servers offer.</summary>
internal sealed class OpenAIEmbeddingFormat(Uri endpoint, string model) : EmbeddingFormat
{
    /// <inheritdoc/>
    public override Uri Address { get; } = new(endpoint.AbsoluteUri.TrimEnd('/') + "/embeddings");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json, IReadOnlyList<string> texts, EmbeddingUse use)
    {
        json.WriteStartObject();
        json.WriteString("model"u8, model);
        json.WriteStartArray("input"u8);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
        json.WriteString("encoding_format"u8, "float"u8);
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public override float[][]? Read(JsonElement reply)
    {
        if (reply.Property("data") is null)
            return null;

        // The index names the text of a vector; servers that omit it send the vectors in order.
        return [.. reply.Items("data")
            .Select((item, i) => (Index: item.Number("index") ?? i, Vector: Vector(item.Property("embedding"))))
            .OrderBy(item => item.Index).Select(item => item.Vector)];
    }
}
