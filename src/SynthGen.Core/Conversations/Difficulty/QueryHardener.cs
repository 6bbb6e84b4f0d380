using System.Globalization;
using System.Text;
using SynthGen.Documents;
using SynthGen.Tools;

namespace SynthGen.Conversations.Difficulty;

/// <summary>
/// Sends a query that proved too easy back to whoever wrote it, with the trace of the search that found its page, as in SAGE. It ends
/// when the query is hard enough; otherwise the hardest of the wordings is kept.
/// </summary>
/// <param name="searcher">Measures.</param>
/// <param name="least">The least difficulty.</param>
/// <param name="attempts">The maximum number of other wordings that are asked for, from 1.</param>
public sealed class QueryHardener(ReferenceSearcher searcher, QueryDifficulty least, int attempts)
{
    /// <summary>The number of wordings that are asked for by default: SAGE finds two rounds the best balance.</summary>
    public const int DefaultAttempts = 2;

    /// <summary>Returns the query, or a harder one.</summary>
    /// <param name="query">The query.</param>
    /// <param name="page">Its page, by the key of the index.</param>
    /// <param name="ask">Asks for another wording: takes the wordings so far, each with what to change; gives null if none comes.</param>
    /// <param name="cancellationToken">Cancels the wait for a service.</param>
    public async Task<string> HardenAsync(
        string query, PageKey page, Func<IReadOnlyList<(string Query, string Feedback)>, Task<string?>> ask, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(ask);
        SearchTrace trace = await searcher.MeasureAsync(query, page, cancellationToken).ConfigureAwait(false);
        (string best, SearchTrace hardest) = (query, trace);
        List<(string, string)> tried = [];
        for (int i = 0; i < attempts && trace.Difficulty < least; i++)
        {
            tried.Add((query, Feedback(trace)));
            if (await ask(tried).ConfigureAwait(false) is not { } other || string.IsNullOrWhiteSpace(other))
                break;
            query = other;
            trace = await searcher.MeasureAsync(query, page, cancellationToken).ConfigureAwait(false);
            if (IsHarder(trace, hardest))
                (best, hardest) = (query, trace);
        }

        return best;
    }

    /// <summary>Says how a page was found, and what to change.</summary>
    public static string Feedback(SearchTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        StringBuilder text = new("That is too easy to find. Somebody who knows nothing but what you wrote searched the document:\n");
        foreach (SearchAttempt attempt in trace.Attempts)
        {
            string how = attempt.Tool == BuiltInTools.VectorSearch.Name ? "for the meaning of" : "for the words of";
            string found = attempt.Rank is { } rank ? string.Create(CultureInfo.InvariantCulture, $"has the right passage in place {rank}") : "does not have the right passage";
            text.Append(CultureInfo.InvariantCulture, $"- A search {how} \"{string.Join(' ', attempt.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}\" {found}.\n");
        }

        return text.Append("Ask for the same thing in other words: without the names and figures that stand beside the answer, by what it means or leads to. ")
            .Append("It must stay something that somebody would ask, and have one answer. Write the question alone.").ToString();
    }

    private static bool IsHarder(SearchTrace one, SearchTrace other) =>
        one.Difficulty > other.Difficulty || (one.Difficulty == other.Difficulty && (one.Attempts.Count > other.Attempts.Count || (one.Attempts.Count == other.Attempts.Count && one.Rank > other.Rank)));
}
