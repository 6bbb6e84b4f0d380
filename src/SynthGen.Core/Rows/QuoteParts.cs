using SynthGen.Text;

namespace SynthGen.Rows;

/// <summary>Splits a quote at its ellipses: "first part … second part".</summary>
internal static class QuoteParts
{
    /// <summary>The maximum number of parts; the rest is ignored.</summary>
    private const int Most = 8;

    /// <summary>Returns the parts that hold letters or digits, in order.</summary>
    public static List<string> Of(string quote)
    {
        List<string> parts = [];
        int from = 0;
        for (int i = 0; i < quote.Length && parts.Count < Most;)
        {
            int after = EllipsisEnd(quote, i);
            if (after == i)
            {
                i++;
                continue;
            }

            Add(parts, quote.AsSpan(from, i - from));
            from = i = after;
        }

        if (parts.Count < Most)
            Add(parts, quote.AsSpan(from));
        return parts;
    }

    private static void Add(List<string> parts, ReadOnlySpan<char> part)
    {
        part = part.Trim();
        foreach (char c in part)
        {
            if (LetterFold.Of(c) != '\0')
            {
                parts.Add(part.ToString());
                return;
            }
        }
    }

    /// <summary>
    /// Returns the end of an ellipsis that begins here ("…", "...", ". . ."); <paramref name="at"/> itself if none
    /// does.
    /// </summary>
    private static int EllipsisEnd(string quote, int at)
    {
        int end = at, dots = 0;
        for (int i = at; i < quote.Length; i++)
        {
            if (quote[i] is '.' or '\u2026')
            {
                dots += quote[i] == '.' ? 1 : 3;
                end = i + 1;
            }
            else if (quote[i] != ' ' || i != end)
            {
                break;
            }
        }

        return dots >= 3 ? end : at;
    }
}
