using SynthGen.Text;

namespace SynthGen.Rows;

/// <summary>
/// Finds the passage of a page that a language model quoted: first exactly, then by letters and digits alone, then by the
/// fewest edits, because models silently correct OCR errors. Not thread-safe; create one for all quotes of a page.
/// </summary>
internal sealed class EvidenceLocator(OcrPage page)
{
    /// <summary>
    /// The minimum number of letters, and <see cref="LeastWords"/> of words, of a quote that may differ in some
    /// letters.
    /// </summary>
    public const int LeastLetters = 12;

    /// <summary>See <see cref="LeastLetters"/>.</summary>
    public const int LeastWords = 3;

    /// <summary>The longest quote that is looked for, in characters.</summary>
    public const int LongestQuote = 10_000;

    /// <summary>How far apart the parts of a quote with an ellipsis may be in the page, in characters.</summary>
    public const int WidestGap = 600;

    // A step compares 64 letters of the quote with one of the page in about 2 ns, so a search takes 50 ms at most.
    private const long MostSteps = 20_000_000;
    private const int MostOccurrences = 32;

    private FoldedText? _letters;

    private FoldedText Letters => _letters ??= FoldedText.Of(page.Text);

    /// <summary>Finds a quote.</summary>
    /// <returns>
    /// The first of the nearest passages, in whole words; null if the page does not hold the quote. For a quote with an ellipsis,
    /// the passage from its first to its last part, as far as they lie within <see cref="WidestGap"/> characters of its
    /// longest part. Where page and quote are so long that a search would take more than about 50 ms, only a passage with
    /// identical letters is found.
    /// </returns>
    public LocatedEvidence? Locate(string? quote)
    {
        if (quote is null || quote.Length > LongestQuote || quote.AsSpan().Trim() is not { IsEmpty: false } plain)
            return null;
        if (FindExact(plain) is { } exact)
            return Take(exact.Start, exact.End, 0, 1);

        FoldedText letters = FoldedText.Of(plain);
        if (letters.Length == 0)
            return null;
        if (FindLetters(letters.Letters, 0, Letters.Length) is { } same)
            return Take(same, plain, letters);

        List<string> parts = QuoteParts.Of(quote);
        return parts.Count > 1 ? LocateParts(parts) :
            FindNear(letters, 0, Letters.Length) is { } near ? Take(near, plain, letters) : null;
    }

    /// <summary>
    /// Returns the minimum score of a passage whose letters differ from the quote's: 0.90, from 20 letters on 0.85,
    /// from 40 on 0.80.
    /// </summary>
    /// <remarks>
    /// Measured on 418 pages of a scanned report with random quotes of 3 to 40 words. Of 47,918 quotes sought in pages that do
    /// not hold them, 61 (0.13 %) were matched to other text, mostly phrases of 3 to 6 words. With 8 % of their characters
    /// wrong, 99.8 % of the quotes of 12 words were found in their place, 96 % of those of 8 and 78 % of those of 4.
    /// </remarks>
    /// <param name="letters">The letters and digits of the quote.</param>
    public static double LeastScore(int letters) => letters < 20 ? 0.90 : letters < 40 ? 0.85 : 0.80;

    private LocatedEvidence? LocateParts(List<string> parts)
    {
        FoldedText[] letters = [.. parts.Select(part => FoldedText.Of(part))];
        int longest = 0;
        for (int i = 1; i < letters.Length; i++)
        {
            if (letters[i].Length > letters[longest].Length)
                longest = i;
        }

        if (Find(letters[longest], 0, Letters.Length) is not { } anchor)
            return null;

        (int start, int end, int edits, int length) = (anchor.Start, anchor.End, anchor.Edits, letters[longest].Length);
        for (int i = longest - 1; i >= 0; i--)
        {
            int from = Letters.LetterAt(Letters.OffsetOf(start) - WidestGap);
            if (Find(letters[i], from, start) is not { } part)
                break;
            (start, edits, length) = (part.Start, edits + part.Edits, length + letters[i].Length);
        }

        for (int i = longest + 1; i < letters.Length; i++)
        {
            int to = Letters.LetterAt(Letters.OffsetOf(end - 1) + WidestGap);
            if (Find(letters[i], end, to) is not { } part)
                break;
            (end, edits, length) = (part.End, edits + part.Edits, length + letters[i].Length);
        }

        return Take(Letters.OffsetOf(start), Letters.OffsetOf(end - 1) + 1, edits, length);
    }

