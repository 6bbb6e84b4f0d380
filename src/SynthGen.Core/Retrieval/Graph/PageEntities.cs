using SynthGen.Documents;

namespace SynthGen.Retrieval.Graph;

/// <summary>What a reader found on one page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Sentences">The sentences that name something, in the page's order.</param>
internal sealed record PageEntities(PageKey Page, IReadOnlyList<EntitySentence> Sentences);

/// <summary>A sentence and what it names.</summary>
/// <param name="Evidence">The sentence in the page's text.</param>
/// <param name="Entities">The things that it names.</param>
internal sealed record EntitySentence(Evidence Evidence, IReadOnlyList<Entity> Entities)
{
    /// <summary>What relates them, as a model says; empty if none was asked.</summary>
    public IReadOnlyList<EntityRelation> Relations { get; init; } = [];
}

/// <summary>A thing that a sentence names.</summary>
/// <param name="Name">The name, as a person would write it.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Start">The name's start in the page's text, in UTF-16 code units.</param>
/// <param name="Length">The name's length in the page's text.</param>
internal readonly record struct Entity(string Name, PageGraphKind Kind, int Start, int Length);

/// <summary>A relation between two things that a sentence names.</summary>
/// <param name="From">The name of the one.</param>
/// <param name="To">The name of the other.</param>
/// <param name="Description">What relates them.</param>
internal sealed record EntityRelation(string From, string To, string Description);
