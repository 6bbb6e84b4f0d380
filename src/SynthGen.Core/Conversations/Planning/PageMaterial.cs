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
            .Where(entity => WordPlace.Of(row.Query, entity.Name) >= 0 && WordPlace.Of(sought, entity.Name) >= 0)
            .DistinctBy(entity => entity.Name)
            .OrderByDescending(entity => entity.Name.Length)];
    }
}
