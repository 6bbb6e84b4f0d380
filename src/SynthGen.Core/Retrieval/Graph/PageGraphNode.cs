using SynthGen.Documents;
using SynthGen.Rows;
using SynthGen.Text;

namespace SynthGen;

/// <summary>A thing that pages name.</summary>
/// <param name="Name">Its name, in its fullest form; no two nodes of a graph have the same.</param>
/// <param name="Kind">Its kind.</param>
public sealed record PageGraphNode(string Name, PageGraphKind Kind)
{
    /// <summary>The other forms in which pages name it: without a first name, in capitals.</summary>
    public IReadOnlyList<string> Aliases { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>The pages that name it, in the document's order, each once.</summary>
    public IReadOnlyList<PageKey> Pages { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>Where it is named, in the document's order.</summary>
    public IReadOnlyList<PageGraphMention> Mentions { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>The number of pages that name it.</summary>
    public int PageCount => Pages.Count;

    /// <summary>The name and its kind.</summary>
    public override string ToString() => PrintableText.Line($"{Name} ({Kind}, {PageCount} pages)");
}

/// <summary>One place where a page names something.</summary>
/// <param name="Passage">The sentence.</param>
/// <param name="Start">The start of the name in the page's text, in UTF-16 code units.</param>
/// <param name="Length">The length of the name in the page's text, in UTF-16 code units.</param>
public sealed record PageGraphMention(PagePassage Passage, int Start, int Length)
{
    /// <summary>The page and the sentence.</summary>
    public override string ToString() => Passage.ToString();
}
