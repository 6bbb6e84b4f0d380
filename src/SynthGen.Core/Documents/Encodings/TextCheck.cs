using System.Buffers;
using System.Text;

namespace SynthGen.Documents.Encodings;

/// <summary>Looks out for content that is not text in text that arrives in pieces: control characters, close together.</summary>
/// <remarks>
/// A text may hold a stray control character here and there, as OCR engines and mainframes leave them. In a passage of 4,096
/// characters at least four, and two in a hundred, are the content of another kind of file.
/// </remarks>
public sealed class TextCheck
{
    private const int Passage = 4096;
    private const int Fewest = 4;
    private const int CharactersEach = 50;

    // Without tab, line ends, form feed, backspace (overstruck letters) and escape (colours of a terminal).
    private const string Codes = "\0\x01\x02\x03\x04\x05\x06\a\x0E\x0F\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1A\x1C\x1D\x1E\x1F";

    private static readonly SearchValues<char> Controls = SearchValues.Create(Codes);
    private static readonly SearchValues<byte> ControlBytes = SearchValues.Create(Encoding.ASCII.GetBytes(Codes));

    private long _position;
    private long _passage;
    private long _first;
    private int _count;

    /// <summary>The character near which other content begins, counted from 0; null as long as all is text.</summary>
    public long? NotTextFrom { get; private set; }

    /// <summary>Takes the next piece of a text in UTF-8, whose bytes are half as long to look at.</summary>
    /// <param name="text">The piece.</param>
    /// <param name="utf8">Its bytes.</param>
    public void Add(ReadOnlySpan<char> text, ReadOnlySpan<byte> utf8)
    {
        if (utf8.ContainsAny(ControlBytes))
            Add(text);
        else
            _position += text.Length;
    }

    /// <summary>Takes the next piece.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        for (int start = 0; text[start..].IndexOfAny(Controls) is >= 0 and int index && NotTextFrom is null; start += index + 1)
        {
            long position = _position + start + index, passage = position / Passage;
            if (passage != _passage)
                (_passage, _count) = (passage, 0);
            if (_count == 0)
                _first = position;
            if (++_count >= Passage / CharactersEach)
                NotTextFrom = _first;
        }

        _position += text.Length;
    }

    /// <summary>Takes the end.</summary>
    public void Complete()
    {
        if (_count >= Fewest && (long)_count * CharactersEach >= Math.Min(Passage, _position - (_passage * Passage)))
            NotTextFrom ??= _first;
    }

    /// <summary>Whether a text is content of another kind.</summary>
    public static bool IsBinary(ReadOnlySpan<char> text)
    {
        TextCheck check = new();
        check.Add(text);
        check.Complete();
        return check.NotTextFrom is not null;
    }
}
