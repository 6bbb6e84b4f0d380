using System.Text.Json;
using static SynthGen.Rows.Utf8JsonReaderChecks;

namespace SynthGen.Rows;

/// <summary>Writes and reads the evidence in a row's line.</summary>
internal static class EvidenceJson
{
    private static readonly JsonEncodedText Quote = CanonicalKeys.Of("quote"), Start = CanonicalKeys.Of("start"), Length = CanonicalKeys.Of("length");

    /// <summary>Writes the member that holds evidence, if there is any.</summary>
    public static void Write(Utf8JsonWriter json, Evidence? evidence)
    {
        if (evidence is null)
            return;

        json.WriteStartObject(CanonicalKeys.Evidence);
        json.WriteString(Quote, evidence.Quote);
        json.WriteNumber(Start, evidence.Start);
        json.WriteNumber(Length, evidence.Length);
        json.WriteEndObject();
    }

    /// <summary>Reads the object at the reader's position; null for null.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="path">The place of the object in the line.</param>
    /// <param name="unknown">The keys that the format does not define.</param>
    /// <exception cref="FormatException">It is not evidence.</exception>
    public static Evidence? Read(ref Utf8JsonReader reader, string path, UnknownKeys unknown)
    {
        if (IsNull(ref reader))
            return null;

        string? quote = null;
        int? start = null, length = null;
        Expect(ref reader, JsonTokenType.StartObject, $"'{path}'");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (Is(ref reader, "quote"u8))
                quote = ReadText(ref reader, $"{path}.quote");
            else if (Is(ref reader, "start"u8))
                start = Whole(ref reader, $"{path}.start");
            else if (Is(ref reader, "length"u8))
                length = Whole(ref reader, $"{path}.length");
            else
                unknown.PassOver(ref reader, $"{path}.");
        }

        return new Evidence(
            quote ?? throw Missing($"{path}.quote"), start ?? throw Missing($"{path}.start"), length ?? throw Missing($"{path}.length"));
    }
}
