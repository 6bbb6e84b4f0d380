namespace SynthGen.Text;

/// <summary>
/// Reads the words of a text in order: runs of letters and digits, folded (<see cref="LetterFold"/>). Apostrophes and a
/// final "'s" are left out. Hyphens at a line end and commas between groups of digits (<see cref="DigitGroups"/>) join
/// what they separate. In scripts without spaces between words, each character is a word.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="buffer">The buffer in which a word is put together, <see cref="LongestWord"/> long; longer words are cut off.</param>
internal ref struct WordReader(ReadOnlySpan<char> text, Span<char> buffer)
{
    /// <summary>The length of the buffer.</summary>
    public const int LongestWord = 64;

    private readonly ReadOnlySpan<char> _text = text;
    private readonly Span<char> _buffer = buffer;
    private int _length;

    /// <summary>The start of the word in the text.</summary>
    public int Start { get; private set; }

    /// <summary>The end of the word, exclusive; "'s" is included.</summary>
    public int End { get; private set; }

    /// <summary>Whether the word is a character of a script that does not keep words apart.</summary>
    public bool IsUnspaced { get; private set; }

    /// <summary>The word, never empty; overwritten by the next one.</summary>
    public readonly ReadOnlySpan<char> Word => _buffer[.._length];

    /// <summary>Moves to the next word; false at the end of the text.</summary>
    public bool MoveNext()
    {
        _length = 0;
        for (int at = End; at < _text.Length;)
        {
            Start = at;
            IsUnspaced = LetterFold.IsUnspaced(_text[at]);
            at = IsUnspaced ? ReadCharacter(at) : LetterFold.IsWord(_text[at]) ? ReadWord(at) : at + 1;
            End = at;
            if (_length > 0)
                return true;
        }

        return false;
    }

    private int ReadCharacter(int at)
    {
        Take(_text[at++]);
        if (char.IsHighSurrogate(_text[at - 1]) && at < _text.Length && char.IsLowSurrogate(_text[at]))
            Take(_text[at++]);
        return at;
    }

    private int ReadWord(int at)
    {
        for (; at < _text.Length; at++)
        {
            char c = _text[at];
            if (LetterFold.IsWord(c))
                Take(c);
            else if (c is '-' or '\u2010' or '\u00AD' && NextLine(at + 1) is > 0 and int next)
                at = next - 1;
            else if (!IsWithinWord(c, at))
                break;
        }

        return at + 1 < _text.Length && IsApostrophe(_text[at]) && IsPossessive(at + 1) ? at + 2 : at;
    }

    // 5,000 is 5000, and O'Neill is one word.
    private readonly bool IsWithinWord(char c, int at) =>
        (c == ',' && DigitGroups.IsSeparator(_text, at)) ||
        (c == '\u00AD' && IsLetter(at + 1)) ||
        (IsApostrophe(c) && IsLetter(at + 1) && !IsPossessive(at + 1));

    private void Take(char c)
    {
        Put(LetterFold.Of(c));
        foreach (char more in c < 128 ? "" : LetterFold.Rest(c))
            Put(more);
    }

    private void Put(char c)
    {
        if (c != '\0' && _length < _buffer.Length)
            _buffer[_length++] = c;
    }

    private static bool IsApostrophe(char c) => c is '\'' or '\u2019';

    private readonly bool IsLetter(int at) => at < _text.Length && char.IsLetter(_text[at]);

    private readonly bool IsPossessive(int at) =>
        at < _text.Length && _text[at] is 's' or 'S' && (at + 1 == _text.Length || !LetterFold.IsWord(_text[at + 1]));

    // Returns where a word that is broken at a line end continues; 0 if it does not.
    private readonly int NextLine(int at)
    {
        bool broken = false;
        while (at < _text.Length && char.IsWhiteSpace(_text[at]))
            broken |= _text[at++] == '\n';
        return broken && at < _text.Length && char.IsLower(_text[at]) ? at : 0;
    }
}
