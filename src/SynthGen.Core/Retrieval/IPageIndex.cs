using SynthGen.Documents;
using SynthGen.Models;
using SynthGen.Tools;

namespace SynthGen.Retrieval;

/// <summary>The pages of a document, searchable with the built-in tools. Thread-safe for reading.</summary>
public interface IPageIndex : IDisposable
{
    /// <summary>The number of pages.</summary>
    int Count { get; }

    /// <summary>
    /// A text that two indexes share only if they have the same pages and the same kind of vectors, and so find the same. By
    /// default only the number of pages tells indexes apart.
    /// </summary>
    string Identity => $"{Count} pages";

    /// <summary>
    /// Returns the page with a key. If there is none, it is the only page of the document with the key's number and label, or
    /// else the only one with its number; an empty source stands for any, and a path for one that ends with it. Null if there
    /// is no such page, or more than one.
    /// </summary>
    OcrPage? Find(PageKey key);

    /// <summary>Whether the index can run calls of the tool.</summary>
    bool CanRun(string tool);

    /// <summary>
    /// Runs a search and returns the best pages, best first, with ranks from 1; equal scores are ordered by source and
    /// place in the document. Every text is a valid query.
    /// </summary>
    /// <param name="tool">A name for which <see cref="CanRun"/> is true.</param>
    /// <param name="query">The search text.</param>
    /// <param name="top">The maximum number of pages, from 1.</param>
    /// <exception cref="ArgumentException">The index cannot run the tool.</exception>
    /// <exception cref="ChatException">The service that embeds the query did not answer.</exception>
    /// <exception cref="RunEndedException">The service refused to embed the query.</exception>
    IReadOnlyList<PageHit> Search(string tool, string query, int top);

    /// <summary>Runs a search like <see cref="Search(string, string, int)"/>, with passages of another length.</summary>
    /// <param name="tool">A name for which <see cref="CanRun"/> is true.</param>
    /// <param name="query">The search text.</param>
    /// <param name="top">The maximum number of pages, from 1.</param>
    /// <param name="snippetLength">The length of a passage in UTF-16 code units, about.</param>
    /// <exception cref="ArgumentException">The index cannot run the tool.</exception>
    /// <exception cref="ChatException">The service that embeds the query did not answer.</exception>
    /// <exception cref="RunEndedException">The service refused to embed the query.</exception>
    IReadOnlyList<PageHit> Search(string tool, string query, int top, int snippetLength) => Search(tool, query, top);

    /// <summary>The keys of the pages in the order of their places; empty if the index cannot tell.</summary>
    IReadOnlyList<PageKey> Keys => [];

    /// <summary>Returns the rank of a page among the best pages of a search, from 1; null if it is not one of them.</summary>
    /// <param name="page">The page.</param>
    /// <param name="tool">A name for which <see cref="CanRun"/> is true.</param>
    /// <param name="query">The search text.</param>
    /// <param name="top">The number of pages that are examined, from 1.</param>
    /// <exception cref="ArgumentException">The index cannot run the tool.</exception>
    /// <exception cref="ChatException">The service that embeds the query did not answer.</exception>
    /// <exception cref="RunEndedException">The service refused to embed the query.</exception>
    int? RankOf(PageKey page, string tool, string query, int top) => Search(tool, query, top).FirstOrDefault(hit => hit.GetPageKey() == page)?.Rank;

    /// <summary>Returns the keys of the best pages of a search, best first.</summary>
    /// <param name="tool">A name for which <see cref="CanRun"/> is true.</param>
    /// <param name="query">The search text.</param>
    /// <param name="top">The maximum number of pages, from 1.</param>
    /// <exception cref="ArgumentException">The index cannot run the tool.</exception>
    /// <exception cref="ChatException">The service that embeds the query did not answer.</exception>
    /// <exception cref="RunEndedException">The service refused to embed the query.</exception>
    IReadOnlyList<PageKey> FindPages(string tool, string query, int top) => [.. Search(tool, query, top).Select(hit => hit.GetPageKey())];

    /// <summary>Returns the keys of the best pages of a search by words, best first.</summary>
    /// <param name="words">The search text; the index can run full_text_search.</param>
    /// <param name="top">The maximum number of pages, from 1.</param>
    IReadOnlyList<PageKey> PagesWith(string words, int top) => FindPages(BuiltInTools.FullTextSearch.Name, words, top);

    /// <summary>
    /// Returns vectors of texts, of any length, by the neural model in the process that made the index's vectors. Null if they
    /// are of another kind, or of a service whose requests cost something.
    /// </summary>
    /// <param name="texts">The texts.</param>
    /// <param name="use">What they are.</param>
    IReadOnlyList<float[]>? Embed(IReadOnlyList<string> texts, EmbeddingUse use) => null;
}
