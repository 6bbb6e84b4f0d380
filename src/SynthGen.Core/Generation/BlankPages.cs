namespace SynthGen.Generation;

/// <summary>
/// The rule that blank pages are never sent: generators skip them, and estimates do not count their tokens.
/// </summary>
public static class BlankPages
{
    /// <summary>Returns the outcome of a blank page; null if the page is not blank.</summary>
    public static PageOutcome? Skip(OcrPage page) => page.Kind == PageKind.Blank ? PageOutcome.Empty(page, "The page is blank.") : null;
}
