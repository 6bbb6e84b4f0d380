using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace SynthGen.Json;

/// <summary>
/// Represents JSON as plain .NET values that PowerShell reads naturally: dictionaries in the order written, lists, strings,
/// booleans, null and numbers. A number is the first of long, decimal, double and <see cref="JsonNumber"/> that writes it
/// back unchanged.
/// </summary>
public static class JsonValue
{
    /// <summary>Compact output with as few escapes as possible, because people read datasets.</summary>
    public static JsonWriterOptions Compact { get; } =
        new() { Encoder = MinimalJsonEncoder.Instance, SkipValidation = true };

    /// <summary>Returns a read-only object with the given members in that order.</summary>
    public static IReadOnlyDictionary<string, object?> Object(params ReadOnlySpan<(string Name, object? Value)> members)
    {
        OrderedDictionary<string, object?> map = new(members.Length);
        foreach ((string name, object? value) in members)
            map[name] = value;

        return new JsonMap(map);
    }

    /// <summary>Reads a parsed JSON element. If a member is repeated, the last one wins.</summary>
    public static object? Read(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                OrderedDictionary<string, object?> map = new();
                foreach (JsonProperty member in element.EnumerateObject())
                    map[member.Name] = Read(member.Value);
                return new JsonMap(map);
            case JsonValueKind.Array:
                List<object?> items = new(element.GetArrayLength());
                foreach (JsonElement item in element.EnumerateArray())
                    items.Add(Read(item));
                return items.AsReadOnly();
            case JsonValueKind.String:
                return element.GetString();
            case JsonValueKind.Number:
                return ReadNumber(JsonMarshal.GetRawUtf8Value(element));
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            default:
                return null;
        }
    }

    /// <summary>Reads the value at the reader's position. If a member is repeated, the last one wins.</summary>
    /// <exception cref="JsonException">The rest is not JSON.</exception>
    /// <exception cref="InvalidOperationException">A string holds half of a surrogate pair, or bytes that are not UTF-8.</exception>
    public static object? Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                OrderedDictionary<string, object?> map = new();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    string name = reader.GetString()!;
                    reader.Read();
                    map[name] = Read(ref reader);
                }

                return new JsonMap(map);
            case JsonTokenType.StartArray:
                List<object?> items = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    items.Add(Read(ref reader));
                return items.AsReadOnly();
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number:
                return ReadNumber(reader.ValueSpan);
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            default:
                return null;
        }
    }

    /// <summary>Parses JSON text.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static object? Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        try
        {
            return Read(document.RootElement);
        }
        catch (InvalidOperationException error)
        {
            // Half of a surrogate pair, which the parser does not check.
            throw new JsonException(error.Message, error);
        }
    }

    /// <summary>Returns where in a JSON text an error occurred: line and column in characters, both from 1.</summary>
    public static (long Line, long Column) PositionOf(string json, JsonException error)
    {
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(json);
        for (long line = error.LineNumber ?? 0; line > 0 && rest.IndexOf((byte)'\n') is >= 0 and int end; line--)
            rest = rest[(end + 1)..];

        int before = (int)Math.Min(error.BytePositionInLine ?? 0, rest.Length);
        return ((error.LineNumber ?? 0) + 1, Encoding.UTF8.GetCharCount(rest[..before]) + 1);
    }

    /// <summary>Writes a value; a value without a JSON form is written as its invariant text.</summary>
    public static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case long number: writer.WriteNumberValue(number); break;
            case int number: writer.WriteNumberValue(number); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case double number: writer.WriteNumberValue(number); break;
            case JsonNumber number: writer.WriteRawValue(number.Text, skipInputValidation: true); break;
            case IReadOnlyDictionary<string, object?> map:
                writer.WriteStartObject();
                foreach ((string name, object? member) in map)
                {
                    writer.WritePropertyName(name);
                    Write(writer, member);
                }

                writer.WriteEndObject();
                break;
            case System.Collections.IEnumerable items:
                writer.WriteStartArray();
                foreach (object? item in items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
        }
    }

    /// <summary>Returns the value as compact JSON text.</summary>
    public static string ToJson(object? value)
    {
        ArrayBufferWriter<byte> buffer = new(256);
        using (Utf8JsonWriter writer = new(buffer, Compact))
            Write(writer, value);

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads a number from its JSON text.</summary>
    internal static object ReadNumber(ReadOnlySpan<byte> text)
    {
        if (Utf8Parser.TryParse(text, out long whole, out int used) && used == text.Length && (whole != 0 || text.Length == 1))
            return whole;

        Span<byte> back = stackalloc byte[64];
        if (text.IndexOfAny((byte)'e', (byte)'E') < 0 &&
            Utf8Parser.TryParse(text, out decimal exact, out used) && used == text.Length &&
            Utf8Formatter.TryFormat(exact, back, out int length) && text.SequenceEqual(back[..length]))
        {
            return exact;
        }

        if (Utf8Parser.TryParse(text, out double near, out used) && used == text.Length && double.IsFinite(near) &&
            near.TryFormat(back, out length, default, CultureInfo.InvariantCulture) && text.SequenceEqual(back[..length]))
        {
            return near;
        }

        return new JsonNumber(Encoding.UTF8.GetString(text));
    }
}
