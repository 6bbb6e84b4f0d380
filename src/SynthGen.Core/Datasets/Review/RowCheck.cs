using System.Text;
using SynthGen.Quality;
using SynthGen.Retrieval;
using SynthGen.Rows;

namespace SynthGen.Datasets.Review;

/// <summary>A row as a person wrote it, with the verdict of the gates.</summary>
/// <param name="Row">The row; null if the text is not one.</param>
/// <param name="Problem">Why it is not one, as in "it is not JSON at column 7"; null if it is.</param>
public sealed record CheckedRow(DatasetRow? Row, string? Problem);

/// <summary>Checks an edited row: its evidence is located again, its id computed again, and the gates run. Thread-safe.</summary>
/// <param name="queryGates">The gates of queries.</param>
/// <param name="conversationGates">The gates of conversations.</param>
/// <param name="index">The index of the pages; null without one.</param>
public sealed class RowCheck(IReadOnlyList<IQualityGate> queryGates, IReadOnlyList<IConversationGate> conversationGates, IPageIndex? index)
{
    /// <summary>Reads the JSON of a row and runs the gates. The row's verdict has their results.</summary>
    /// <param name="json">The row as JSON, on one line or several.</param>
    /// <param name="cancellation">Cancels the check.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<CheckedRow> CheckAsync(string json, CancellationToken cancellation)
    {
        DatasetRow row;
        try
        {
            CanonicalReader reader = new();
            row = reader.Read(Encoding.UTF8.GetBytes(json));
            if (reader.UnknownKeys.Count > 0)
                return new CheckedRow(null, $"a row has no place for {string.Join(", ", reader.UnknownKeys)}");
        }
        catch (FormatException error)
        {
            return new CheckedRow(null, error.Message);
        }

        // A copy has no id of its own, so that it is computed.
        row = Locate(row with { Verdict = null });
        GateRun run = new(queryGates, index, cancellation, conversationGates);
        run.Add(row);
        return new CheckedRow(await run.TakeAsync().ConfigureAwait(false), null);
    }

    private DatasetRow Locate(DatasetRow row) => row switch
    {
        SyntheticQuery query => query with { Evidence = Locate(query.Evidence, query.GetPageKey()) },
        ToolConversation conversation => conversation with { Pages = [.. conversation.Pages.Select(page => page with { Evidence = Locate(page.Evidence, page.GetPageKey(conversation.Source)) })] },
        _ => row,
    };

    // A passage that the page does not have stays as it is: the gates say so.
    private Evidence? Locate(Evidence? evidence, Documents.PageKey key) =>
        evidence is null || index?.Find(key) is not { } page || evidence.IsIn(page) ? evidence
        : new EvidenceLocator(page).Locate(evidence.Quote)?.Evidence ?? evidence;
}
