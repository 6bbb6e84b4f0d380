using SynthGen.Documents;

namespace SynthGen;

/// <summary>A passage of a page, mostly a sentence.</summary>
/// <param name="Page">The page.</param>
/// <param name="Evidence">The passage in the page's text.</param>
public sealed record PagePassage(PageKey Page, Evidence Evidence)
{
    /// <summary>The passage's text.</summary>
    public string Quote => Evidence.Quote;

    /// <summary>The page and the passage.</summary>
    public override string ToString() => Text.PrintableText.Line($"page {Page}: {Quote}");
}
