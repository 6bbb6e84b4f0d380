using SynthGen.Models;

namespace SynthGen.Generation;

/// <summary>
/// Runs pages through a generator, several at a time, and gives their outcomes back in the order in which the pages
/// came. The queue is bounded: whoever adds must take when it <see cref="IsFull"/>. Not thread-safe: one thread adds
/// and takes.
/// </summary>
public sealed class GenerationRun
{
    /// <summary>A slow page holds up those behind it, not the work on them: the queue is so many times as long as the work is wide.</summary>
    public const int QueuePerWorker = 4;

    private readonly IQueryGenerator _generator;
    private readonly OrderedQueue<OcrPage, PageOutcome> _queue;
    private readonly OutcomeTally _tally = new();
    private int _pages;

    /// <summary>Creates a run.</summary>
    /// <param name="generator">What makes rows of a page.</param>
    /// <param name="throttleLimit">How many pages are worked on at a time, from 1.</param>
    /// <param name="cancellationToken">Ends all work.</param>
    public GenerationRun(IQueryGenerator generator, int throttleLimit, CancellationToken cancellationToken)
    {
        _generator = generator;
        _queue = new(GenerateAsync, throttleLimit, throttleLimit * QueuePerWorker, cancellationToken, PageOutcome.Pending);
    }

    /// <summary>Whether an outcome must be taken before another page is added.</summary>
    public bool IsFull => _queue.IsFull;

    /// <summary>Pages that were added and not taken yet.</summary>
    public int Waiting => _queue.Waiting;

    /// <summary>Whether <see cref="TakeAsync"/> would return at once.</summary>
    public bool IsNextReady => _queue.IsNextReady;

    /// <summary>Why the run ended before its pages did; null if it did not. Pages added after that stay Pending.</summary>
    public RunEndedException? End => _queue.End;

    /// <summary>The counts so far; pages that are not taken yet are Pending.</summary>
    public GenerationSummary Summary => _tally.ToSummary(_pages);

    /// <summary>Starts on a page, or has it wait for its turn.</summary>
    public void Add(OcrPage page)
    {
        _pages++;
        if (End is not null)
            return;

        _generator.OnQueued(page);
        _queue.Add(page);
    }

    /// <summary>Says that no more pages will be added.</summary>
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
        try
        {
            return await _generator.GenerateAsync(page, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not RunEndedException && (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested))
        {
            return PageOutcome.Failed(page, $"The generator broke on this page ({error.GetType().Name}: {error.Message}).");
        }
    }
}
