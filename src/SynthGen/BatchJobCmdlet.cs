using System.Management.Automation;
using SynthGen.Backends;
using SynthGen.Models;
using SynthGen.Models.Batches;

namespace SynthGen;

/// <summary>Base of the cmdlets for the jobs of a journal: the journal, the service, and calls to its Batch API.</summary>
public abstract class BatchJobCmdlet : ConnectionCmdlet
{
    private HostedBackend? _backend;
    private IBatchService? _service;
    private BatchJournal? _journal;
    private string _name = "";

    /// <summary>The backend that the jobs were sent to.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(JudgeCompleter))]
    [ValidateNotNullOrEmpty]
    public string Backend { get; set; } = "";

    /// <summary>The journal of the command that sent the jobs.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string JournalPath { get; set; } = "";

    /// <summary>The jobs that were sent to the service, in the order in which they were created.</summary>
    private protected IEnumerable<JournaledBatch> Jobs => _journal!.Jobs.Where(job => job.Service == _name);

    /// <inheritdoc/>
    private protected override void Begin()
    {
        _backend = BackendRegistry.GetHosted(Backend);
        ChatModelSettings connection = _backend.ConnectService(Session, Connection, VertexAI);
        _name = BatchDelivery.NameOf(_backend, connection);
        _service = BatchDelivery.CreateService(_backend, connection);
        _journal = JournalFile.PeekBatches(Session, JournalPath);
        if (!Jobs.Any())
            WriteVerbose($"The journal has no job at {_name}.");
    }

    /// <summary>Calls the service, again after transient errors.</summary>
    /// <exception cref="ChatException">The service does not know the job.</exception>
    private protected T Ask<T>(Func<IBatchService, Task<T>> call)
    {
        try
        {
            return Await(new BatchRetry(RetryLimit, TimeProvider.System).RunAsync(() => call(_service!), StopToken));
        }
        catch (RunEndedException end)
        {
            ThrowTerminatingError(ServiceErrors.Refused(end, _backend!.Name));
            throw;
        }
        catch (ChatException fault) when (fault.Status is not (404 or 410))
        {
            ThrowTerminatingError(ServiceErrors.Refused(new RunEndedException(RunEnd.Fatal, fault.Message, fault), _backend!.Name));
            throw;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _service?.Dispose();
        _journal?.Dispose();
    }
}
