namespace SynthGen.Models;

/// <summary>
/// Works on several items at a time and returns their results in the order of the items. The queue is bounded: the caller
/// must take a result when it <see cref="IsFull"/>. Not thread-safe: one thread adds and takes.
/// </summary>
/// <remarks>
/// Each added item gives one result, or the exception of its work, when its turn comes. With <paramref name="giveUp"/>, a
/// <see cref="RunEndedException"/> ends the run instead: work under way continues, and items whose work has not begun are
/// given up. After a cancellation no more results come; items that were not taken still count as <see cref="Waiting"/>.
/// </remarks>
/// <typeparam name="TItem">The type of an item.</typeparam>
/// <typeparam name="TResult">The type of a result.</typeparam>
/// <param name="work">Works on an item; called on any thread.</param>
/// <param name="width">The number of items worked on at a time, from 1.</param>
/// <param name="capacity">The number of items held at a time, from 1. A slow item delays the results after it, but not the work on them.</param>
/// <param name="cancellationToken">Cancels all work.</param>
/// <param name="giveUp">
/// Returns the result of an item that was not finished because the run ended; called on any thread. Null if a run cannot
/// end early.
/// </param>
internal sealed class OrderedQueue<TItem, TResult>(
    Func<TItem, CancellationToken, Task<TResult>> work, int width, int capacity, CancellationToken cancellationToken, Func<TItem, TResult>? giveUp = null)
{
    private readonly int _width = width >= 1 ? width : throw new ArgumentOutOfRangeException(nameof(width));
    private readonly Queue<Task<TResult>> _results = new();
    private readonly Queue<(TItem Item, TaskCompletionSource<TResult> Result)> _untouched = new();
    private RunEndedException? _end;
    private int _workers;

    /// <summary>Whether a result must be taken before another item is added.</summary>
    public bool IsFull => _results.Count >= capacity;

    /// <summary>The number of items added and not yet taken.</summary>
    public int Waiting => _results.Count;

    /// <summary>Whether <see cref="TakeAsync"/> would return at once.</summary>
    public bool IsNextReady => _results.TryPeek(out Task<TResult>? next) && next.IsCompleted;

    /// <summary>The reason why the run ended early; null if it did not.</summary>
    public RunEndedException? End => Volatile.Read(ref _end);

    /// <summary>Adds an item; work on it starts at once or when its turn comes.</summary>
    public void Add(TItem item)
    {
        TaskCompletionSource<TResult> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _results.Enqueue(result.Task);
        lock (_untouched)
        {
            _untouched.Enqueue((item, result));
            if (_workers == _width)
                return;
            _workers++;
        }

        _ = Task.Run(WorkAsync, CancellationToken.None);
    }

    /// <summary>Waits for the next item's result, in the order of <see cref="Add"/>.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled; the item is still <see cref="Waiting"/>.</exception>
    /// <exception cref="InvalidOperationException">Nothing is <see cref="Waiting"/>.</exception>
    public async Task<TResult> TakeAsync()
    {
        Task<TResult> next = _results.Peek();
        if (!next.IsCompleted)
            _ = await Task.WhenAny(next).WaitAsync(cancellationToken).ConfigureAwait(false);
        _ = _results.Dequeue();
        return await next.ConfigureAwait(false);
    }

    // Items begin in order; a worker ends when no item is left to begin.
    private async Task WorkAsync()
    {
        while (Next() is { } next)
        {
            try
            {
                next.Result.SetResult(End is null ? await work(next.Item, cancellationToken).ConfigureAwait(false) : giveUp!(next.Item));
            }
            catch (RunEndedException end) when (giveUp is not null)
            {
                Interlocked.CompareExchange(ref _end, end, null);
                next.Result.SetResult(giveUp(next.Item));
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                next.Result.SetException(error);
            }
        }
    }

    private (TItem Item, TaskCompletionSource<TResult> Result)? Next()
    {
        lock (_untouched)
        {
            if (!cancellationToken.IsCancellationRequested && _untouched.TryDequeue(out (TItem, TaskCompletionSource<TResult>) next))
                return next;
            _workers--;
            return null;
        }
    }
}
