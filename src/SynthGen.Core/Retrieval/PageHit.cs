using SynthGen.Text;

namespace SynthGen;

/// <summary>A page that a search found.</summary>
/// <param name="Rank">The rank, from 1.</param>
/// <param name="Page">The page's number.</param>
/// <param name="Source">The name of the file that the page came from.</param>
/// <param name="Score">The score, higher is better; comparable within one search only.</param>
/// <param name="Snippet">A passage of the page: around the words found, or from its start.</param>
public sealed record PageHit(int Rank, int Page, string Source, double Score, string Snippet)
{
    /// <summary>Rank, page and passage.</summary>
    public override string ToString() => PrintableText.Line($"{Rank}. page {Page}{(Source.Length > 0 ? $" of {Source}" : "")}: {Snippet}");
}
