using System.Text;

namespace SynthGen.Documents;

/// <summary>Joins words that are broken at line ends.</summary>
/// <remarks>
/// "investi-" and "gation of" become "investigation" and "of": the first line gets the whole word, the rest of the
/// second stays on a line of its own, which is left out if nothing remains. A hyphen is taken for a break if a letter
/// stands before it and a small letter (or one of a script without capitals) begins the next line; "Kushner-" and
/// "Page" or "mid-" and "2017" stay as they are. Which compounds are written with a hyphen only a dictionary knows:
/// "so-" and "called" lose theirs. The soft hyphen is a break always.
/// </remarks>
internal static class HyphenJoiner
{
    private const char SoftHyphen = '\u00AD';

    /// <summary>Joins the broken words of a page's text.</summary>
    public static string Join(string text)
    {
        StringBuilder? joined = null;
        int position = 0;
        for (int end = text.IndexOf('\n'); end >= 0; end = end + 1 < text.Length ? text.IndexOf('\n', end + 1) : -1)
        {
            int hyphen = end - 1;
            while (hyphen >= position && text[hyphen] is ' ' or '\t')
                hyphen--;
            if (hyphen <= position || !IsBreak(text, hyphen, end, out int start))
                continue;

            int wordEnd = start;
            while (wordEnd < text.Length && !char.IsWhiteSpace(text[wordEnd]))
                wordEnd++;
            int rest = wordEnd;
            while (rest < text.Length && text[rest] is ' ' or '\t')
                rest++;

            joined ??= new StringBuilder(text.Length);
            joined.Append(text.AsSpan(position..hyphen));
            if (rest < text.Length && text[rest] != '\n')
            {
                joined.Append(text.AsSpan(start..wordEnd)).Append('\n');
                position = rest;
            }
            else
            {
                // The word is all of its line, and may be broken again.
                position = start;
            }

            end = start - 1;
        }

        return joined is null ? text : joined.Append(text.AsSpan(position)).ToString();
    }

    private static bool IsBreak(string text, int hyphen, int lineEnd, out int start)
    {
        start = lineEnd + 1;
        while (start < text.Length && text[start] is ' ' or '\t')
            start++;
        if (start >= text.Length || !char.IsLetter(text[hyphen - 1]))
            return false;

        return text[hyphen] switch
        {
            SoftHyphen => char.IsLetter(text[start]),
            '-' or '\u2010' => char.IsLetter(text[start]) && !char.IsUpper(text[start]),
            _ => false,
        };
    }
}
