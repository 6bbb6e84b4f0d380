using SynthGen.Models;
using SynthGen.Models.Batches;

namespace SynthGen.Generation;

/// <summary>
/// Runs pages through a generator, several at a time, and returns their outcomes in the order of the pages. The queue is
/// bounded: the caller must take an outcome when it <see cref="IsFull"/>. Not thread-safe: one thread adds and takes.
/// </summary>
public sealed class GenerationRun
{
    /// <summary>
    /// The length of the queue for each page worked on at a time. A slow page delays the outcomes after it, but not the
    /// work on them.
    /// </summary>
    public const int QueuePerWorker = 4;

    private readonly IQueryGenerator _generator;
    private readonly OrderedQueue<OcrPage, PageOutcome> _queue;
    private readonly OutcomeTally _tally = new();
    private int _pages;

    /// <summary>Creates a run.</summary>
    /// <param name="generator">The generator.</param>
    /// <param name="throttleLimit">The number of pages worked on at a time, from 1.</param>
    /// <param name="cancellationToken">Cancels all work.</param>
    public GenerationRun(IQueryGenerator generator, int throttleLimit, CancellationToken cancellationToken)
    {
        _generator = generator;
        _queue = new(GenerateAsync, throttleLimit, throttleLimit * QueuePerWorker, cancellationToken, PageOutcome.Pending);
    }

    /// <summary>Whether an outcome must be taken before another page is added.</summary>
    public bool IsFull => _queue.IsFull;

    /// <summary>The number of pages added and not yet taken.</summary>
    public int Waiting => _queue.Waiting;

    /// <summary>Whether <see cref="TakeAsync"/> would return at once.</summary>
    public bool IsNextReady => _queue.IsNextReady;

    /// <summary>The reason why the run ended early; null if it did not. Pages added after that stay Pending.</summary>
    public RunEndedException? End => _queue.End;

    /// <summary>The counts so far; pages that are not taken yet are Pending.</summary>
    public GenerationSummary Summary => _tally.ToSummary(_pages);

    /// <summary>Adds a page; work on it starts at once or when its turn comes.</summary>
    public void Add(OcrPage page)
    {
        _pages++;
        if (End is not null)
            return;

        _generator.OnQueued(page);
        _queue.Add(page);
    }

    /// <summary>Declares that no more pages will be added.</summary>
    public void Close() => _generator.Close();

    /// <summary>Waits for the next page's outcome, in the order of <see cref="Add"/>.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled; the page stays Pending.</exception>
    public async Task<PageOutcome> TakeAsync()
    {
        PageOutcome outcome = await _queue.TakeAsync().ConfigureAwait(false);
        if (outcome.Status != OutcomeStatus.Pending)
            outcome = _generator.Finish(outcome);
        _tally.Add(outcome);
        return outcome;
    }

    private async Task<PageOutcome> GenerateAsync(OcrPage page, CancellationToken cancellationToken)
    {
        using BatchScope scope = BatchScope.Begin();
        try
        {
            PageOutcome outcome = await _generator.GenerateAsync(page, cancellationToken).ConfigureAwait(false);
            foreach (SyntheticQuery row in outcome.Rows)
                row.SetSourcePage(page);
            if (outcome.Status == OutcomeStatus.Failed)
                scope.Forget();
            return outcome;
        }
        catch (CallPendingException)
        {
            return PageOutcome.Pending(page);
        }
        catch (Exception error) when (error is not RunEndedException && (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested))
        {
            return PageOutcome.Failed(page, $"The generator broke on this page ({error.GetType().Name}: {error.Message}).");
        }
    }
}
