using System.Text.Json;

namespace SynthGen.Rows;

/// <summary>Reads texts that many lines have in common, such as names. Equal ones become one object, so that rows take little memory.</summary>
internal sealed class SharedTexts
{
    private const int Most = 1024;
    private const int Longest = 128;
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <summary>Reads the value, which must be a string.</summary>
    /// <exception cref="FormatException">The value is not a string.</exception>
    public string Read(ref Utf8JsonReader reader, string key)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > Longest)
            return Utf8JsonReaderChecks.ReadText(ref reader, key);

        Span<char> text = stackalloc char[Longest];
        text = text[..reader.CopyString(text)];
        Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> known = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(text, out string? same))
            return same;

        if (_known.Count == Most)
            _known.Clear();
        same = text.ToString();
        _known.Add(same, same);
        return same;
    }

    /// <summary>Reads the value, which must be a string or null.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public string? ReadOrNull(ref Utf8JsonReader reader, string key) => Utf8JsonReaderChecks.IsNull(ref reader) ? null : Read(ref reader, key);
}
