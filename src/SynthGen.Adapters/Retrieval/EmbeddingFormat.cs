using System.Text.Json;
using SynthGen.Retrieval;

namespace SynthGen.Adapters.Retrieval;

/// <summary>The format of a service's requests and replies for embeddings.</summary>
internal abstract class EmbeddingFormat
{
    /// <summary>The address of the requests.</summary>
    public abstract Uri Address { get; }

    /// <summary>The number of texts that a request can have.</summary>
    public virtual int MostTexts => int.MaxValue;

    /// <summary>Writes the body of a request.</summary>
    public abstract void Write(Utf8JsonWriter json, IReadOnlyList<string> texts, EmbeddingUse use);

    /// <summary>Reads the vectors of a reply in the order of the texts; null if there are no vectors.</summary>
    public abstract float[][]? Read(JsonElement reply);

    /// <summary>Reads an array of numbers.</summary>
    /// <exception cref="JsonException">There is no such array.</exception>
    protected static float[] Vector(JsonElement? values) => values is { ValueKind: JsonValueKind.Array } array
        ? [.. array.EnumerateArray().Select(value =>
            value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out float number) && float.IsFinite(number)
                ? number : throw new JsonException("A vector holds something else than numbers."))]
        : throw new JsonException("A vector is missing.");
}
