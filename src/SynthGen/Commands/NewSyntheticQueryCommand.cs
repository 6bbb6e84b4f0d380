using System.Management.Automation;
using SynthGen.Backends;
using SynthGen.Conversion;
using SynthGen.Generation;
using SynthGen.Generation.Batching;
using SynthGen.Generation.Model;
using SynthGen.Models;
using SynthGen.Tools;

namespace SynthGen.Commands;

/// <summary>Generates queries, with the tool calls that answer them, from pages.</summary>
[Cmdlet(VerbsCommon.New, "SyntheticQuery", DefaultParameterSetName = Any, SupportsShouldProcess = true)]
[OutputType(typeof(SyntheticQuery))]
public sealed partial class NewSyntheticQueryCommand : BatchCmdlet
{
    // What every backend may take, what only services take, and what only models in this process take.
    private const string Any = "Any", Hosted = "Hosted", Local = "Local";

    private GenerationRun? _run;
    private GenerationProgress? _progress;
    private GenerationPlan? _plan;
    private GenerationEstimate? _estimate;
    private OutputVariable? _outcome;
    private PageIndexArgument? _index;

    /// <summary>The pages.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [Alias("Page")]
    [AllowNull]
    public PSObject?[] InputObject { get; set; } = [];

    /// <summary>The backend that generates.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(BackendCompleter))]
    public string Backend { get; set; } = "";

    /// <summary>The tools that a query can call; the built-in search tools by default.</summary>
    [Parameter]
    [ToolTransformation]
    [ArgumentCompleter(typeof(BuiltInToolCompleter))]
    [ValidateNotNullOrEmpty]
    public ToolDefinition[] Tool { get; set; } = [.. BuiltInTools.All];

    /// <summary>The maximum number of rows per page.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int QueryPerPage { get; set; } = 3;

    /// <summary>The seed. The same seed gives the same rows, as far as the backend can.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <summary>The index of the pages, or the path of its file: rows are tried on it as they come.</summary>
    [Parameter]
    [Alias("Index")]
    [ValidateNotNull]
    public object? PageIndex { get; set; }

    /// <summary>A folder with Instruction.md, Page.md, Repair.md or Refine.md in place of the built-in prompts.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PromptPath { get; set; }

    /// <summary>The document's domain, for the prompt.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Domain { get; set; } = "legal";

    /// <summary>The person who asks, for the prompt.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Audience { get; set; } = "lawyers, paralegals, journalists and laymen";

    /// <summary>Whether pages are asked for one by one or in a conversation.</summary>
    [Parameter]
    public ContextMode ContextMode { get; set; }

    /// <summary>The number of pages that a conversation remembers.</summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    public int HistoryPage { get; set; } = 8;

    /// <summary>How often an unusable reply is sent back with its errors.</summary>
    [Parameter]
    [ValidateRange(0, 10)]
    public int RepairAttempt { get; set; } = 1;

    /// <summary>How often rows whose calls do not single out their page on the index are sent back with what they found.</summary>
    [Parameter]
    [ValidateRange(0, 5)]
    public int RefineAttempt { get; set; } = 1;

    /// <summary>The file that remembers outcomes, so that the same command goes on where it stopped.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>Asks again about pages that the journal says are empty.</summary>
    [Parameter]
    public SwitchParameter RetryEmpty { get; set; }

    /// <summary>The GGUF file of a model that runs in this process.</summary>
    [Parameter(ParameterSetName = Local)]
    [ValidateNotNullOrEmpty]
    public string? ModelPath { get; set; }

    /// <summary>The number of threads that compute.</summary>
    [Parameter(ParameterSetName = Local)]
    [ValidateRange(1, 1024)]
    public int? Thread { get; set; }

    /// <summary>The number of the model's layers on the graphics processor.</summary>
    [Parameter(ParameterSetName = Local)]
    [ValidateRange(0, 10000)]
    public int GpuLayer { get; set; }

    /// <summary>The tokens of context that all pages in work share.</summary>
    [Parameter(ParameterSetName = Local)]
    [ValidateRange(256, int.MaxValue)]
    public int? ContextSize { get; set; }

    /// <summary>The format in which a conversation is written for the model.</summary>
    [Parameter(ParameterSetName = Local)]
    public ChatFormat ChatTemplate { get; set; }

    /// <summary>How a page is treated that does not fit into the context.</summary>
    [Parameter(ParameterSetName = Local)]
    public OverlongPage OverlongPage { get; set; }

