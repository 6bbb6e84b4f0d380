namespace SynthGen.Documents;

/// <summary>Parses the text between a marker's signs: <c>Page 3</c>, <c>PAGE iv of x</c>, <c>page 3/10</c>.</summary>
internal static class MarkerText
{
    /// <summary>Parses the text of a marker.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out PageNumber page)
    {
        page = default;
        text = text.Trim();
        if (!text.StartsWith("page", StringComparison.OrdinalIgnoreCase))
            return false;

        ReadOnlySpan<char> rest = text[4..].TrimStart();
        bool isApart = rest.Length < text.Length - 4;
        int length = 0;
        while (length < rest.Length && char.IsAsciiLetterOrDigit(rest[length]))
            length++;
        if (!PageNumber.TryParse(rest[..length], out page) || (page.Label is not null && !isApart))
            return false;

        // "of 10" and "/ 10" add nothing to the page's own number.
        rest = rest[length..].Trim();
        if (rest.IsEmpty)
            return true;
        if (rest.StartsWith("of ", StringComparison.OrdinalIgnoreCase))
            rest = rest[3..];
        else if (rest[0] == '/')
            rest = rest[1..];
        else
            return false;
        return PageNumber.TryParse(rest.Trim(), out _);
    }
}
