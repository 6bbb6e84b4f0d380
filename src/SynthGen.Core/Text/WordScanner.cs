namespace SynthGen.Text;

/// <summary>
/// The words of a text, one after the other: runs of letters and digits, without case and accents, joined where a hyphen
/// ends the line, without "'s". In scripts that do not keep words apart each character is a word.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="buffer">Where a word is put together; what is longer is cut off.</param>
internal ref struct WordScanner(ReadOnlySpan<char> text, Span<char> buffer)
{
    /// <summary>A fitting length of the buffer.</summary>
    public const int LongestWord = 48;

    private readonly ReadOnlySpan<char> _text = text;
    private readonly Span<char> _buffer = buffer;
    private int _length;

    /// <summary>Where the word begins in the text.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends, exclusive.</summary>
    public int End { get; private set; }

    /// <summary>The word; overwritten by the next one.</summary>
    public readonly ReadOnlySpan<char> Word => _buffer[.._length];

    /// <summary>Goes to the next word; false if there is none.</summary>
    public bool MoveNext()
    {
        int at = End;
        while (at < _text.Length && !LetterFold.IsWord(_text[at]) && !LetterFold.IsUnspaced(_text[at]))
            at++;
        if (at == _text.Length)
            return false;

        (Start, _length) = (at, 0);
        if (LetterFold.IsUnspaced(_text[at]))
        {
            Take(_text[at++]);
            if (char.IsHighSurrogate(_text[at - 1]) && at < _text.Length && char.IsLowSurrogate(_text[at]))
                Take(_text[at++]);
            End = at;
            return true;
        }

        while (at < _text.Length)
        {
            char c = _text[at];
            if (LetterFold.IsWord(c))
                Take(c);
            else if (c is ',' && IsDigit(at - 1) && IsDigit(at + 1) && IsDigit(at + 2) && IsDigit(at + 3))
                { } // 5,000 is 5000.
            else if (c is '\'' or '\u2019' && IsLetter(at + 1) && !IsPossessive(at + 1))
                { } // O'Neill is one word.
            else if (c is '-' or '\u00AD' && NextLine(at + 1) is > 0 and int next)
                at = next - 1;
            else
                break;
            at++;
        }

        End = at;
        if (at + 1 < _text.Length && _text[at] is '\'' or '\u2019' && IsPossessive(at + 1))
            End += 2;
        return true;
    }

    private void Take(char c)
    {
        char folded = LetterFold.Of(c);
        if (folded != '\0' && _length < _buffer.Length)
            _buffer[_length++] = folded;
        else if (folded == '\0' && char.IsSurrogate(c) && _length < _buffer.Length)
            _buffer[_length++] = c;
    }

    private readonly bool IsDigit(int at) => at < _text.Length && char.IsAsciiDigit(_text[at]);

    private readonly bool IsLetter(int at) => at < _text.Length && char.IsLetter(_text[at]);

    private readonly bool IsPossessive(int at) =>
        at < _text.Length && _text[at] is 's' or 'S' && (at + 1 == _text.Length || !LetterFold.IsWord(_text[at + 1]));

    // Where the rest of a word that a line end broke goes on; 0 if it does not.
    private readonly int NextLine(int at)
    {
        bool broken = false;
        while (at < _text.Length && char.IsWhiteSpace(_text[at]))
            broken |= _text[at++] == '\n';
        return broken && at < _text.Length && char.IsLower(_text[at]) ? at : 0;
    }
}
