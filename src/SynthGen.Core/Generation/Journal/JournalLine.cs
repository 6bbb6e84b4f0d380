using System.Buffers;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using SynthGen.Json;
using SynthGen.Rows;

namespace SynthGen.Generation.Journal;

/// <summary>
/// The journal's line for one outcome: key and status first, so that a journal is indexed by its lines' beginnings,
/// then the page by name, so that a person can read it.
/// </summary>
internal static class JournalLine
{
    /// <summary>Writes a line, its LF included.</summary>
    public static byte[] Write(UInt128 key, PageOutcome outcome)
    {
        ArrayBufferWriter<byte> buffer = new(1024);
        using (Utf8JsonWriter json = new(buffer, JsonValue.Compact))
        {
            json.WriteStartObject();
            json.WriteString("key", key.ToString("x32", CultureInfo.InvariantCulture));
            json.WriteString("status", outcome.Status.ToString());
            json.WriteNumber("page", outcome.Page);
            json.WriteString("source", outcome.Source);
            json.WriteNumber("attempts", outcome.Attempts);
            if (outcome.Model is not null)
                json.WriteString("model", outcome.Model);
            json.WriteNumber("input_tokens", outcome.InputTokens);
            json.WriteNumber("output_tokens", outcome.OutputTokens);
            if (outcome.Reason is not null)
                json.WriteString("reason", outcome.Reason);
            if (outcome.RequestId is not null)
                json.WriteString("request_id", outcome.RequestId);
            if (outcome.Dropped.Count > 0)
            {
                json.WriteStartObject("dropped");
                foreach ((string reason, int count) in outcome.Dropped)
                    json.WriteNumber(reason, count);
                json.WriteEndObject();
            }

            if (outcome.RawReply is not null)
                json.WriteString("raw_reply", outcome.RawReply);
            json.WriteStartArray("rows");
            foreach (SyntheticQuery row in outcome.Rows)
                json.WriteRawValue(RowBytes(row), skipInputValidation: true);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads key and status alone; false if the line does not begin as a line of a journal does.</summary>
    public static bool TryReadHead(ReadOnlySpan<byte> line, out UInt128 key, out OutcomeStatus status)
    {
        (key, status) = (default, default);
        try
        {
            Utf8JsonReader reader = new(line);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject
                && reader.Read() && reader.ValueTextEquals("key"u8) && reader.Read() && reader.TokenType == JsonTokenType.String
                && UInt128.TryParse(reader.ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out key)
                && reader.Read() && reader.ValueTextEquals("status"u8) && reader.Read() && Enum.TryParse(reader.GetString(), out status);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Reads a whole line.</summary>
    /// <exception cref="FormatException">The line is not one of a journal.</exception>
    public static PageOutcome Read(ReadOnlySpan<byte> line)
    {
        try
        {
            Utf8JsonReader reader = new(line);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            JsonElement root = document.RootElement;
            CanonicalReader rows = new();
            return new PageOutcome(
                root.GetProperty("page").GetInt32(), root.GetProperty("source").GetString()!,
                Enum.Parse<OutcomeStatus>(root.GetProperty("status").GetString()!))
            {
                Attempts = root.GetProperty("attempts").GetInt32(),
                Model = Text(root, "model"),
                InputTokens = root.GetProperty("input_tokens").GetInt32(),
                OutputTokens = root.GetProperty("output_tokens").GetInt32(),
                Reason = Text(root, "reason"),
                RequestId = Text(root, "request_id"),
                Dropped = Counts(root, "dropped"),
                RawReply = Text(root, "raw_reply"),
                Rows = [.. root.GetProperty("rows").EnumerateArray().Select(row => rows.Read(JsonMarshal.GetRawUtf8Value(row)))],
                IsResumed = true,
            };
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or FormatException)
        {
            throw new FormatException("The line is not one of a journal.", error);
        }
    }

    private static IReadOnlyDictionary<string, int> Counts(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value)
            ? value.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetInt32())
            : ReadOnlyDictionary<string, int>.Empty;

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    // The tools are part of the key, so the rows need not repeat them.
    private static ReadOnlySpan<byte> RowBytes(SyntheticQuery row)
    {
        using MemoryStream stream = new(512);
        using (CanonicalWriter writer = new(stream))
        {
            writer.Write(row with { AvailableTools = [] });
            writer.Flush();
        }

        return stream.GetBuffer().AsSpan(0, (int)stream.Length - 1);
    }
}
