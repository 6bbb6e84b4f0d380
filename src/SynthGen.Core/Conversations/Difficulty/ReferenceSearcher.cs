using SynthGen.Documents;
using SynthGen.Retrieval;
using SynthGen.Tools;

namespace SynthGen.Conversations.Difficulty;

/// <summary>
/// Measures how hard a page is to find for somebody who knows the query alone: its own words to each search of the index, words
/// first, then reformulations that know nothing of the page, each to both. The first call that has the page among the first ten ends
/// the search.
/// </summary>
/// <remarks>
/// Easy: the first call has the page among the first three. Medium: the query's own words find it, but further down or by the other
/// search. Hard: only a reformulation finds it, or nothing does.
/// </remarks>
/// <param name="index">The index of the document.</param>
/// <param name="reformulator">Puts queries into other words.</param>
public sealed class ReferenceSearcher(IPageIndex index, IQueryReformulator reformulator)
{
    /// <summary>The rank down to which a page is near the top.</summary>
    public const int NearTop = 3;

    /// <summary>The rank down to which a page is found.</summary>
    public const int Found = CallExecutor.TopK;

    private readonly string[] _tools = [.. BuiltInTools.All.Select(tool => tool.Name).Where(index.CanRun)];

    /// <summary>Measures a row; of a conversation its first query and the hardest of its pages. Null without a page that the index has.</summary>
    /// <exception cref="Models.ChatException">A service that embeds or reformulates the query did not answer.</exception>
    /// <exception cref="Models.RunEndedException">A service refused.</exception>
    public async Task<SearchTrace?> MeasureAsync(DatasetRow row, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        SearchTrace? hardest = null;
        foreach (PageKey key in row.GetPageKeys())
        {
            if (index.Find(key) is not { } page)
                continue;
            SearchTrace trace = await MeasureAsync(row.FirstQuery, PageKey.Of(page), cancellationToken).ConfigureAwait(false);
            if (hardest is null || trace.Difficulty > hardest.Difficulty || (trace.Difficulty == hardest.Difficulty && trace.Attempts.Count > hardest.Attempts.Count))
                hardest = trace;
        }

        return hardest;
    }

    /// <summary>Measures a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="page">Its page, by the key of the index.</param>
    /// <param name="cancellationToken">Cancels the wait for a service.</param>
    /// <exception cref="Models.ChatException">A service that embeds or reformulates the query did not answer.</exception>
    /// <exception cref="Models.RunEndedException">A service refused.</exception>
    public async Task<SearchTrace> MeasureAsync(string query, PageKey page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        List<SearchAttempt> attempts = [];
        if (Try(query, page, attempts))
            return new SearchTrace(attempts, attempts.Count == 1 && attempts[0].Rank <= NearTop ? QueryDifficulty.Easy : QueryDifficulty.Medium);

        foreach (string wording in await reformulator.ReformulateAsync(query, cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Try(wording, page, attempts))
                break;
        }

        return new SearchTrace(attempts, QueryDifficulty.Hard);
    }

    private bool Try(string text, PageKey page, List<SearchAttempt> attempts)
    {
        foreach (string tool in _tools)
        {
            IReadOnlyList<PageKey> found = index.FindPages(tool, text, Found);
            int at = found.ToList().IndexOf(page);
            int? rank = at < 0 ? null : at + 1;
            attempts.Add(new SearchAttempt(tool, text, rank, found is [var best, ..] ? best.Printed : null));
            if (rank is not null)
                return true;
        }

        return false;
    }
}