    private Found? Find(FoldedText quote, int from, int to) =>
        FindLetters(quote.Letters, from, to) ?? FindNear(quote, from, to);

    /// <summary>Finds the quote exactly, as whole words where possible.</summary>
    private Found? FindExact(ReadOnlySpan<char> quote)
    {
        ReadOnlySpan<char> text = page.Text;
        int first = -1, from = 0;
        for (int i = 0; i < MostOccurrences && text[from..].IndexOf(quote) is >= 0 and int at; i++)
        {
            int start = from + at;
            if (PassageBounds.IsWhole(text, start, start + quote.Length))
                return HasLetters(quote) ? new Found(start, start + quote.Length, 0) : null;

            first = first < 0 ? start : first;
            from = start + 1;
        }

        return first >= 0 && quote.Length >= LeastLetters && HasLetters(quote) ? new Found(first, first + quote.Length, 0) : null;
    }

    /// <summary>Finds the quote's letters within a range of the page's, as whole words where possible.</summary>
    private Found? FindLetters(ReadOnlySpan<char> quote, int from, int to)
    {
        ReadOnlySpan<char> letters = Letters.Letters[..to];
        int first = -1;
        for (int i = 0; i < MostOccurrences && from < to && letters[from..].IndexOf(quote) is >= 0 and int at; i++)
        {
            int start = from + at, end = start + quote.Length;
            if (PassageBounds.IsWhole(page.Text, Letters.OffsetOf(start), Letters.OffsetOf(end - 1) + 1))
                return new Found(start, end, 0);

            first = first < 0 ? start : first;
            from = start + 1;
        }

        return first >= 0 && quote.Length >= LeastLetters ? new Found(first, first + quote.Length, 0) : null;
    }

    private Found? FindNear(FoldedText quote, int from, int to)
    {
        if (quote.Length < LeastLetters || quote.Words < LeastWords || from >= to ||
            (long)(to - from) * (quote.Length / 64 + 1) > MostSteps)
        {
            return null;
        }

        int maximum = (int)(quote.Length * (1 - LeastScore(quote.Length)) + 1e-9);
        return ApproximateSearch.Find(Letters.Letters[from..to], quote.Letters, maximum) is { } match
            ? new Found(from + match.Start, from + match.Start + match.Length, match.Edits)
            : null;
    }

    private LocatedEvidence Take(Found found, ReadOnlySpan<char> quote, FoldedText letters)
    {
        (int start, int end) = PassageBounds.Widen(page.Text, Letters.OffsetOf(found.Start), Letters.OffsetOf(found.End - 1) + 1);
        ReadOnlySpan<char> before = quote[..letters.OffsetOf(0)], after = quote[(letters.OffsetOf(letters.Length - 1) + 1)..];
        (start, end) = PassageBounds.TakeMarks(page.Text, start, end, WithoutEllipsis(before), WithoutEllipsis(after));
        return Take(start, end, found.Edits, letters.Length);
    }

    private LocatedEvidence Take(int start, int end, int edits, int length)
    {
        (start, end) = PassageBounds.Widen(page.Text, start, end);
        return new LocatedEvidence(Evidence.At(page, start, end - start), 1 - (double)edits / length);
    }

    private static ReadOnlySpan<char> WithoutEllipsis(ReadOnlySpan<char> marks) =>
        marks.Contains('\u2026') || marks.Contains("...", StringComparison.Ordinal) ? default : marks;

    private static bool HasLetters(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (LetterFold.Of(c) != '\0')
                return true;
        }

        return false;
    }

    /// <summary>A passage from <paramref name="Start"/> up to but not including <paramref name="End"/>.</summary>
    private readonly record struct Found(int Start, int End, int Edits);
}
