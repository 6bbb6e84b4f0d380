using System.Management.Automation;
using System.Threading.Channels;

namespace SynthGen;

/// <summary>
/// Base of the cmdlets that wait for something: asynchronous work runs elsewhere, everything that touches the pipeline
/// runs on its own thread, and Ctrl-C ends any wait at once.
/// </summary>
public abstract class AsyncCmdlet : ModuleCmdlet, IDisposable
{
    // Unbounded, but what is posted is a line for a person now and then; rows go another way.
    private readonly Channel<Action> _posted = Channel.CreateUnbounded<Action>(new() { SingleReader = true });
    private readonly CancellationTokenSource _stopping = new();
    private Task<bool>? _arrival;

    /// <summary>Cancelled by Ctrl-C, and when the command is disposed.</summary>
    internal CancellationToken StopToken => _stopping.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        // A command whose pipeline ended early (Select-Object -First) gets no EndProcessing: its work must end here.
        _stopping.Cancel();
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the command holds; <see cref="StopToken"/> is cancelled by then.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stopping.Cancel();

    /// <summary>Queues an action for the pipeline's thread; it runs at the next <see cref="Await{T}"/> or <see cref="RunPosted"/>.</summary>
    private protected void Post(Action action) => _posted.Writer.TryWrite(action);

    /// <summary>Runs what was posted so far.</summary>
    private protected void RunPosted()
    {
        while (_posted.Reader.TryRead(out Action? action))
            action();
    }

    /// <summary>Runs work that observes <see cref="StopToken"/> on the pipeline's thread.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped.</exception>
    internal T Run<T>(Func<CancellationToken, T> work)
    {
        try
        {
            return work(StopToken);
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Waits for a task on the pipeline's thread, running what is posted meanwhile.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped.</exception>
    private protected T Await<T>(Task<T> task)
    {
        try
        {
            while (!task.IsCompleted)
            {
                RunPosted();
                _arrival ??= _posted.Reader.WaitToReadAsync(StopToken).AsTask();
                Task.WaitAny([task, _arrival], StopToken);
                if (_arrival.IsCompleted)
                    _arrival = null;
            }

            RunPosted();
            return task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
