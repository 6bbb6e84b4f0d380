using System.Globalization;

namespace SynthGen.Text;

/// <summary>Counts words that are written in small letters alone, as most words of running text are.</summary>
internal static class LowerCaseWords
{
    /// <summary>Returns the number of words of two and more of the letters a to z, with no other letter, digit or underscore in them.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        int count = 0;
        for (int i = 0; i < text.Length;)
        {
            int start = i;
            bool isLower = true;
            while (i < text.Length && IsOfWord(text[i]))
                isLower &= char.IsAsciiLetterLower(text[i++]);
            if (i == start)
                i++;
            else if (isLower && i - start > 1)
                count++;
        }

        return count;
    }

    // A word as \b of a regular expression bounds it.
    private static bool IsOfWord(char c) => char.IsAsciiLetterLower(c) || (char.IsAscii(c)
        ? char.IsAsciiLetterOrDigit(c) || c == '_'
        : c is '\u200C' or '\u200D' || char.GetUnicodeCategory(c) is <= UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation);
}
