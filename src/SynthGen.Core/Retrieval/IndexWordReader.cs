using SynthGen.Text;

namespace SynthGen.Retrieval;

/// <summary>
/// Reads the words of a text as the full-text index holds them. Words are those of <see cref="WordReader"/>, separated at
/// every sign. A run of letters of a script without spaces between words, or of Korean ones, whose particles follow without a
/// space, becomes its overlapping pairs of characters and, at its end, its last character, so that each character begins a
/// word of the index. Such a run goes on over a line's end, and if it is of ideographs and kana, over every blank: neither
/// means anything there.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="buffer">The buffer in which words are put together, <see cref="BufferLength"/> long.</param>
internal ref struct IndexWordReader(ReadOnlySpan<char> text, Span<char> buffer)
{
    /// <summary>The length of the buffer.</summary>
    public const int BufferLength = WordReader.LongestWord * 4;

    private const int Half = WordReader.LongestWord;

    // A pair is put together in the second quarter of the buffer and the third; the last character waits in the fourth.
    private readonly ReadOnlySpan<char> _text = text;
    private readonly Span<char> _pair = buffer.Slice(Half, 2 * Half);
    private readonly Span<char> _last = buffer[(3 * Half)..];
    private WordReader _words = new(text, buffer[..Half], atSigns: true);
    private int _lastLength, _lastEnd, _wordLength, _next;
    private LetterKind _lastKind;
    private bool _hasWord, _ended;

    /// <summary>The word, never empty; overwritten by the next one.</summary>
    public ReadOnlySpan<char> Word { get; private set; }

    /// <summary>Whether the word is a pair of characters of a run.</summary>
    public bool IsPair { get; private set; }

    /// <summary>Whether the word is the last character of a run.</summary>
    public bool IsLast { get; private set; }

    /// <summary>Moves to the next word; false at the end of the text.</summary>
    public bool MoveNext()
    {
        while (true)
        {
            if (!_hasWord && !_ended)
            {
                _ended = !_words.MoveNext();
                (_hasWord, _wordLength, _next) = (!_ended, _ended ? 0 : _words.Word.Length, 0);
            }

            if (!_hasWord)
                return _lastLength > 0 && TakeLast();
            if (!IsRun(_words.Kind))
            {
                if (_lastLength > 0)
                    return TakeLast();
                _hasWord = false;
                return Take(_words.Word, isPair: false, isLast: false);
            }

            if (_lastLength > 0 && _next == 0 && !GoesOn())
                return TakeLast();
            if (ReadCharacter())
                return true;
        }
    }

    // Each syllable of a Korean word, but the whole of an ideograph or a letter with its marks. True if it makes a pair.
    private bool ReadCharacter()
    {
        ReadOnlySpan<char> word = _words.Word;
        ReadOnlySpan<char> character = _words.Kind == LetterKind.Hangul ? word.Slice(_next, 1) : word;
        _next += character.Length;
        _hasWord = _next < _wordLength;
        bool isPair = _lastLength > 0;
        if (isPair)
        {
            _last[.._lastLength].CopyTo(_pair);
            character.CopyTo(_pair[_lastLength..]);
            Take(_pair[..(_lastLength + character.Length)], isPair: true, isLast: false);
        }

        character.CopyTo(_last);
        (_lastLength, _lastKind, _lastEnd) = (character.Length, _words.Kind, _words.End);
        return isPair;
    }

    private bool TakeLast()
    {
        _last[.._lastLength].CopyTo(_pair);
        Take(_pair[.._lastLength], isPair: false, isLast: true);
        _lastLength = 0;
        return true;
    }

    private bool Take(ReadOnlySpan<char> word, bool isPair, bool isLast)
    {
        Word = word;
        (IsPair, IsLast) = (isPair, isLast);
        return true;
    }

    private readonly bool GoesOn()
    {
        ReadOnlySpan<char> gap = _text[_lastEnd.._words.Start];
        return gap.IsEmpty || (_words.Kind == _lastKind && gap.IsWhiteSpace() && (_lastKind == LetterKind.Ideograph || gap.Contains('\n')));
    }

    private static bool IsRun(LetterKind kind) => kind == LetterKind.Hangul || LetterFold.IsUnspaced(kind);
}
