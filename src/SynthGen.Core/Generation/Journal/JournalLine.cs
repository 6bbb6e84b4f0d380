using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using SynthGen.Json;
using SynthGen.Rows;

namespace SynthGen.Generation.Journal;

/// <summary>
/// The lines of a journal. Key and status come first, so that a journal can be indexed by the beginnings of its lines; then
/// the page by name, for human readers. This class writes and reads the parts that all kinds of records share.
/// </summary>
internal static class JournalLine
{
    /// <summary>Writes a line, including its LF.</summary>
    public static byte[] Write(UInt128 key, OutcomeStatus status, Action<Utf8JsonWriter> writeMembers)
    {
        ArrayBufferWriter<byte> buffer = new(1024);
        using (Utf8JsonWriter json = new(buffer, JsonValue.Compact))
        {
            json.WriteStartObject();
            json.WriteString("key", key.ToString("x32", CultureInfo.InvariantCulture));
            json.WriteString("status", status.ToString());
            writeMembers(json);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads only key and status; false if the line does not begin like one of a journal.</summary>
    public static bool TryReadHead(ReadOnlySpan<byte> line, out UInt128 key, out OutcomeStatus status)
    {
        (key, status) = (default, default);
        if (!line.StartsWith("{"u8))
            return false;
        try
        {
            Utf8JsonReader reader = new(line);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject
                && reader.Read() && reader.ValueTextEquals("key"u8) && reader.Read() && reader.TokenType == JsonTokenType.String
                && UInt128.TryParse(reader.ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out key)
                && reader.Read() && reader.ValueTextEquals("status"u8) && reader.Read() && Enum.TryParse(reader.GetString(), out status);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Writes the page's origin.</summary>
    public static void WriteOrigin(Utf8JsonWriter json, int page, string source)
    {
        json.WriteNumber("page", page);
        json.WriteString("source", source);
    }

    /// <summary>Writes the requests, model and tokens.</summary>
    public static void WriteUsage(Utf8JsonWriter json, int attempts, string? model, int inputTokens, int outputTokens)
    {
        json.WriteNumber("attempts", attempts);
        WriteText(json, "model", model);
        json.WriteNumber("input_tokens", inputTokens);
        json.WriteNumber("output_tokens", outputTokens);
    }

    /// <summary>Writes an optional text.</summary>
    public static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    /// <summary>Reads an optional text.</summary>
    public static string? ReadText(JsonElement line, string name) => line.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    /// <summary>Writes whose fault a failure is: only a page's, so that a line without it, as earlier versions wrote them all, is the service's.</summary>
    public static void WriteCause(Utf8JsonWriter json, FailureCause? cause)
    {
        if (cause == FailureCause.Page)
            json.WriteString("cause", nameof(FailureCause.Page));
    }

    /// <summary>Reads whose fault a failure is; null unless it is known to be the page's.</summary>
    public static FailureCause? ReadCause(JsonElement line) => ReadText(line, "cause") == nameof(FailureCause.Page) ? FailureCause.Page : null;

    /// <summary>Writes rows. Tools are part of the key, so the rows do not repeat them.</summary>
    public static void WriteRows(Utf8JsonWriter json, IEnumerable<SyntheticQuery> rows)
    {
        json.WriteStartArray("rows");
        using MemoryStream stream = new(512);
        foreach (SyntheticQuery row in rows)
        {
            stream.SetLength(0);
            using (CanonicalWriter writer = new(stream))
            {
                writer.Write(row with { AvailableTools = [] });
                writer.Flush();
            }

            json.WriteRawValue(stream.GetBuffer().AsSpan(0, (int)stream.Length - 1), skipInputValidation: true);
        }

        json.WriteEndArray();
    }

    /// <summary>Reads rows.</summary>
    /// <exception cref="FormatException">A row is invalid.</exception>
    public static IReadOnlyList<SyntheticQuery> ReadRows(JsonElement line)
    {
        CanonicalReader reader = new();
        return [.. line.GetProperty("rows").EnumerateArray().Select(row => reader.Read(JsonMarshal.GetRawUtf8Value(row)))];
    }
}
