using System.Buffers;

namespace SynthGen.Documents.Marks;

/// <summary>Takes apart a line that may be a mark.</summary>
internal static class MarkLine
{
    // A line of text that begins with a letter is rarely so short, and a mark that begins with one never longer.
    private const int MaxWordy = 48;

    private static readonly SearchValues<char> Initials = SearchValues.Create("pPsSbBfFlLhHtTeE");
    private static readonly SearchValues<char> Signs = SearchValues.Create(" \t=-\u2010\u2011\u2012\u2013\u2014\u2015\u2500_*~+[](){}<>«»\u2039\u203A/\\:.·•#!\"'^%&@$;,\u3010\u3011");

    /// <summary>Removes blanks, byte order marks and characters without width from the ends.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        int start = 0, end = text.Length;
        while (start < end && IsInvisible(text[start]))
            start++;
        while (end > start && IsInvisible(text[end - 1]))
            end--;
        return text[start..end];
    }

    /// <summary>Whether a line could be a mark of any kind that has a line of its own. False is certain; the check is cheap.</summary>
    public static bool MayMark(ReadOnlySpan<char> line)
    {
        if (line.Length > LineMarker.MaxLength)
            return false;
        line = Trim(line);
        return !line.IsEmpty && (!char.IsLetterOrDigit(line[0]) || (line.Length <= MaxWordy && (line[0] >= '\u0080' || char.IsAsciiDigit(line[0]) || Initials.Contains(line[0]))));
    }

    /// <summary>Takes the signs from both ends of a trimmed line.</summary>
    public static ReadOnlySpan<char> WithoutSigns(ReadOnlySpan<char> line, out ReadOnlySpan<char> open, out ReadOnlySpan<char> close)
    {
        int start = line.IndexOfAnyExcept(Signs);
        if (start < 0)
        {
            open = line;
            close = default;
            return default;
        }

        int end = line.LastIndexOfAnyExcept(Signs) + 1;
        open = line[..start];
        close = line[end..];
        return line[start..end];
    }

    /// <summary>The look of signs: each run of one sign as one, without blanks.</summary>
    public static string Look(ReadOnlySpan<char> signs)
    {
        Span<char> look = stackalloc char[8];
        int length = 0;
        foreach (char c in signs)
        {
            if (!char.IsWhiteSpace(c) && length < look.Length && (length == 0 || look[length - 1] != c))
                look[length++] = c;
        }

        return look[..length].ToString();
    }

    private static bool IsInvisible(char c) =>
        char.IsWhiteSpace(c) || c is '\uFEFF' or (>= '\u200B' and <= '\u200F') or '\u2060' or '\u00AD' or (>= '\u202A' and <= '\u202E');
}
