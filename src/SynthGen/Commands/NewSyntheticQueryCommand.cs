using System.Management.Automation;
using SynthGen.Backends;
using SynthGen.Generation;
using SynthGen.Tools;

namespace SynthGen.Commands;

/// <summary>Generates queries, with the tool calls that answer them, from pages.</summary>
[Cmdlet(VerbsCommon.New, "SyntheticQuery")]
[OutputType(typeof(SyntheticQuery))]
public sealed class NewSyntheticQueryCommand : AsyncCmdlet
{
    private readonly ProgressPace _pace = new(TimeProvider.System);
    private GenerationRun? _run;

    /// <summary>The pages.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [Alias("Page")]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>What generates.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(BackendCompleter))]
    public string Backend { get; set; } = "";

    /// <summary>The tools that a query can call; the built-in search tools by default.</summary>
    [Parameter]
    public ToolDefinition[] Tool { get; set; } = [.. BuiltInTools.All];

    /// <summary>The most rows that a page gives.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int QueryPerPage { get; set; } = 3;

    /// <summary>Chooses among the wordings; the same seed gives the same rows.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <summary>How many pages are worked on at a time.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = Environment.ProcessorCount;

    /// <summary>The name of a variable that receives the run's GenerationSummary.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutcomeVariable { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (!Backend.Equals(TemplateBackend.Name, StringComparison.OrdinalIgnoreCase))
        {
            ThrowTerminatingError(Failure.Create(
                "UnknownBackend", ErrorCategory.InvalidArgument, Backend, $"There is no backend '{Backend}'.",
                $"Use one of: {string.Join(", ", BackendCompleter.Names)}."));
        }

        if (Tool.Select(tool => tool.Name).GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            ThrowTerminatingError(Failure.Create(
                "DuplicateTool", ErrorCategory.InvalidArgument, Tool, $"Two tools are named '{twice.Key}'.",
                "A call names its tool: give each one a name of its own."));
        }

        try
        {
            RowCheck check = new(LibraryLoadContext.Create<IToolSchemaValidator>());
            _run = new GenerationRun(new CheckingGenerator(TemplateBackend.Create(Tool, QueryPerPage, Seed), check), ThrottleLimit, StopToken);
        }
        catch (ToolNotUsableException error)
        {
            ThrowTerminatingError(error.ToErrorRecord());
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject item in InputObject)
        {
            if (item?.BaseObject is not OcrPage page)
            {
                WriteError(Failure.Create(
                    "NotAnOcrPage", ErrorCategory.InvalidType, item, $"A {item?.BaseObject.GetType().Name ?? "null"} is no page.",
                    "Split the document into pages first: Split-OcrDocument."));
                continue;
            }

            while (_run!.IsFull)
                EmitNext();
            _run.Add(page);
            while (_run.IsNextReady)
                EmitNext();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        while (_run!.Waiting > 0)
            EmitNext();

        GenerationSummary summary = _run.Summary;
        if (_pace.WasShown)
            WriteProgress(new ProgressRecord(0, "Generating queries", summary.ToString()) { RecordType = ProgressRecordType.Completed });
        if (summary.Failed > 0)
            WriteWarning($"{summary.Failed} of {summary.Pages} pages failed; -OutcomeVariable gives their reasons.");
        WriteInformation(summary, ["SynthGen"]);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Here, not in EndProcessing: a pipeline that is stopped has outcomes too, some of them Pending.
        if (_run is null)
            return;
        if (OutcomeVariable is not null)
            SessionState.PSVariable.Set(OutcomeVariable, _run.Summary);
        _run.Dispose();
        _run = null;
    }

    private void EmitNext()
    {
        PageOutcome outcome = Await(_run!.TakeAsync());
        if (outcome.Status == OutcomeStatus.Failed)
        {
            WriteError(Failure.Create(
                "PageFailed", ErrorCategory.InvalidResult, outcome, $"Page {outcome.Page} gave no rows. {outcome.Reason}",
                "The other pages are not affected; give the page again to try it anew."));
        }

        WriteObject(outcome.Rows, enumerateCollection: true);
        if (_pace.IsDue)
            WriteProgress(new ProgressRecord(0, "Generating queries", _run.Summary.ToString()));
    }
}
