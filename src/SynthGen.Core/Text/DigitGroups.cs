namespace SynthGen.Text;

/// <summary>Commas that group the digits of a figure into thousands: "5,000" is read as the figure 5000.</summary>
public static class DigitGroups
{
    private const int Group = 3;

    /// <summary>
    /// Whether a comma groups the digits of one figure: one to three digits before it, and one or more groups of
    /// exactly three after it. Digits and commas may be those of other scripts, or of full width.
    /// </summary>
    public static bool IsSeparator(ReadOnlySpan<char> text, int at) =>
        text[at] is ',' or '\uFF0C' or '\u066C' && DigitsBefore(text, at) is > 0 and <= Group && DigitsAfter(text, at) == Group;

    /// <summary>Returns the text without such commas.</summary>
    public static string Join(string text)
    {
        int at = text.AsSpan().IndexOf(',');
        while (at >= 0 && !IsSeparator(text, at))
            at = text.IndexOf(',', at + 1);
        return at < 0 ? text : string.Concat(text.Where((c, i) => c != ',' || !IsSeparator(text, i)));
    }

    private static int DigitsBefore(ReadOnlySpan<char> text, int at)
    {
        int count = 0;
        while (count <= Group && at - count > 0 && char.IsDigit(text[at - count - 1]))
            count++;
        return count;
    }

    private static int DigitsAfter(ReadOnlySpan<char> text, int at)
    {
        int count = 0;
        while (count <= Group && at + count + 1 < text.Length && char.IsDigit(text[at + count + 1]))
            count++;
        return count;
    }
}
