using System.Globalization;
using System.Text;

namespace SynthGen.Models;

/// <summary>
/// A text with its escapes undone (percent-encoding, JSON's and C's backslashes, HTML's entities), which remembers where each
/// character came from. An encoded byte becomes the character of its value.
/// </summary>
internal sealed class DecodedText
{
    private const int MostLayers = 8;

    private static readonly Dictionary<string, char> Entities = new()
    {
        ["amp"] = '&', ["lt"] = '<', ["gt"] = '>', ["quot"] = '"', ["apos"] = '\'',
    };

    // The start of each character in the original text, and the original's end; null if they are the same.
    private readonly int[]? _starts;

    private DecodedText(string text, int[]? starts)
    {
        Text = text;
        _starts = starts;
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The text as it is, then with one escape after the other undone.</summary>
    public static IEnumerable<DecodedText> Layers(string text)
    {
        DecodedText? layer = new(text, null);
        for (int i = 0; i < MostLayers && layer is not null; i++)
        {
            yield return layer;
            layer = layer.Decode();
        }
    }

    /// <summary>The place in the original of a place in this text.</summary>
    public Range Origin(Range place) => _starts is null ? place : _starts[place.Start.Value].._starts[place.End.Value];

    private DecodedText? Decode()
    {
        if (!Text.AsSpan().ContainsAny('%', '\\', '&'))
            return null;

        StringBuilder decoded = new(Text.Length);
        List<int> starts = new(Text.Length + 1);
        for (int at = 0; at < Text.Length;)
        {
            (char value, int length) = Escape(Text.AsSpan(at));
            decoded.Append(value);
            starts.Add(_starts?[at] ?? at);
            at += length;
        }

        if (decoded.Length == Text.Length)
            return null;
        starts.Add(_starts?[Text.Length] ?? Text.Length);
        return new DecodedText(decoded.ToString(), [.. starts]);
    }

    private static (char Value, int Length) Escape(ReadOnlySpan<char> text) => text[0] switch
    {
        '%' when Hex(text, 1, 2) is { } value => (value, 3),
        '\\' when text.Length > 1 => Backslash(text),
        '&' => Entity(text),
        _ => (text[0], 1),
    };

    private static (char, int) Backslash(ReadOnlySpan<char> text) => text[1] switch
    {
        'u' when Hex(text, 2, 4) is { } value => (value, 6),
        'x' when Hex(text, 2, 2) is { } value => (value, 4),
        '"' or '\\' or '/' or '\'' => (text[1], 2),
        'n' => ('\n', 2),
        'r' => ('\r', 2),
        't' => ('\t', 2),
        _ => (text[0], 1),
    };

    private static (char, int) Entity(ReadOnlySpan<char> text)
    {
        int end = text[..Math.Min(text.Length, 12)].IndexOf(';');
        if (end < 0)
            return (text[0], 1);
        ReadOnlySpan<char> name = text[1..end];
        bool isHex = name.StartsWith("#x", StringComparison.OrdinalIgnoreCase);
        if (name.StartsWith("#") && ushort.TryParse(name[(isHex ? 2 : 1)..], isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out ushort code))
            return ((char)code, end + 1);
        return Entities.TryGetValue(name.ToString(), out char value) ? (value, end + 1) : (text[0], 1);
    }

    private static char? Hex(ReadOnlySpan<char> text, int start, int length) =>
        text.Length >= start + length && ushort.TryParse(text.Slice(start, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort value) ? (char)value : null;
}
