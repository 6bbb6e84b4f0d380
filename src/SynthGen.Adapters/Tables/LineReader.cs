using System.Text.Json;
using SynthGen.Json;

namespace SynthGen.Adapters.Tables;

/// <summary>Reads a line, a JSON object, token by token. The values of its own keys can be passed over.</summary>
internal ref struct LineReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = JsonLine.MaximumDepth };

    // Where the value of a key of the line ends, whatever value it is.
    private static readonly JsonReaderState BehindValue = StateBehindValue();

    private ReadOnlySpan<byte> _text;

    /// <summary>The reader of the tokens.</summary>
    public Utf8JsonReader Json;

    /// <summary>Reads the beginning of the object.</summary>
    /// <exception cref="IOException">The line is no object.</exception>
    /// <exception cref="JsonException">The line is no JSON.</exception>
    public LineReader(ReadOnlySpan<byte> line)
    {
        _text = line;
        Json = new Utf8JsonReader(line, Options);
        Json.Read();
        Expect(JsonTokenType.StartObject);
    }

    /// <summary>The line from the token on at which it is read.</summary>
    public readonly ReadOnlySpan<byte> Text => _text[(int)Json.TokenStartIndex..];

    /// <summary>The line behind that token.</summary>
    public readonly ReadOnlySpan<byte> Rest => _text[(int)Json.BytesConsumed..];

    /// <summary>Reads the next key of an object.</summary>
    /// <returns>Whether there is one; if not, the object's end was read.</returns>
    public bool ReadKey() => Json.Read() && Json.TokenType == JsonTokenType.PropertyName;

    /// <summary>Reads the next item of a list.</summary>
    /// <returns>Whether there is one; if not, the list's end was read.</returns>
    public bool ReadItem() => Json.Read() && Json.TokenType != JsonTokenType.EndArray;

    /// <summary>Checks the kind of the token at which the line is read.</summary>
    /// <exception cref="IOException">It is another one.</exception>
    public readonly void Expect(JsonTokenType token)
    {
        if (Json.TokenType != token)
            throw new IOException($"A line of the dataset has a {Json.TokenType} where its column holds a {token}.");
    }

    /// <summary>Reads the value at whose first token the line is read to its end.</summary>
    /// <returns>Its text.</returns>
    public ReadOnlySpan<byte> ReadText()
    {
        ReadOnlySpan<byte> text = Text;
        Json.Skip();
        return text[..^Rest.Length];
    }

    /// <summary>Reads on to the end of a value.</summary>
    /// <param name="depth">The depth of its first token.</param>
    public void ReadToEnd(int depth)
    {
        Json.Skip();
        while (Json.CurrentDepth > depth)
            Json.Read();
    }

    /// <summary>Passes over the value of a key of the line, at whose first token the line is read, without reading it.</summary>
    /// <param name="length">The length of its text, in bytes.</param>
    public void Pass(int length)
    {
        _text = Text[length..];
        Json = new Utf8JsonReader(_text, isFinalBlock: true, BehindValue);
    }

    /// <summary>Checks that nothing follows the object, whose end was read.</summary>
    /// <exception cref="JsonException">Something follows.</exception>
    public void Complete() => Json.Read();

    private static JsonReaderState StateBehindValue()
    {
        Utf8JsonReader json = new("""{"":""}"""u8[..^1], isFinalBlock: false, new JsonReaderState(Options));
        while (json.Read())
        {
        }

        return json.CurrentState;
    }
}
