using SynthGen.Documents;
using SynthGen.Retrieval.Graph;

namespace SynthGen.Generation.Graph;

/// <summary>What was read from one page, with the page's outcome: Generated if it names something.</summary>
public sealed record EntityOutcome
{
    internal EntityOutcome(PageOutcome outcome, PageEntities? entities = null)
    {
        Outcome = outcome;
        Entities = entities ?? new PageEntities(outcome.GetPageKey(), []);
    }

    /// <summary>The outcome, without rows.</summary>
    public PageOutcome Outcome { get; init; }

    /// <summary>The number of different things that the page names.</summary>
    public int Count => Entities.Sentences.SelectMany(sentence => sentence.Entities).Select(entity => entity.Name).Distinct(StringComparer.Ordinal).Count();

    internal PageEntities Entities { get; init; }

    /// <summary>Returns the same for another page with the same text.</summary>
    internal EntityOutcome For(OcrPage page) => new(
        Outcome with { Page = page.Number, Source = page.Source, Label = page.Label, Ordinal = page.Ordinal },
        Entities with { Page = PageKey.Of(page) });
}
