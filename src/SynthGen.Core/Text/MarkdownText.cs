using System.Text;

namespace SynthGen.Text;

/// <summary>Writes text into Markdown (CommonMark, and GitHub's tables) so that it reads as itself, on one line: no link, image, HTML or heading comes of it.</summary>
internal static class MarkdownText
{
    // Signs that mean nothing within a line, not even as a part of a smiley.
    private const string Harmless = "-.,%";

    // Some readers make links of addresses even where their signs are escaped.
    private static readonly string[] AddressParts = ["://", "www.", "@"];

    /// <summary>The text as running text, within a line; as code if it looks like an address.</summary>
    public static string Text(string text) => AddressParts.Any(part => text.Contains(part, StringComparison.OrdinalIgnoreCase)) ? Code(text) : Escape(Line(text));

    /// <summary>
    /// The text as code, in which even addresses stay text; as running text where it is empty or has a | or {, which end the
    /// cell of a table and begin a heading's attributes even in code.
    /// </summary>
    public static string Code(string text)
    {
        string line = Line(text);
        if (line.Length == 0 || line.AsSpan().ContainsAny('|', '{'))
            return Escape(line);

        string fence = new('`', LongestRun(line) + 1);
        string space = line[0] == '`' || line[^1] == '`' ? " " : "";
        return $"{fence}{space}{line}{space}{fence}";
    }

    // Blanks at the ends would be dropped, or make a code block of a line.
    private static string Line(string text) => PrintableText.Line(text).Trim();

    // CommonMark lets every sign of ASCII be escaped.
    private static string Escape(string line)
    {
        StringBuilder escaped = new();
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            bool isSign = char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c));
            bool isLinked = c == '.' && i >= 3 && line.AsSpan(i - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase);
            if (isSign && (isLinked || !Harmless.Contains(c, StringComparison.Ordinal)))
                escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }

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
