using System.Text.Json;
using SynthGen.Adapters.Chat.Json;
using SynthGen.Adapters.Retrieval;
using SynthGen.Retrieval;

namespace SynthGen.Adapters.Chat.VertexAI;

/// <summary>Vertex AI's predict for text embeddings.</summary>
internal sealed class VertexAIEmbeddingFormat(VertexAIAddress address, string model) : EmbeddingFormat
{
    // As at the Gemini API.
    private const int Dimensions = 768;

    /// <inheritdoc/>
    public override Uri Address { get; } = address.Predict(model);

    /// <summary>One: Gemini's models take no more at Vertex AI.</summary>
    public override int MostTexts => 1;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json, IReadOnlyList<string> texts, EmbeddingUse use)
    {
        json.WriteStartObject();
        json.WriteStartArray("instances"u8);
        foreach (string text in texts)
        {
            json.WriteStartObject();
            json.WriteString("content"u8, text);
            json.WriteString("task_type"u8, use == EmbeddingUse.Query ? "RETRIEVAL_QUERY"u8 : "RETRIEVAL_DOCUMENT"u8);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("parameters"u8);
        json.WriteNumber("outputDimensionality"u8, Dimensions);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public override float[][]? Read(JsonElement reply) => reply.Property("predictions") is null
        ? null
        : [.. reply.Items("predictions").Select(prediction => Vector(prediction.Property("embeddings")?.Property("values")))];
}
