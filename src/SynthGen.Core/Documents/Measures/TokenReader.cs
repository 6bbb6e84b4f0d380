using System.Globalization;
using SynthGen.Text;

namespace SynthGen.Documents.Measures;

/// <summary>Counts the sound and the odd tokens of a page's lines. Not thread-safe; create one for each page.</summary>
internal sealed class TokenReader
{
    // Of a hundred letters, at least one has an accent, or is of another script than the Latin one.
    private const int LeastShare = 100;

    private readonly bool _isBeyondAscii;
    private PlainText? _plain;

    /// <summary>Creates a reader for the lines of a page.</summary>
    public TokenReader(ReadOnlySpan<char> page) => _isBeyondAscii = IsBeyondAscii(page);

    /// <summary>Counts a line's tokens: runs of characters without blanks.</summary>
    public (int Sound, int Odd) Count(ReadOnlySpan<char> line)
    {
        int sound = 0, odd = 0, position = 0;
        while (position < line.Length)
        {
            while (position < line.Length && char.IsWhiteSpace(line[position]))
                position++;
            int start = position;
            while (position < line.Length && !char.IsWhiteSpace(line[position]))
                position++;
            if (position == start)
                break;

            (int good, int bad) = Judge(line[start..position]);
            sound += good;
            odd += bad;
        }

        return (sound, odd);
    }

    private (int Sound, int Odd) Judge(ReadOnlySpan<char> token)
    {
        if (!System.Text.Ascii.IsValid(token))
        {
            token = (_plain ??= new PlainText()).Of(token);
            if (SpacelessToken.IsOne(token))
                return SpacelessToken.Judge(token);
        }

        TokenVerdict verdict = GarbledTokenDetector.Judge(token, _isBeyondAscii);
        return (verdict == TokenVerdict.Sound ? 1 : 0, verdict == TokenVerdict.Odd ? 1 : 0);
    }

    private static bool IsBeyondAscii(ReadOnlySpan<char> text)
    {
        if (System.Text.Ascii.IsValid(text))
            return false;

        int ascii = 0, others = 0;
        foreach (char c in text)
        {
            ascii += char.IsAsciiLetter(c) ? 1 : 0;
            others += c > 127 && (char.IsLetter(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) ? 1 : 0;
        }

        return others * LeastShare > ascii;
    }
}
