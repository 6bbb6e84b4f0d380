using SynthGen.Generation;
using SynthGen.Models;

namespace SynthGen.Evaluation;

/// <summary>
/// Measures a model on rows, several at a time, and returns the results in the order of the rows. The queue is bounded: the
/// caller must take a result when it <see cref="IsFull"/>. Not thread-safe: one thread adds and takes.
/// </summary>
public sealed class EvaluationRun
{
    private readonly RowEvaluator _evaluator;
    private readonly BatchCoordinator? _coordinator;
    private readonly OrderedQueue<(EvaluationItem Item, int Place), ToolModelResult> _queue;

    /// <summary>Creates a run.</summary>
    /// <param name="evaluator">Measures a row.</param>
    /// <param name="workers">The number of rows worked on at a time, from 1.</param>
    /// <param name="coordinator">Tells a model in this process which rows are under way; null for others.</param>
    /// <param name="cancellationToken">Cancels all work.</param>
    public EvaluationRun(RowEvaluator evaluator, int workers, BatchCoordinator? coordinator, CancellationToken cancellationToken)
    {
        _evaluator = evaluator;
        _coordinator = coordinator;
        _queue = new(EvaluateAsync, workers, workers * GenerationRun.QueuePerWorker, cancellationToken, one => evaluator.Pending(one.Item));
    }

    /// <summary>Whether a result must be taken before another row is added.</summary>
    public bool IsFull => _queue.IsFull;

    /// <summary>The number of rows added and not yet taken.</summary>
    public int Waiting => _queue.Waiting;

    /// <summary>Whether <see cref="TakeAsync"/> would return at once.</summary>
    public bool IsNextReady => _queue.IsNextReady;

    /// <summary>The reason why the run ended early; null if it did not. Rows added after that are Pending.</summary>
    public RunEndedException? End => _queue.End;

    /// <summary>Adds a row; work on it starts at once or when its turn comes.</summary>
    public void Add(EvaluationItem item) => _queue.Add((item, _coordinator?.Announce() ?? 0));

    /// <summary>Declares that no more rows will be added.</summary>
    public void Close() => _coordinator?.Close();

    /// <summary>Waits for the next row's result, in the order of <see cref="Add"/>.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public Task<ToolModelResult> TakeAsync() => _queue.TakeAsync();

    private async Task<ToolModelResult> EvaluateAsync((EvaluationItem Item, int Place) one, CancellationToken cancellationToken)
    {
        _coordinator?.Begin();
        try
        {
            return await _evaluator.EvaluateAsync(one.Item, cancellationToken).ConfigureAwait(false);
        }
        catch (RunEndedException)
        {
            _coordinator?.Abandon();
            throw;
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return _evaluator.Broken(one.Item, error);
        }
        finally
        {
            _coordinator?.Finish(one.Place);
        }
    }
}
