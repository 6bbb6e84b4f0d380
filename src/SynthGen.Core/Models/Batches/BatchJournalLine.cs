using System.Buffers;
using System.Globalization;
using System.Text.Json;
using SynthGen.Json;

namespace SynthGen.Models.Batches;

/// <summary>
/// The lines of a journal of jobs. The first member says which kind a line is of: <c>job</c>, about to be created; <c>created</c>, with the
/// service's id; <c>ended</c>; <c>key</c>, the reply to a request; <c>forget</c>, replies that do not count any more.
/// </summary>
internal static class BatchJournalLine
{
    /// <summary>Writes the line of a job that is about to be created.</summary>
    public static byte[] Job(JournaledBatch job) => Write(json =>
    {
        json.WriteString("job", job.Name);
        json.WriteString("service", job.Service);
        json.WriteString("model", job.Model);
        json.WriteString("time", job.Time);
        WriteKeys(json, "keys", job.Keys);
    });

    /// <summary>Writes the line of a job that the service has taken.</summary>
    public static byte[] Created(string name, string id) => Write(json =>
    {
        json.WriteString("created", name);
        json.WriteString("id", id);
    });

    /// <summary>Writes the line of a job of which nothing more comes.</summary>
    public static byte[] Ended(string name, GenerationBatchStatus status, string? reason) => Write(json =>
    {
        json.WriteString("ended", name);
        json.WriteString("status", status.ToString());
        if (reason is not null)
            json.WriteString("reason", reason);
    });

    /// <summary>Writes the line of a reply.</summary>
    public static byte[] Reply(UInt128 key, BatchAnswer answer) => Write(json =>
    {
        json.WriteString("key", KeyText(key));
        json.WriteNumber("status", answer.Status);
        if (answer.RequestId is not null)
            json.WriteString("request_id", answer.RequestId);
        json.WritePropertyName("body");

        // Parsed and written anew: a body may have line breaks between its members.
        using JsonDocument body = JsonDocument.Parse(answer.Body);
        body.RootElement.WriteTo(json);
    });

    /// <summary>Writes the line of replies that do not count any more.</summary>
    public static byte[] Forget(IReadOnlyList<UInt128> keys) => Write(json => WriteKeys(json, "forget", keys));

    /// <summary>Returns a line's kind, and the key of a reply, from its beginning alone; null if it has no kind.</summary>
    public static string? ReadKind(ReadOnlySpan<byte> line, out UInt128 key)
    {
        key = default;
        try
        {
            Utf8JsonReader reader = new(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
                return null;
            string kind = reader.GetString()!;
            return kind switch
            {
                "key" => reader.Read() && reader.TokenType == JsonTokenType.String && TryKey(reader.GetString()!, out key) ? kind : null,
                "job" or "created" or "ended" or "forget" => kind,
                _ => null,
            };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Reads the line of a job.</summary>
    public static JournaledBatch ReadJob(JsonElement line)
    {
        UInt128[] keys = ReadKeys(line.GetProperty("keys"));
        return new(line.GetProperty("job").GetString()!, line.GetProperty("service").GetString()!, line.GetProperty("model").GetString()!, line.GetProperty("time").GetDateTimeOffset(), keys.Length)
        {
            Keys = keys,
        };
    }

    /// <summary>Reads the keys of an array.</summary>
    public static UInt128[] ReadKeys(JsonElement keys) =>
        [.. keys.EnumerateArray().Select(key => TryKey(key.GetString()!, out UInt128 value) ? value : throw new FormatException("A key is not one."))];

    /// <summary>Reads a reply.</summary>
    public static BatchAnswer ReadReply(JsonElement line) => new(line.GetProperty("status").GetInt32(), System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(line.GetProperty("body")).ToArray())
    {
        RequestId = line.TryGetProperty("request_id", out JsonElement id) ? id.GetString() : null,
    };

    /// <summary>A key as it is written.</summary>
    public static string KeyText(UInt128 key) => key.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>Reads a key.</summary>
    public static bool TryKey(string text, out UInt128 key) => UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out key);

    private static void WriteKeys(Utf8JsonWriter json, string name, IEnumerable<UInt128> keys)
    {
        json.WriteStartArray(name);
        foreach (UInt128 key in keys)
            json.WriteStringValue(KeyText(key));
        json.WriteEndArray();
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new(1024);
        using (Utf8JsonWriter json = new(buffer, JsonValue.Compact))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
