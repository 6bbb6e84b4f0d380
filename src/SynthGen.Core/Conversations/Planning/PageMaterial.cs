using SynthGen.Retrieval.Graph;
using SynthGen.Rows;

namespace SynthGen.Conversations.Planning;

/// <summary>What conversations can be built of on one page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Rows">Its rows that can be used.</param>
/// <param name="Sentences">Its sentences that name something.</param>
internal sealed record PageMaterial(OcrPage Page, IReadOnlyList<SyntheticQuery> Rows, IReadOnlyList<EntitySentence> Sentences)
{
    /// <summary>Returns the names that stand in a row's query, in what it calls for, and in its evidence, the longest first.</summary>
    public IReadOnlyList<Entity> NamesOf(SyntheticQuery row)
    {
        string sought = UsableRow.SoughtOf(row);
        return [.. Sentences
            .Where(sentence => sentence.Evidence.Start <= row.Evidence!.Start && sentence.Evidence.Start + sentence.Evidence.Length >= row.Evidence.Start + row.Evidence.Length)
            .SelectMany(sentence => sentence.Entities)
            .Where(entity => entity.Kind is PageGraphKind.Person or PageGraphKind.Organization or PageGraphKind.Name && entity.Name.Length > 3)
            .Where(entity => WordPlace.IsWhole(row.Query, entity.Name) && WordPlace.Of(sought, entity.Name) >= 0 && IsWhole(entity))
            .DistinctBy(entity => entity.Name)
            .OrderByDescending(entity => entity.Name.Length)];
    }

    /// <summary>Whether the page shows that a name is a person's: it has it with a first name.</summary>
    public bool IsPerson(Entity name) => name.Kind == PageGraphKind.Person || (name.Kind == PageGraphKind.Name
        && Sentences.Any(sentence => sentence.Entities.Any(entity => entity.Kind == PageGraphKind.Person && entity.Name.EndsWith($" {name.Name}", StringComparison.Ordinal))));

    // "New York" of "New York Times" is not the name.
    private bool IsWhole(Entity entity)
    {
        int end = entity.Start + entity.Length;
        return end + 1 >= Page.Text.Length || !char.IsWhiteSpace(Page.Text[end]) || !char.IsUpper(Page.Text[end + 1]);
    }
}
