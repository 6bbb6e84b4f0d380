using SynthGen.Models;

namespace SynthGen.Retrieval;

/// <summary>The pages of a document, ready to be searched the way the built-in tools say. Thread-safe for reading.</summary>
public interface IPageIndex : IDisposable
{
    /// <summary>How many pages it holds.</summary>
    int Count { get; }

    /// <summary>The page of a number and a source; null if the index does not hold it. An empty source stands for any, if only one page has the number.</summary>
    OcrPage? Find(int number, string source);

    /// <summary>Whether a call of the tool can be run here.</summary>
    bool CanRun(string tool);

    /// <summary>Runs a search: the best pages, best first, ranks from 1; equal scores by source and number. Any text is a query, none is an error.</summary>
    /// <param name="tool">A name for which <see cref="CanRun"/> is true.</param>
    /// <param name="query">What is sought.</param>
    /// <param name="top">How many pages at most, from 1.</param>
    /// <exception cref="ArgumentException">The tool cannot be run here.</exception>
    /// <exception cref="ChatException">The service that embeds the query did not answer.</exception>
    /// <exception cref="RunEndedException">It refused to.</exception>
    IReadOnlyList<PageHit> Search(string tool, string query, int top);
}
