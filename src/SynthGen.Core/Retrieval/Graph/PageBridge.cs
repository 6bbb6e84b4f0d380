using SynthGen.Documents;

namespace SynthGen.Retrieval.Graph;

/// <summary>A sentence that binds two things.</summary>
/// <param name="From">The one.</param>
/// <param name="To">The other.</param>
/// <param name="Passage">The sentence.</param>
internal sealed record PageStep(PageGraphNode From, PageGraphNode To, PagePassage Passage);

/// <summary>
/// A way over several pages: the first page binds the start to a name, the last page binds the last name to a value. A search
/// for the start alone does not find the value's page; a search for the names in between does.
/// </summary>
/// <param name="Steps">The steps, two or more, each on a page of its own; one begins where the step before it ends.</param>
internal sealed record PageBridge(IReadOnlyList<PageStep> Steps)
{
    /// <summary>Where the way begins.</summary>
    public PageGraphNode Start => Steps[0].From;

    /// <summary>The name by which the second page is found.</summary>
    public PageGraphNode Link => Steps[0].To;

    /// <summary>Where the way ends: a date, a name or an amount.</summary>
    public PageGraphNode Value => Steps[^1].To;

    /// <summary>The pages, one a step.</summary>
    public IEnumerable<PageKey> Pages => Steps.Select(step => step.Passage.Page);

    /// <summary>The way in a line.</summary>
    public override string ToString() => string.Join(' ', Steps.Select(step => $"{step.From.Name} -[{step.Passage.Page.Label ?? $"{step.Passage.Page.Number}"}]->")) + " " + Value.Name;
}

/// <summary>Two things of one kind with values that can be compared, on two pages.</summary>
/// <param name="First">The sentence of the one and its value.</param>
/// <param name="Second">The sentence of the other and its value.</param>
/// <param name="Verb">The verb that both sentences say of them.</param>
internal sealed record PagePair(PageStep First, PageStep Second, string Verb);
