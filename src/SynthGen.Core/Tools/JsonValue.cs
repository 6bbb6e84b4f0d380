using System.Buffers;
using System.Collections.ObjectModel;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SynthGen.Tools;

/// <summary>
/// JSON as plain .NET values that PowerShell reads naturally: dictionaries in the order written, lists, strings,
/// booleans, null, and numbers as long, else decimal, else double.
/// </summary>
public static class JsonValue
{
    /// <summary>Writes what need not be escaped as it is: datasets are read by people.</summary>
    public static JsonWriterOptions Compact { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>A read-only object with the members given, in that order.</summary>
    public static IReadOnlyDictionary<string, object?> Object(params ReadOnlySpan<(string Name, object? Value)> members)
    {
        OrderedDictionary<string, object?> map = new(members.Length);
        foreach ((string name, object? value) in members)
            map[name] = value;

        return new ReadOnlyDictionary<string, object?>(map);
    }

    /// <summary>Reads a parsed JSON element; of a member that is repeated the last one counts.</summary>
    public static object? Read(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                OrderedDictionary<string, object?> map = new();
                foreach (JsonProperty member in element.EnumerateObject())
                    map[member.Name] = Read(member.Value);
                return new ReadOnlyDictionary<string, object?>(map);
            case JsonValueKind.Array:
                List<object?> items = new(element.GetArrayLength());
                foreach (JsonElement item in element.EnumerateArray())
                    items.Add(Read(item));
                return items.AsReadOnly();
            case JsonValueKind.String:
                return element.GetString();
            case JsonValueKind.Number:
                return ReadNumber(element);
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
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
        return Read(document.RootElement);
    }

    /// <summary>Writes a value; anything that is not JSON's is written as its invariant text.</summary>
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

    /// <summary>The value as compact JSON text.</summary>
    public static string ToJson(object? value)
    {
        ArrayBufferWriter<byte> buffer = new(256);
        using (Utf8JsonWriter writer = new(buffer, Compact))
            Write(writer, value);

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static object ReadNumber(JsonElement element)
    {
        if (element.TryGetInt64(out long whole))
            return whole;

        // Decimal keeps 0.10 as it was written; beyond its range and precision double is what JSON readers use.
        string raw = element.GetRawText();
        return raw.AsSpan().IndexOfAny('e', 'E') < 0 && raw.Length < 28 && element.TryGetDecimal(out decimal exact)
            ? exact
            : element.GetDouble();
    }
}
