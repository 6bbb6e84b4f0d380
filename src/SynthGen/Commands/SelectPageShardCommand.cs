using System.Management.Automation;
using SynthGen.Conversion;
using SynthGen.Documents.Shards;

namespace SynthGen.Commands;

/// <summary>Selects a share of the pages, the same for the same pages, so that each task of a cluster does its own.</summary>
[Cmdlet(VerbsCommon.Select, "PageShard")]
[OutputType(typeof(OcrPage))]
public sealed class SelectPageShardCommand : ModuleCmdlet, IDisposable
{
    private const string Advice = "Give -Index and -Count, or run as a task of an array from 0 to the number of shards minus 1, with a step of 1.";

    private OutputVariable? _variable;
    private ShardSelection? _selection;

    /// <summary>The pages of the whole document.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [Alias("Page")]
    [AllowNull]
    public PSObject?[] InputObject { get; set; } = [];

    /// <summary>The number of the shard, from 0; by default that of the scheduler's task.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(0, int.MaxValue)]
    public int? Index { get; set; }

    /// <summary>The number of all shards; by default that of the scheduler's tasks.</summary>
    [Parameter(Position = 1)]
    [ValidateRange(1, int.MaxValue)]
    public int? Count { get; set; }

    /// <summary>The name of a variable that receives the PageShard.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ShardVariable { get; set; }

    /// <summary>Sets the variable also when the pipeline ended early: the shard then says so.</summary>
    public void Dispose()
    {
        Store();
        _selection?.Dispose();
        _selection = null;
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _variable = OutputVariable.Of(this, nameof(ShardVariable), ShardVariable, canAdd: false);
        (int index, int count) = Place();
        if (index < 0 || index >= count)
        {
            ThrowTerminatingError(Errors.Create(
                "ShardOutOfRange", ErrorCategory.InvalidArgument, index, $"There is no shard {index} of {count}: shards are numbered from 0 to {count - 1}.",
                "Give an -Index below -Count, or begin the scheduler's array at 0."));
        }

        _selection = new ShardSelection(index, count);
        Store();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject? item in InputObject ?? [null])
        {
            if (this.TakePage(item) is { } page && _selection!.Take(page) is { } own)
                WriteObject(own);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _selection!.Complete();
        PageShard shard = _selection.Shard;
        if (shard.DocumentPages == 0)
            WriteWarning("No pages came: there is nothing to select from.");
        WriteVerbose($"{shard}.");

        // Commands further down the pipeline end after this one, and may ask.
        Store();
    }

    private void Store()
    {
        if (_selection is not null)
            _variable?.Store(SessionState, _selection.Shard);
    }

    private (int Index, int Count) Place()
    {
        if (Index is { } index && Count is { } count)
            return (index, count);

        ArrayTask? task = null;
        try
        {
            task = ArrayTask.Find(Environment.GetEnvironmentVariable, Count);
        }
        catch (FormatException error) when (Index is null)
        {
            ThrowTerminatingError(Errors.Create("ArrayNotUsable", ErrorCategory.InvalidArgument, null, error.Message, Advice, error));
        }
        catch (FormatException)
        {
            // The shard is given, and the count alone is looked for.
        }

        if ((Index ?? task?.Index) is not { } own)
        {
            ThrowTerminatingError(Errors.Create(
                "ShardIndexMissing", ErrorCategory.InvalidArgument, null, $"It is not known which shard this is: none of {ArrayTask.Known} is set.", Advice));
            throw new PipelineStoppedException();
        }

        if ((Count ?? task?.Count) is not { } all)
        {
            ThrowTerminatingError(Errors.Create(
                "ShardCountMissing", ErrorCategory.InvalidArgument, own,
                $"It is not known how many shards there are{(task is { Scheduler.Length: > 0 } ? $": {task.Scheduler} does not say it" : "")}.",
                $"Give -Count, or set {ArrayTask.CountVariable} for all tasks."));
            throw new PipelineStoppedException();
        }

        return (own, all);
    }
}
