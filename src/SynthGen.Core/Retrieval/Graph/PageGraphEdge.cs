using SynthGen.Documents;
using SynthGen.Rows;
using SynthGen.Text;

namespace SynthGen;

/// <summary>Two things that sentences name together. It has no direction, unless a model said what relates them.</summary>
/// <param name="From">The name of the one.</param>
/// <param name="To">The name of the other.</param>
public sealed record PageGraphEdge(string From, string To)
{
    /// <summary>
    /// How much it binds them: sqrt(rarity of the one * rarity of the other) * (1 + ln(pages with such a sentence)). Rarity is the
    /// inverse page frequency, ln(pages / pages with the name) / ln(pages): 0 for a name on every page, 1 for one on a single page.
    /// </summary>
    public double Weight { get; init; }

    /// <summary>What relates them, in a model's words; null if no model was asked.</summary>
    public string? Relation { get; init; }

    /// <summary>The sentences, one a page, in the document's order.</summary>
    public IReadOnlyList<PagePassage> Passages { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>The first page.</summary>
    public PageKey Page => Passages[0].Page;

    /// <summary>The number of the first page as printed.</summary>
    public string Label => Page.Printed;

    /// <summary>The number of pages with such a sentence.</summary>
    public int PageCount => Passages.Count;

    /// <summary>The sentence of the first page.</summary>
    public string Quote => Passages[0].Quote;

    /// <summary>The two names and the relation.</summary>
    public override string ToString() => PrintableText.Line($"{From} - {Relation ?? "with"} - {To}");
}
