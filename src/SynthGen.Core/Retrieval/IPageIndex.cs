using SynthGen.Models;

namespace SynthGen.Retrieval;

/// <summary>The pages of a document, searchable with the built-in tools. Thread-safe for reading.</summary>
public interface IPageIndex : IDisposable
{
    /// <summary>The number of pages.</summary>
    int Count { get; }

    /// <summary>
    /// Returns the page with a number and a source; null if the index lacks it. An empty source matches any source if
    /// only one page has the number.
    /// </summary>
    OcrPage? Find(int number, string source);

    /// <summary>Whether the index can run calls of the tool.</summary>
    bool CanRun(string tool);

    /// <summary>
    /// Runs a search and returns the best pages, best first, with ranks from 1; equal scores are ordered by source and
    /// number. Every text is a valid query.
    /// </summary>
    /// <param name="tool">A name for which <see cref="CanRun"/> is true.</param>
    /// <param name="query">The search text.</param>
    /// <param name="top">The maximum number of pages, from 1.</param>
    /// <exception cref="ArgumentException">The index cannot run the tool.</exception>
    /// <exception cref="ChatException">The service that embeds the query did not answer.</exception>
    /// <exception cref="RunEndedException">The service refused to embed the query.</exception>
    IReadOnlyList<PageHit> Search(string tool, string query, int top);
}
