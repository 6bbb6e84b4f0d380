using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using SynthGen.Documents;
using SynthGen.Json;
using SynthGen.Rows;

namespace SynthGen.Generation.Journal;

/// <summary>
/// The lines of a journal. Key and status come first, so that a journal can be indexed by the beginnings of its lines; then
/// the page by name, for human readers. This class writes and reads the parts that all kinds of records share.
/// </summary>
internal static class JournalLine
{
    // {"key":"0123…","status":"…"
    private const int KeyStart = 8, KeyLength = 32;

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

    /// <summary>The number of bytes that key and status take at most.</summary>
    public const int HeadLength = 256;

    /// <summary>Whether bytes begin like a journal: with a whole head, or with as much of one as a killed process wrote.</summary>
    /// <param name="start">The first bytes of the file; fewer than <see cref="HeadLength"/> only if it has no more.</param>
    public static bool Begins(ReadOnlySpan<byte> start)
    {
        int end = start.IndexOf((byte)'\n');
        if (TryReadHead(end < 0 ? start : start[..end], out _, out _))
            return true;
        if (end >= 0 || start.Length == HeadLength)
            return false;

        // Only as this class writes it: a torn line of anything else is not taken for one.
        foreach (OutcomeStatus status in Enum.GetValues<OutcomeStatus>())
        {
            byte[] head = Write(0, status, _ => { })[..^2];
            ReadOnlySpan<byte> key = start.Length <= KeyStart ? [] : start[KeyStart..Math.Min(start.Length, KeyStart + KeyLength)];
            int after = KeyStart + KeyLength;
            if (start.Length <= head.Length
                && start[..Math.Min(start.Length, KeyStart)].SequenceEqual(head.AsSpan(0, Math.Min(start.Length, KeyStart)))
                && !key.ContainsAnyExcept("0123456789abcdef"u8)
                && (start.Length <= after || start[after..].SequenceEqual(head.AsSpan(after, start.Length - after))))
            {
                return true;
            }
        }

        return false;
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

    /// <summary>Writes the page.</summary>
    public static void WriteOrigin(Utf8JsonWriter json, PageKey page)
    {
        json.WriteNumber("page", page.Number);
        json.WriteString("source", page.Source);
        CanonicalWriter.WritePlace(json, page);
    }

    /// <summary>Reads the page's place in its document.</summary>
    public static int ReadOrdinal(JsonElement line) => (line.TryGetProperty("ordinal", out JsonElement ordinal) ? ordinal : line.GetProperty("page")).GetInt32();

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
    /// <exception cref="FormatException">A row is invalid, or a conversation.</exception>
    public static IReadOnlyList<SyntheticQuery> ReadRows(JsonElement line)
    {
        CanonicalReader reader = new();
        return [.. line.GetProperty("rows").EnumerateArray().Select(row => reader.Read(JsonMarshal.GetRawUtf8Value(row)) as SyntheticQuery ?? throw new FormatException("it is a conversation"))];
    }
}
