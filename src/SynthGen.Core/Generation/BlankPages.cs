namespace SynthGen.Generation;

/// <summary>The rule that blank pages are never sent: no generator works on them, no estimate counts their tokens.</summary>
public static class BlankPages
{
    /// <summary>The outcome of a page that is blank; null if it is not.</summary>
    public static PageOutcome? Skip(OcrPage page) => page.Kind == PageKind.Blank ? PageOutcome.Empty(page, "The page is blank.") : null;
}
