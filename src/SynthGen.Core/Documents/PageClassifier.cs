namespace SynthGen.Documents;

/// <summary>Tells from its layout what a page is made of.</summary>
public static class PageClassifier
{
    /// <summary>Classifies a page's text.</summary>
    public static PageKind Classify(ReadOnlySpan<char> text) =>
        PageMeasure.CountWords(text) == 0 ? PageKind.Blank : PageKind.Content;
}
