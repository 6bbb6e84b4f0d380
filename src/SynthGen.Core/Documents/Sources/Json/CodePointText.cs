namespace SynthGen.Documents.Sources.Json;

/// <summary>A text that is addressed by code points, as in Python, where .NET counts UTF-16 units.</summary>
internal sealed class CodePointText
{
    private readonly string _text;

    // The code points that take two units.
    private readonly List<int> _pairs = [];

    /// <param name="text">The text.</param>
    public CodePointText(string text)
    {
        _text = text;
        for (int at = 0; at + 1 < text.Length; at++)
        {
            if (char.IsSurrogatePair(text[at], text[at + 1]))
                _pairs.Add(at++ - _pairs.Count);
        }
    }

    /// <summary>The number of code points.</summary>
    public int Length => _text.Length - _pairs.Count;

    /// <summary>Returns a part.</summary>
    /// <param name="start">The first code point.</param>
    /// <param name="end">The code point after the last.</param>
    /// <exception cref="SourceException">The text has no such part.</exception>
    public string Slice(int start, int end) => start >= 0 && start <= end && end <= Length
        ? _text[ToUnits(start)..ToUnits(end)]
        : throw JsonMembers.Wrong($"it speaks of the characters {start} to {end} of a text of {Length}");

    private int ToUnits(int codePoint)
    {
        int pairs = _pairs.BinarySearch(codePoint);
        return codePoint + (pairs < 0 ? ~pairs : pairs);
    }
}
