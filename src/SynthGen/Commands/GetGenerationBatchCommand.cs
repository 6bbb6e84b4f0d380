using System.Management.Automation;
using SynthGen.Models;
using SynthGen.Models.Batches;

namespace SynthGen.Commands;

/// <summary>Gets the jobs of a journal, with their state at the service.</summary>
[Cmdlet(VerbsCommon.Get, "GenerationBatch")]
[OutputType(typeof(GenerationBatch))]
public sealed class GetGenerationBatchCommand : BatchJobCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (JournaledBatch job in Jobs)
            WriteObject(job is { End: null, Id: { } id } ? StateOf(job, id) : WithReason(job));
    }

    private GenerationBatch StateOf(JournaledBatch job, string id)
    {
        GenerationBatch known = job.ToBatch();
        try
        {
            GenerationBatch state = Ask(service => service.GetAsync(id, StopToken));
            return state with { Name = known.Name, Id = id, Model = known.Model, Requests = known.Requests, Created = state.Created ?? known.Created };
        }
        catch (ChatException gone)
        {
            return known with { Status = GenerationBatchStatus.Unknown, Reason = gone.Message };
        }
    }

    private static GenerationBatch WithReason(JournaledBatch job) =>
        job.End is null ? job.ToBatch() with { Reason = "The run ended while it created the job; the next one finds it if it is there." } : job.ToBatch();
}
