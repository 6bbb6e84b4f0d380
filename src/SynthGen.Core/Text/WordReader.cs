using System.Text;

namespace SynthGen.Text;

/// <summary>
/// Reads the words of a text in order: runs of letters and digits, folded (<see cref="LetterFold"/>). Apostrophes and a
/// final "'s" are left out; an elided article (l'État, dell'atto) is a word of its own, and so is a raised number. Hyphens that
/// break a word at a line's end (<see cref="HyphenRules"/>) and commas between groups of digits (<see cref="DigitGroups"/>) join what they separate. In scripts without
/// spaces between words, each character is a word, with the marks that are written onto it.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="buffer">The buffer in which a word is put together, <see cref="LongestWord"/> long; longer words are cut off.</param>
/// <param name="atSigns">Whether every sign separates words, and Korean letters are kept apart from others: apostrophes and hyphens join nothing.</param>
internal ref struct WordReader(ReadOnlySpan<char> text, Span<char> buffer, bool atSigns = false)
{
    /// <summary>The length of the buffer.</summary>
    public const int LongestWord = 64;

    private readonly ReadOnlySpan<char> _text = text;
    private readonly Span<char> _buffer = buffer;
    private readonly bool _atSigns = atSigns;
    private int _length;
    private bool _isCut;

    /// <summary>The start of the word in the text.</summary>
    public int Start { get; private set; }

    /// <summary>The end of the word, exclusive; "'s" is included.</summary>
    public int End { get; private set; }

    /// <summary>The kind of the word's first letter.</summary>
    public LetterKind Kind { get; private set; }

    /// <summary>Whether the word is a character of a script that does not keep words apart.</summary>
    public readonly bool IsUnspaced => LetterFold.IsUnspaced(Kind);

    /// <summary>The word, never empty; overwritten by the next one.</summary>
    public readonly ReadOnlySpan<char> Word => _buffer[.._length];

    /// <summary>Moves to the next word; false at the end of the text.</summary>
    public bool MoveNext()
    {
        (_length, _isCut) = (0, false);
        for (int at = End; at < _text.Length;)
        {
            // Most characters of most texts are ASCII.
            if (_text[at] < 128 && !char.IsAsciiLetterOrDigit(_text[at]))
            {
                at++;
                continue;
            }

            Kind = KindAt(at, out int length);
            if (Kind is LetterKind.None or LetterKind.Sign or LetterKind.Ignored)
            {
                at += length;
                continue;
            }

            Start = at;
            End = at = IsUnspaced ? ReadCharacter(at) : ReadWord(at);
            if (_length > 0)
                return true;
        }

        return false;
    }

    private int ReadCharacter(int at)
    {
        KindAt(at, out int length);
        Take(at, length);
        at += length;
        while (at < _text.Length && KindAt(at, out length) is var kind &&
            (kind is LetterKind.UnspacedMark or LetterKind.Ignored || LetterJoin.IsVoicing(LetterFold.Of(_text[at]))))
        {
            Take(at, length);
            at += length;
        }

        return at;
    }

    private int ReadWord(int at)
    {
        for (int length; at < _text.Length; at += length)
        {
            char c = _text[at];
            if (char.IsAsciiLetterOrDigit(c) && Kind == LetterKind.Letter)
            {
                length = 1;
                Put(char.IsAsciiDigit(c) ? c : (char)(c | 0x20));
                continue;
            }

            LetterKind kind = KindAt(at, out length);
            if (kind is LetterKind.Letter or LetterKind.Hangul or LetterKind.Raised)
            {
                if (kind != Kind && (kind == LetterKind.Raised || Kind == LetterKind.Raised || _atSigns))
                    break;
                Take(at, length);
            }
            else if (!_atSigns && c is '-' or '\u2010' or HyphenRules.SoftHyphen && NextLine(at + 1) is > 0 and int next)
            {
                // "well-known" is two words, wherever the line ends.
                if (c != HyphenRules.SoftHyphen && HyphenRules.Judge(_text[Start..at], _text[next..], SeenWords.None) != HyphenKind.Break)
                    break;
                length = next - at;
            }
            else if (kind != LetterKind.Ignored && !IsWithinWord(c, at))
            {
                break;
            }
        }

        return !_atSigns && at + 1 < _text.Length && IsApostrophe(_text[at]) && IsPossessive(at + 1) ? at + 2 : at;
    }

    // 5,000 is 5000, and O'Neill is one word.
    private readonly bool IsWithinWord(char c, int at) =>
        DigitGroups.IsSeparator(_text, at) ||
        (!_atSigns && IsApostrophe(c) && at + 1 < _text.Length && IsLetter(at + 1) && !IsPossessive(at + 1) && !IsElided(at));

    private readonly LetterKind KindAt(int at, out int length)
    {
        char c = _text[at];
        length = 1;
        if (!char.IsSurrogate(c))
            return LetterFold.Get(c).Kind;
        if (Rune.DecodeFromUtf16(_text[at..], out Rune pair, out length) != System.Buffers.OperationStatus.Done)
            return LetterKind.None;
        LetterFold.OfPair(pair, out LetterKind kind);
        return kind;
    }

    private void Take(int at, int length)
    {
        char c = _text[at];
        if (length == 2)
        {
            Put(LetterFold.OfPair(new Rune(c, _text[at + 1]), out _));
            return;
        }

        FoldedLetter letter = LetterFold.Get(c);
        if (c >= '\u1100' && LetterJoin.IsPart(letter.Folded) && _length > 0 && !_isCut &&
            LetterJoin.Join(_buffer[_length - 1], letter.Folded) is not '\0' and char joined)
        {
            _buffer[_length - 1] = joined;
        }
        else if (!LetterJoin.IsVoicing(letter.Folded))
        {
            Put(letter.Folded);
            if (letter.IsLigature)
                Put(LetterFold.Rest(c));
        }
    }

    private void Put(string letters)
    {
        foreach (char c in letters)
            Put(c);
    }

    private void Put(char c)
    {
        if (c == '\0')
            return;
        _isCut |= _length == _buffer.Length;
        if (!_isCut)
            _buffer[_length++] = c;
    }

    private readonly bool IsLetter(int at) => KindAt(at, out _) is LetterKind.Letter or LetterKind.Hangul && !char.IsDigit(_text[at]);

    private static bool IsApostrophe(char c) => c is '\'' or '\u2019' or '\u02BC' or '\uFF07';

    private readonly bool IsPossessive(int at) =>
        _text[at] is 's' or 'S' && (at + 1 == _text.Length || !LetterFold.IsWord(_text[at + 1]));

    // l'État, qu'il, dell'atto: what is elided stands before a word with a vowel or an h.
    private readonly bool IsElided(int apostrophe) =>
        apostrophe + 2 < _text.Length && LetterFold.IsWord(_text[apostrophe + 2]) &&
        LetterFold.Of(_text[apostrophe + 1]) is 'a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'h' &&
        Word is "l" or "d" or "n" or "s" or "c" or "j" or "m" or "t" or "qu" or "lorsqu" or "puisqu" or "jusqu" or "quoiqu" or
            "un" or "all" or "dall" or "dell" or "nell" or "sull" or "coll" or "quest" or "quell";

    // Returns where a word that is broken at a line end continues; 0 if it does not.
    private readonly int NextLine(int at)
    {
        bool broken = false;
        while (at < _text.Length && char.IsWhiteSpace(_text[at]))
            broken |= _text[at++] == '\n';
        return broken && at < _text.Length && char.IsLower(_text[at]) ? at : 0;
    }
}
