using SynthGen.Text;

namespace SynthGen;

/// <summary>The passage of a page that answers a query.</summary>
/// <param name="Quote">The passage, character for character as the page has it.</param>
/// <param name="Start">Its offset in the page's text, in UTF-16 code units from 0.</param>
/// <param name="Length">Its length in UTF-16 code units.</param>
public sealed record Evidence(string Quote, int Start, int Length)
{
    /// <summary>Returns the passage of <paramref name="length"/> code units at <paramref name="start"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The passage is not within the page.</exception>
    public static Evidence At(OcrPage page, int start, int length) => new(page.Text.Substring(start, length), start, length);

    /// <summary>Whether the page has the quote exactly at this position.</summary>
    public bool IsIn(OcrPage page) =>
        Length == Quote.Length && Start >= 0 && Length > 0 && Start <= page.Text.Length - Length &&
        page.Text.AsSpan(Start, Length).SequenceEqual(Quote);

    /// <summary>The quote.</summary>
    public override string ToString() => PrintableText.Line(Quote);
}
