namespace SynthGen.Text;

/// <summary>
/// Writes texts in plain letters (<see cref="FoldedLetter.Plain"/>): without accents, points and invisible signs, with ligatures
/// written out, in their case. Signs stay as they are. It keeps its buffer; not thread-safe.
/// </summary>
public sealed class PlainText
{
    private char[] _buffer = new char[256];
    private int _length;

    /// <summary>Returns the letters of a ligature that printers set (ﬁ, ﬄ, ﬆ); empty for any other character.</summary>
    public static string OfLigature(char c) => c is >= '\uFB00' and <= '\uFB06' ? LetterFold.PlainOf(c) : "";

    /// <summary>Returns a text in plain letters, valid until the next call.</summary>
    public ReadOnlySpan<char> Of(ReadOnlySpan<char> text)
    {
        _length = 0;
        foreach (char c in text)
        {
            FoldedLetter letter = char.IsSurrogate(c) ? default : LetterFold.Get(c);
            if (letter.Kind == LetterKind.None)
                Put(c is '\u02BB' or '\u02BC' ? '\u2019' : c);
            else if (letter.IsLigature)
                Put(LetterFold.PlainOf(c));
            else if (LetterJoin.IsPart(letter.Plain) && _length > 0 && LetterJoin.Join(_buffer[_length - 1], letter.Plain) is not '\0' and char joined)
                _buffer[_length - 1] = joined;
            else if (letter.Kind != LetterKind.Ignored && !LetterJoin.IsVoicing(letter.Plain))
                Put(letter.Plain);
        }

        return _buffer.AsSpan(0, _length);
    }

    private void Put(string letters)
    {
        foreach (char letter in letters)
            Put(letter);
    }

    private void Put(char c)
    {
        if (_length == _buffer.Length)
            Array.Resize(ref _buffer, _length * 2);
        _buffer[_length++] = c;
    }
}
