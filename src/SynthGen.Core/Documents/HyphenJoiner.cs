using System.Text;

namespace SynthGen.Documents;

/// <summary>Joins words that are broken at line ends.</summary>
/// <remarks>
/// "investi-" and "gation of" become "investigation" and "of": the whole word goes to the first line. The rest of the second
/// line stays on its own line, which is dropped if empty. A hyphen counts as a break if a letter precedes it and the next
/// line begins with a small letter (or one of a script without capitals); "Kushner-" and "Page" or "mid-" and "2017" stay
/// unchanged. Only a dictionary could recognize compounds with a hyphen: "so-" and "called" lose theirs. A soft hyphen is
/// always a break.
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
                // The word fills its line, and may be broken again at the line's end.
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
