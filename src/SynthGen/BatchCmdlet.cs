using System.Management.Automation;
using SynthGen.Backends;

namespace SynthGen;

/// <summary>Base of the cmdlets that can ask a hosted language model in jobs of the service's Batch API.</summary>
public abstract class BatchCmdlet : ModelCmdlet
{
    /// <summary>Asks in jobs of the service's Batch API.</summary>
    [Parameter]
    public virtual SwitchParameter Batch { get; set; }

    /// <summary>Waits until all jobs are over.</summary>
    [Parameter]
    public virtual SwitchParameter Wait { get; set; }

    /// <summary>Asks directly what failed in a job.</summary>
    [Parameter]
    public virtual SwitchParameter BatchFallback { get; set; }

    /// <summary>The maximum number of requests in a job.</summary>
    [Parameter]
    [ValidateRange(1, 50000)]
    public virtual int? BatchSize { get; set; }

    /// <inheritdoc/>
    private protected override ModelSettings ModelSettings => base.ModelSettings with { Jobs = new BatchSettings(Batch, Wait, BatchFallback, BatchSize) };
}
