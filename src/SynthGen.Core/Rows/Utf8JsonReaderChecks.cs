using System.Text.Json;

namespace SynthGen.Rows;

/// <summary>Reads the tokens of a dataset's line, and reports tokens that are not as expected.</summary>
internal static class Utf8JsonReaderChecks
{
    /// <summary>Whether the reader is at this key; if so, it moves to the value.</summary>
    public static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> key) => reader.ValueTextEquals(key) && reader.Read();

    /// <summary>Whether the value is null.</summary>
    public static bool IsNull(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null;

    /// <summary>Checks a token's type.</summary>
    /// <exception cref="FormatException">The token is of another type.</exception>
    public static void Expect(ref Utf8JsonReader reader, JsonTokenType type, string what)
    {
        if (reader.TokenType != type)
            throw new FormatException($"{what} must be {NameOf(type)}, not {NameOf(reader.TokenType)}");
    }

    /// <summary>Reads the value, which must be a string.</summary>
    public static string ReadText(ref Utf8JsonReader reader, string key)
    {
        if (reader.TokenType != JsonTokenType.String)
            Expect(ref reader, JsonTokenType.String, $"'{key}'");
        return reader.GetString()!;
    }

    /// <summary>Reads the value, which must be a 32-bit integer.</summary>
    public static int Whole(ref Utf8JsonReader reader, string key)
    {
        if (reader.TokenType != JsonTokenType.Number)
            Expect(ref reader, JsonTokenType.Number, $"'{key}'");
        return reader.TryGetInt32(out int number)
            ? number
            : throw new FormatException($"'{key}' must be a whole number of at most {int.MaxValue}");
    }

    /// <summary>Reads the value, which must be a string or null.</summary>
    public static string? ReadTextOrNull(ref Utf8JsonReader reader, string key) => IsNull(ref reader) ? null : ReadText(ref reader, key);

    /// <summary>Reads the value, which must be a 32-bit integer or null.</summary>
    public static int? WholeOrNull(ref Utf8JsonReader reader, string key) => IsNull(ref reader) ? null : Whole(ref reader, key);

    /// <summary>Reads the value, which must be true or false.</summary>
    public static bool Flag(ref Utf8JsonReader reader, string key)
    {
        if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False))
            throw new FormatException($"'{key}' must be true or false, not {NameOf(reader.TokenType)}");
        return reader.GetBoolean();
    }

    /// <summary>Reads the value, which must be the name of a member of an enumeration.</summary>
    public static T Named<T>(ref Utf8JsonReader reader, string key)
        where T : struct, Enum =>
        ReadText(ref reader, key) is var name && Enum.TryParse(name, out T value) && Enum.IsDefined(value)
            ? value
            : throw new FormatException($"'{key}' must be one of {string.Join(", ", Enum.GetNames<T>())}, not '{name}'");

    /// <summary>Returns the exception for a missing key.</summary>
    public static FormatException Missing(string key) => new($"the key '{key}' is missing");

    private static string NameOf(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.Null => "null",
        _ => type.ToString(),
    };
}
