using SynthGen.Documents;
using SynthGen.Models;
using SynthGen.Retrieval.Graph;

namespace SynthGen.Generation.Graph;

/// <summary>
/// Reads pages, several at a time, and builds the graph of what they name. The queue is bounded: the caller must take a page
/// when it <see cref="IsFull"/>. Not thread-safe: one thread adds and takes.
/// </summary>
public sealed class PageGraphRun
{
    private const int QueuePerWorker = 4;
    private readonly IEntityReader _reader;
    private readonly PageGraphBuilder _builder;
    private readonly OutcomeTally _tally = new();
    private readonly OrderedQueue<OcrPage, EntityOutcome> _queue;
    private readonly HashSet<PageKey> _known = [];

    /// <summary>Creates a run.</summary>
    /// <param name="reader">Reads a page.</param>
    /// <param name="method">What reads, for <see cref="PageGraph.Method"/>.</param>
    /// <param name="workers">The number of pages read at a time, from 1.</param>
    /// <param name="cancellationToken">Cancels all work.</param>
    public PageGraphRun(IEntityReader reader, string method, int workers, CancellationToken cancellationToken)
    {
        _reader = reader;
        _builder = new PageGraphBuilder(method);
        _queue = new(ReadAsync, workers, workers * QueuePerWorker, cancellationToken, page => new EntityOutcome(PageOutcome.Pending(page)));
    }

    /// <summary>Whether a page must be taken before another one is added.</summary>
    public bool IsFull => _queue.IsFull;

    /// <summary>The number of pages added and not yet taken.</summary>
    public int Waiting => _queue.Waiting;

    /// <summary>Whether <see cref="TakeAsync"/> would return at once.</summary>
    public bool IsNextReady => _queue.IsNextReady;

    /// <summary>The reason why the run ended early; null if it did not.</summary>
    public RunEndedException? End => _queue.End;

    /// <summary>The counts so far; pages that are not taken yet are Pending.</summary>
    public GenerationSummary Summary => _tally.ToSummary(_known.Count);

    /// <summary>Adds a page; reading starts at once or when its turn comes.</summary>
    /// <returns>False if it was added before; it is left out then.</returns>
    public bool Add(OcrPage page)
    {
        if (!_known.Add(PageKey.Of(page)))
            return false;
        _queue.Add(page);
        return true;
    }

    /// <summary>Waits for the next page, in the order of <see cref="Add"/>.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async Task<PageOutcome> TakeAsync()
    {
        EntityOutcome outcome = await _queue.TakeAsync().ConfigureAwait(false);
        _tally.Add(outcome.Outcome);
        if (outcome.Outcome.Status is OutcomeStatus.Generated or OutcomeStatus.Empty)
            _builder.Add(outcome.Entities);
        return outcome.Outcome;
    }

    /// <summary>Returns the graph of the pages taken so far.</summary>
    public PageGraph Build() => _builder.Build();

    private async Task<EntityOutcome> ReadAsync(OcrPage page, CancellationToken cancellationToken)
    {
        try
        {
            return await _reader.ReadAsync(page, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not RunEndedException && (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested))
        {
            return new EntityOutcome(PageOutcome.Failed(page, $"The reader broke on this page ({error.GetType().Name}: {error.Message})."));
        }
    }
}
