using System.Text.Json;
using SynthGen.Adapters.Chat.Json;
using SynthGen.Adapters.Retrieval;
using SynthGen.Retrieval;

namespace SynthGen.Adapters.Chat.Gemini;

/// <summary>The Gemini API's batchEmbedContents.</summary>
internal sealed class GeminiEmbeddingFormat(GeminiAddress address, string model) : EmbeddingFormat
{
    // Of 768, 1536 and 3072, which Google recommends: the vectors of 100,000 pages take 300 MB instead of 1.2 GB.
    private const int Dimensions = 768;

    /// <inheritdoc/>
    public override Uri Address { get; } = address.Embed(model);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json, IReadOnlyList<string> texts, EmbeddingUse use)
    {
        json.WriteStartObject();
        json.WriteStartArray("requests"u8);
        foreach (string text in texts)
        {
            json.WriteStartObject();
            json.WriteString("model"u8, GeminiAddress.Resource(model));
            json.WriteStartObject("content"u8);
            json.WriteStartArray("parts"u8);
            json.WriteStartObject();
            json.WriteString("text"u8, text);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteString("taskType"u8, use == EmbeddingUse.Query ? "RETRIEVAL_QUERY"u8 : "RETRIEVAL_DOCUMENT"u8);
            json.WriteNumber("outputDimensionality"u8, Dimensions);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public override float[][]? Read(JsonElement reply) => reply.Property("embeddings") is null
        ? null
        : [.. reply.Items("embeddings").Select(embedding => Vector(embedding.Property("values")))];
}
