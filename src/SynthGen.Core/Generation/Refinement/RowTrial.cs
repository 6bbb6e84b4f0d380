using System.Globalization;
using SynthGen.Documents;
using SynthGen.Models;
using SynthGen.Retrieval;
using SynthGen.Tools;

namespace SynthGen.Generation.Refinement;

/// <summary>Runs the calls of rows on the index of their document. Thread-safe.</summary>
/// <param name="index">The index.</param>
public sealed class RowTrial(IPageIndex index)
{
    private const int MostHits = 3;

    private readonly CallExecutor _executor = new(index, CallExecutor.TopK);

    // A search blocks its thread, also for a service of vectors: many pages in work must not take all threads.
    private readonly SemaphoreSlim _places = new(Environment.ProcessorCount * 2);

    /// <summary>Returns the key under which the index has a page; null if it lacks the page.</summary>
    internal PageKey? Find(OcrPage page) => index.Find(PageKey.Of(page)) is { } found ? PageKey.Of(found) : null;

    /// <summary>Runs the calls of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="page">Its page, by the key of the index.</param>
    /// <param name="cancellationToken">Cancels the wait for a free place.</param>
    /// <exception cref="ChatException">The service of the index's vectors did not answer.</exception>
    /// <exception cref="RunEndedException">The service of the index's vectors refused.</exception>
    internal Task<TriedRow> RunAsync(SyntheticQuery row, PageKey page, CancellationToken cancellationToken) =>
        SearchAsync(() => new TriedRow(row, _executor.Run(row, page)), cancellationToken);

    /// <summary>Returns what came up for each call of a row that did not single out its page, a line a call.</summary>
    /// <param name="tried">The row.</param>
    /// <param name="cancellationToken">Cancels the wait for a free place.</param>
    /// <exception cref="ChatException">The service of the index's vectors did not answer.</exception>
    /// <exception cref="RunEndedException">The service of the index's vectors refused.</exception>
    internal Task<IReadOnlyList<string>> DescribeAsync(TriedRow tried, CancellationToken cancellationToken) =>
        SearchAsync(() => Describe(tried), cancellationToken);

    private IReadOnlyList<string> Describe(TriedRow tried)
    {
        List<string> lines = [];
        for (int i = 0; i < tried.Row.Tools.Count; i++)
        {
            ToolCall call = tried.Row.Tools[i];
            if (!index.CanRun(call.Name) || ArgumentText.Sought(call) is not { } sought)
                continue;

            int? own = tried.Found!.Ranks.Calls[i], other = tried.Found.Others[i];
            string start = $"{call.Name} for \"{OneLine(sought)}\"";
            if (!(own <= CallExecutor.TopK))
                lines.Add($"{start} does not bring up page {tried.Row.Label}. {Instead(call.Name, sought)}{(other is null ? "" : $" {Other(call.Name, tried.Row, other.Value)}")}");
            else if (other is { } place && _executor.Compare(own, place) != ToolContrast.Confirmed)
                lines.Add($"{start}: {Other(call.Name, tried.Row, place)}");
        }

        return lines;
    }

    private static string Other(string tool, SyntheticQuery row, int place) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(tool == BuiltInTools.VectorSearch.Name ? "The words alone already bring" : "The meaning alone already brings")} up page {row.Label} in place {place}.");

    private string Instead(string tool, string sought)
    {
        string[] hits = [.. index.Search(tool, sought, MostHits).Select(hit => $"page {hit.Label} (\"{OneLine(hit.Snippet)}\")")];
        return hits.Length == 0 ? "Nothing comes up." : $"It brings up {string.Join(", ", hits)}.";
    }

    private async Task<T> SearchAsync<T>(Func<T> search, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(search, cancellationToken).ConfigureAwait(false);
        }
        catch (RunEndedException end)
        {
            throw new RunEndedException(end.End, $"The service of the index's vectors: {end.Message}", end.InnerException) { ComeBack = end.ComeBack };
        }
        finally
        {
            _places.Release();
        }
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
