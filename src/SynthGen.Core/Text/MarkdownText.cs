using System.Text;

namespace SynthGen.Text;

/// <summary>Writes text into Markdown (CommonMark, and GitHub's tables) so that it reads as itself, on one line: no link, image, HTML or heading comes of it.</summary>
internal static class MarkdownText
{
    /// <summary>The text as running text: each sign that Markdown may take for its own is escaped.</summary>
    public static string Escape(string text)
    {
        StringBuilder escaped = new();
        foreach (char c in Line(text))
        {
            // CommonMark lets every sign of ASCII be escaped.
            if (char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c)))
                escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>
    /// The text as code, in which even addresses stay text; as running text where it is empty or has a |, which ends the cell
    /// of a table even in code.
    /// </summary>
    public static string Code(string text)
    {
        string line = Line(text);
        if (line.Length == 0 || line.Contains('|', StringComparison.Ordinal))
            return Escape(line);

        string fence = new('`', LongestRun(line) + 1);
        string space = line[0] == '`' || line[^1] == '`' ? " " : "";
        return $"{fence}{space}{line}{space}{fence}";
    }

    // Blanks at the ends would be dropped, or make a code block of a line.
    private static string Line(string text) => PrintableText.Line(text).Trim();

    private static int LongestRun(string text)
    {
        int longest = 0, run = 0;
        foreach (char c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
