using SynthGen.Models;

namespace SynthGen.Generation;

/// <summary>
/// Runs pages through a generator, several at a time, and gives their outcomes back in the order in which the pages
/// came. The queue is bounded: whoever adds must take when it <see cref="IsFull"/>. Not thread-safe: one thread adds
/// and takes.
/// </summary>
public sealed class GenerationRun : IDisposable
{
    /// <summary>A slow page holds up those behind it, not the work on them: the queue is so many times as long as the work is wide.</summary>
    public const int QueuePerWorker = 4;

    private readonly IQueryGenerator _generator;
    private readonly CancellationToken _cancellationToken;
    private readonly SemaphoreSlim _workers;
    private readonly int _capacity;
    private readonly Queue<(OcrPage Page, Task<PageOutcome> Outcome)> _queue = new();
    private readonly OutcomeTally _tally = new();
    private readonly CancellationTokenSource _ended;
    private RunEndedException? _end;
    private int _pages;

    /// <summary>Creates a run.</summary>
    /// <param name="generator">What makes rows of a page.</param>
    /// <param name="throttleLimit">How many pages are worked on at a time, from 1.</param>
    /// <param name="cancellationToken">Ends all work.</param>
    public GenerationRun(IQueryGenerator generator, int throttleLimit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(throttleLimit, 1);
        _generator = generator;
        _cancellationToken = cancellationToken;
        _ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _workers = new SemaphoreSlim(throttleLimit);
        _capacity = throttleLimit * QueuePerWorker;
    }

    /// <summary>Whether an outcome must be taken before another page is added.</summary>
    public bool IsFull => _queue.Count >= _capacity;

    /// <summary>Pages that were added and not taken yet.</summary>
    public int Waiting => _queue.Count;

    /// <summary>Whether <see cref="TakeAsync"/> would return at once.</summary>
    public bool IsNextReady => _queue.TryPeek(out (OcrPage, Task<PageOutcome> Outcome) next) && next.Outcome.IsCompleted;

    /// <summary>Why the run ended before its pages did; null if it did not. Pages added after that stay Pending.</summary>
    public RunEndedException? End => Volatile.Read(ref _end);

    /// <summary>The counts so far; pages that are not taken yet are Pending.</summary>
    public GenerationSummary Summary => _tally.ToSummary(_pages);

    /// <summary>Starts on a page, or has it wait for its turn.</summary>
    public void Add(OcrPage page)
    {
        _pages++;
        if (End is not null)
            return;

        _generator.OnQueued(page);

        // The turn is asked for here, so that pages begin in the order in which they came.
        Task turn = _workers.WaitAsync(_ended.Token);
        _queue.Enqueue((page, Task.Run(() => WorkAsync(page, turn), CancellationToken.None)));
    }

    /// <summary>Says that no more pages will be added.</summary>
    public void Close() => _generator.Close();

    /// <summary>Waits for the next page's outcome, in the order of <see cref="Add"/>.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled; the page stays Pending.</exception>
    public async Task<PageOutcome> TakeAsync()
    {
        PageOutcome outcome = await _queue.Peek().Outcome.WaitAsync(_cancellationToken).ConfigureAwait(false);
        _queue.Dequeue();
        if (outcome.Status != OutcomeStatus.Pending)
            outcome = _generator.Finish(outcome);
        _tally.Add(outcome);
        return outcome;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Work that was cancelled may still be releasing its place.
        if (_queue.All(item => item.Outcome.IsCompleted))
        {
            _workers.Dispose();
            _ended.Dispose();
        }
    }

    private async Task<PageOutcome> WorkAsync(OcrPage page, Task turn)
    {
        try
        {
            await turn.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!_cancellationToken.IsCancellationRequested)
        {
            return PageOutcome.Pending(page);
        }

        try
        {
            return await _generator.GenerateAsync(page, _cancellationToken).ConfigureAwait(false);
        }
        catch (RunEndedException end)
        {
            // What is under way may still finish; what waits for its turn does not begin.
            Interlocked.CompareExchange(ref _end, end, null);
            _ended.Cancel();
            return PageOutcome.Pending(page);
        }
        catch (Exception error) when (error is not OperationCanceledException || !_cancellationToken.IsCancellationRequested)
        {
            return PageOutcome.Failed(page, $"The generator broke on this page ({error.GetType().Name}: {error.Message}).");
        }
        finally
        {
            _workers.Release();
        }
    }
}
