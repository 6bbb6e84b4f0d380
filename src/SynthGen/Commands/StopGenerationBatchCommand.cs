using System.Management.Automation;
using SynthGen.Models;
using SynthGen.Models.Batches;

namespace SynthGen.Commands;

/// <summary>Cancels jobs of a journal at the service.</summary>
[Cmdlet(VerbsLifecycle.Stop, "GenerationBatch", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class StopGenerationBatchCommand : BatchJobCmdlet
{
    /// <summary>The names of the jobs; without it all that are under way.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        JournaledBatch[] jobs = [.. Jobs];
        foreach (string name in Name ?? [.. jobs.Where(job => job.End is null).Select(job => job.Name)])
        {
            if (Array.Find(jobs, job => job.Name == name) is { } job)
                Cancel(job);
            else
                WriteError(Errors.Create("BatchNotFound", ErrorCategory.ObjectNotFound, name, $"The journal has no job '{name}' at this service.", "Get-GenerationBatch lists them."));
        }
    }

    private void Cancel(JournaledBatch job)
    {
        if (job.End is not null || job.Id is null)
        {
            WriteVerbose($"The job '{job.Name}' is not under way.");
            return;
        }

        if (!ShouldProcess($"{job.Name}, {job.Requests} requests", "Cancel the job"))
            return;
        try
        {
            Ask(async service =>
            {
                await service.CancelAsync(job.Id, StopToken).ConfigureAwait(false);
                return true;
            });
        }
        catch (ChatException gone)
        {
            WriteError(Errors.Create("BatchNotCancelled", ErrorCategory.ObjectNotFound, job.Name, $"The service does not know the job '{job.Name}': {gone.Message}", "It may be long over; the next run of the command that sent it sends its requests again.", gone));
        }
    }
}
