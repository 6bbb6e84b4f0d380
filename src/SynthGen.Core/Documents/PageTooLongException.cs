namespace SynthGen.Documents;

/// <summary>
/// A page exceeds the maximum length: most likely, its document uses other markers than the selected ones.
/// </summary>
public sealed class PageTooLongException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="line">The line on which the page begins, counted from 1.</param>
    /// <param name="limit">The maximum length, in UTF-16 code units.</param>
    public PageTooLongException(long line, int limit)
        : base($"The page that begins on line {line} is longer than {limit:N0} characters.")
    {
    }
}