    /// <summary>The name of a variable that receives the run's GenerationSummary.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutcomeVariable { get; set; }

    /// <inheritdoc/>
    private protected override void Begin()
    {
        // What an earlier run left there must not be taken for this one's.
        _outcome = OutputVariable.Of(this, nameof(OutcomeVariable), OutcomeVariable);
        if (!IsWhatIf)
            _outcome?.Clear(SessionState);
        if (Tool.Select(tool => tool.Name).GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            ThrowTerminatingError(Errors.Create(
                "DuplicateTool", ErrorCategory.InvalidArgument, Tool, $"Two tools are named '{twice.Key}'.",
                "A call names its tool: give each one a name of its own."));
        }

        // An estimate searches nothing, and so needs no way to the service of the vectors.
        if (PageIndex is not null)
            _index = PageIndexArgument.OpenBesideModel(Session, Connection, PageIndex, withVectors: !IsWhatIf);
        _plan = BackendRegistry.Get(Backend).Prepare(Settings(), isSending: !IsWhatIf);
        if (IsWhatIf)
            _estimate = _plan.Estimate();
        if (_estimate is not null || (_plan.Target is { } target && !ShouldProcess(target, $"Generate with {Backend}")))
            return;

        _run = new GenerationRun(Await(_plan.CreateAsync()), _plan.Workers, StopToken);
        _progress = new GenerationProgress(this, _run, _plan, TimeProvider.System);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject? item in InputObject ?? [null])
        {
            if (this.TakePage(item) is not { } page)
                continue;

            _estimate?.Add(page);
            if (_run is null)
                continue;

            while (_run.IsFull)
                EmitNext();
            _run.Add(page);
            while (_run.IsNextReady)
                EmitNext();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_estimate is not null)
            ShouldProcess(_estimate.ToString(), $"Generate with {Backend}");
        if (_run is null)
            return;

        _progress!.IsInputOver = true;
        _run.Close();
        while (_run.Waiting > 0)
            EmitNext();
        EndIfRefused();
        _progress.Complete();

        // Commands further down the pipeline end after this one, and may ask.
        StoreOutcome();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // A pipeline that is stopped has outcomes too, some of them Pending.
        StoreOutcome();
        _plan?.Dispose();
        _plan = null;
        _index?.Dispose();
    }

    private void StoreOutcome()
    {
        if (_run is not null)
            _outcome?.Store(SessionState, _progress!.Summary);
        _run = null;
    }

    private bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given)
        ? ((SwitchParameter)given).IsPresent
        : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));

    private GenerationSettings Settings() => new(ModelSettings)
    {
        Tool = Tool,
        QueryPerPage = QueryPerPage,
        PageIndex = _index?.Index,
        Seed = MyInvocation.BoundParameters.ContainsKey(nameof(Seed)) ? Seed : null,
        Prompt = new PromptSettings(PromptPath, Domain, Audience, ContextMode, HistoryPage, RepairAttempt, JournalPath, RetryEmpty) { RefineAttempt = RefineAttempt },
        Local = new LocalSettings(ModelPath, Thread, GpuLayer, ContextSize, ChatTemplate, OverlongPage),
    };

    private void EmitNext()
    {
        PageOutcome outcome = Await(_run!.TakeAsync());
        if (outcome.Status == OutcomeStatus.Failed)
        {
            WriteError(Errors.Create(
                "PageFailed", ErrorCategory.InvalidResult, outcome, $"Page {outcome.Label} gave no rows. {outcome.Reason}",
                "The other pages are not affected; give the page again to try it anew."));
        }

        WriteObject(outcome.Rows, enumerateCollection: true);
        _progress!.Show();
    }

    // Here, not where it happens: nothing more is asked then, but pages that are done keep their rows, and all others are counted.
    private void EndIfRefused()
    {
        GenerationSummary summary = _progress!.Summary;
        string pending = $"{summary.Pending} of {summary.Pages} pages are pending.";
        if (_plan!.JournalFailure is { } failure)
            ThrowTerminatingError(JournalFile.NotWritten(failure, JournalPath, pending));
        if (_run!.End is { End: RunEnd.JournalNotWritten } unwritten)
            ThrowTerminatingError(JournalFile.NotWritten(unwritten, JournalPath, pending));
        if (_run.End is { End: RunEnd.Fatal } end)
            ThrowTerminatingError(ServiceErrors.Refused(end, Backend, pending));
    }
}
