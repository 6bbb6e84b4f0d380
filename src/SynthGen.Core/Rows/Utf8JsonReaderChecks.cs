using System.Text.Json;

namespace SynthGen.Rows;

/// <summary>Reads the tokens of a dataset's line, and says what is wrong with one that is not what it should be.</summary>
internal static class Utf8JsonReaderChecks
{
    /// <summary>Whether the reader stands on a key; it goes on to the value if so.</summary>
    public static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> key) => reader.ValueTextEquals(key) && reader.Read();

    /// <summary>Whether the value is null.</summary>
    public static bool IsNull(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null;

    /// <summary>Makes sure of a token's type.</summary>
    /// <exception cref="FormatException">It is another.</exception>
    public static void Expect(ref Utf8JsonReader reader, JsonTokenType type, string what)
    {
        if (reader.TokenType != type)
            throw new FormatException($"{what} must be {NameOf(type)}, not {NameOf(reader.TokenType)}");
    }

    /// <summary>The value, which must be a string.</summary>
    public static string ReadText(ref Utf8JsonReader reader, string key)
    {
        if (reader.TokenType != JsonTokenType.String)
            Expect(ref reader, JsonTokenType.String, $"'{key}'");
        return reader.GetString()!;
    }

    /// <summary>The value, which must be a whole number of 32 bits.</summary>
    public static int Whole(ref Utf8JsonReader reader, string key)
    {
        if (reader.TokenType != JsonTokenType.Number)
            Expect(ref reader, JsonTokenType.Number, $"'{key}'");
        return reader.TryGetInt32(out int number)
            ? number
            : throw new FormatException($"'{key}' must be a whole number of at most {int.MaxValue}");
    }

    /// <summary>What to throw for a key that has to be there.</summary>
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
