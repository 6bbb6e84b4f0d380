using System.Text.Json;
using SynthGen.Adapters.Chat.Json;
using SynthGen.Retrieval;

namespace SynthGen.Adapters.Retrieval;

/// <summary>How a service is asked for embeddings, and how it answers.</summary>
internal abstract class EmbeddingFormat
{
    /// <summary>Where the requests go.</summary>
    public abstract Uri Address { get; }

    /// <summary>The body of a request.</summary>
    public abstract void Write(Utf8JsonWriter json, IReadOnlyList<string> texts, EmbeddingUse use);

    /// <summary>The vectors of a reply in the order of the texts; null if it holds none.</summary>
    public abstract float[][]? Read(JsonElement reply);

    /// <summary>An array of numbers.</summary>
    /// <exception cref="JsonException">There is none.</exception>
    protected static float[] Vector(JsonElement? values) => values is { ValueKind: JsonValueKind.Array } array
        ? [.. array.EnumerateArray().Select(value =>
            value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out float number) && float.IsFinite(number)
                ? number : throw new JsonException("A vector holds something else than numbers."))]
        : throw new JsonException("A vector is missing.");
}
