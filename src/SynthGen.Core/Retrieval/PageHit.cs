using SynthGen.Documents;
using SynthGen.Text;

namespace SynthGen;

/// <summary>A page that a search found.</summary>
/// <param name="Rank">The rank, from 1.</param>
/// <param name="Page">The page's number.</param>
/// <param name="Source">The name of the document that the page came from.</param>
/// <param name="Score">The score, higher is better; comparable within one search only.</param>
/// <param name="Snippet">A passage of the page: around the words found, or from its start.</param>
public sealed record PageHit(int Rank, int Page, string Source, double Score, string Snippet)
{
    private readonly int? _ordinal;

    /// <summary>The page's number as printed ("iv"); by default the digits of <see cref="Page"/>.</summary>
    public string Label { get => field ?? PageLabel.Of(Page); init => field = PageLabel.Own(value, Page); }

    /// <summary>The page's place in its document; by default <see cref="Page"/>.</summary>
    public int Ordinal { get => _ordinal ?? Page; init => _ordinal = value == Page ? null : value; }

    /// <summary>Returns the identity of the page.</summary>
    internal PageKey GetPageKey() => new(Source, Ordinal, Page, Label);

    /// <summary>Rank, page and passage.</summary>
    public override string ToString() => PrintableText.Line($"{Rank}. page {Label}{(Source.Length > 0 ? $" of {Source}" : "")}: {Snippet}");
}
