using System.Text.Json;
using SynthGen.Json;

namespace SynthGen.Rows;

/// <summary>Reads the members of parsed lines, and reports where they are not as expected.</summary>
internal static class JsonElementReader
{
    /// <summary>Gets a member that exists and is not null.</summary>
    public static bool TryGet(JsonElement element, string key, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out value) && value.ValueKind != JsonValueKind.Null;
    }

    /// <summary>Returns the items of a list; empty if the element is not a list.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement element) => element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    /// <summary>Returns a required member.</summary>
    /// <exception cref="FormatException">The member is missing or of another kind.</exception>
    public static JsonElement Get(JsonElement element, string key, JsonValueKind kind, string path)
    {
        if (!element.TryGetProperty(key, out JsonElement value))
            throw Utf8JsonReaderChecks.Missing(path);
        return value.ValueKind == kind ? value : throw new FormatException($"'{path}' must be {NameOf(kind)}, not {NameOf(value.ValueKind)}");
    }

    /// <summary>Returns a required string.</summary>
    /// <exception cref="FormatException">The member is missing or not a string.</exception>
    public static string Text(JsonElement element, string key, string path) => Get(element, key, JsonValueKind.String, path).GetString()!;

    /// <summary>Checks that a value is an object.</summary>
    /// <exception cref="FormatException">The value is not an object.</exception>
    public static JsonElement Object(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.Object ? element : throw new FormatException($"{path} must be an object, not {NameOf(element.ValueKind)}");

    /// <summary>Returns the arguments of a call: an object, or a string that holds one.</summary>
    /// <exception cref="FormatException">The arguments are neither.</exception>
    public static IReadOnlyDictionary<string, object?> Arguments(JsonElement call, string key, string path)
    {
        if (!call.TryGetProperty(key, out JsonElement value))
            throw Utf8JsonReaderChecks.Missing(path);
        if (value.ValueKind == JsonValueKind.String)
        {
            using JsonDocument inner = Parse(value.GetString()!, path);
            return inner.RootElement.ValueKind == JsonValueKind.Object
                ? (IReadOnlyDictionary<string, object?>)JsonValue.Read(inner.RootElement)!
                : throw new FormatException($"'{path}' must hold an object, not {NameOf(inner.RootElement.ValueKind)}");
        }

        return value.ValueKind == JsonValueKind.Object
            ? (IReadOnlyDictionary<string, object?>)JsonValue.Read(value)!
            : throw new FormatException($"'{path}' must be an object or a string that holds one, not {NameOf(value.ValueKind)}");
    }

    /// <summary>Reads a call of the form {"name", "arguments"}.</summary>
    /// <exception cref="FormatException">The element does not have this form.</exception>
    public static ToolCall Call(JsonElement element, string path) =>
        new(Text(Object(element, path), "name", $"{path}.name"), Arguments(element, "arguments", $"{path}.arguments"));

    /// <summary>Reads a text that holds a call or a list of calls.</summary>
    /// <exception cref="FormatException">The text holds something else.</exception>
    public static ToolCall[] Calls(string json, string path)
    {
        using JsonDocument inner = Parse(json, path);
        return inner.RootElement.ValueKind == JsonValueKind.Array
            ? [.. inner.RootElement.EnumerateArray().Select(call => Call(call, path))]
            : [Call(inner.RootElement, path)];
    }

    /// <summary>Parses JSON from a string.</summary>
    /// <exception cref="FormatException">The string is not JSON.</exception>
    public static JsonDocument Parse(string json, string path)
    {
        try
        {
            return JsonDocument.Parse(json, JsonLine.Options);
        }
        catch (JsonException error)
        {
            throw new FormatException($"what '{path}' holds is not JSON", error);
        }
    }

    /// <summary>Returns the name of a kind of value, for messages.</summary>
    public static string NameOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };
}
