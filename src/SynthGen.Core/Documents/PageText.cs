namespace SynthGen.Documents;

/// <summary>Trims the text between two markers to that of a page.</summary>
internal static class PageText
{
    /// <summary>Makes the text of a page of a text with line ends of any kind, as the splitter does.</summary>
    public static string Normalize(string text)
    {
        if (text.Contains('\r'))
        {
            char[] letters = text.ToCharArray();
            text = new string(letters, 0, new LineEnds().Normalize(letters));
        }

        ReadOnlySpan<char> page = TrimBlankLines(text);
        return page.Length == text.Length ? text : page.ToString();
    }

    /// <summary>Removes blank lines at the beginning and the end, and the last line end.</summary>
    public static ReadOnlySpan<char> TrimBlankLines(ReadOnlySpan<char> text)
    {
        int start = 0, index = 0;
        while (index < text.Length && char.IsWhiteSpace(text[index]))
        {
            if (text[index++] == '\n')
                start = index;
        }

        if (index == text.Length)
            return default;

        int end = text.Length;
        for (int last = text.Length - 1; char.IsWhiteSpace(text[last]); last--)
        {
            if (text[last] == '\n')
                end = last;
        }

        return text[start..end];
    }
}
