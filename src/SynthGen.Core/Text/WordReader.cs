namespace SynthGen.Text;

/// <summary>
/// Reads a text's words, folded (<see cref="LetterFold"/>): without case, accents and the apostrophes in them. In scripts
/// that do not keep words apart each character is one.
/// </summary>
internal ref struct WordReader(ReadOnlySpan<char> text)
{
    // What is longer is no word; the rest of it counts as another.
    private const int LongestWord = 64;

    private readonly ReadOnlySpan<char> _text = text;
    private readonly char[] _word = new char[LongestWord + 2];
    private int _length;

    /// <summary>The word, folded.</summary>
    public readonly ReadOnlySpan<char> Word => _word.AsSpan(0, _length);

    /// <summary>Whether the word is a character of a script that does not keep words apart.</summary>
    public bool IsUnspaced { get; private set; }

    /// <summary>Where the word begins in the text.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends.</summary>
    public int End { get; private set; }

    /// <summary>Goes to the next word; false after the last.</summary>
    public bool MoveNext()
    {
        _length = 0;
        for (int i = End; i < _text.Length; i++)
        {
            char c = _text[i];
            bool unspaced = LetterFold.IsUnspaced(c) && LetterFold.Of(c) != '\0';
            if (unspaced && _length == 0)
            {
                (Start, End, IsUnspaced) = (i, i + 1, true);
                _word[_length++] = LetterFold.Of(c);
                return true;
            }

            if (!unspaced && LetterFold.IsWord(c))
            {
                if (LetterFold.Of(c) == '\0')
                    continue;
                if (_length == 0)
                    Start = i;
                _word[_length++] = LetterFold.Of(c);
                foreach (char more in c < 128 ? "" : LetterFold.Rest(c))
                    _word[_length++] = more;
                if (_length < LongestWord)
                    continue;
                i++;
            }
            else if (_length == 0 || (c is '\'' or '\u2019' or '\u00AD' && i + 1 < _text.Length && char.IsLetter(_text[i + 1])))
            {
                continue;
            }

            (End, IsUnspaced) = (i, false);
            return true;
        }

        (End, IsUnspaced) = (_text.Length, false);
        return _length > 0;
    }
}
