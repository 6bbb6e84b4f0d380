using System.Management.Automation;
using SynthGen.Backends;
using SynthGen.Conversion;
using SynthGen.Files;
using SynthGen.Generation.Graph;
using SynthGen.Models;
using SynthGen.Retrieval.Graph;

namespace SynthGen.Commands;

/// <summary>Builds a graph of what pages name and of the sentences that bind these things.</summary>
[Cmdlet(VerbsCommon.New, "PageGraph", SupportsShouldProcess = true)]
[OutputType(typeof(PageGraph))]
public sealed class NewPageGraphCommand : ModelCmdlet
{
    private string? _file;
    private PageGraphRun? _run;
    private HostedEntityReader? _model;
    private OutputVariable? _outcome;
    private WorkProgress? _progress;
    private bool _isInputOver;

    /// <summary>The pages.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [Alias("Page")]
    [AllowNull]
    public PSObject?[] InputObject { get; set; } = [];

    /// <summary>The file that keeps the graph.</summary>
    [Parameter(Position = 0)]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Replaces a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The service whose model reads the pages; without it they are read by rules, offline.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(JudgeCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Backend { get; set; }

    /// <summary>How often the model is asked for what it left out.</summary>
    [Parameter]
    [ValidateRange(0, 10)]
    public int GleaningRound { get; set; } = 1;

    /// <summary>The file that remembers what pages name, so that the same command goes on where it stopped.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>The name of a variable that receives the run's GenerationSummary.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutcomeVariable { get; set; }

    /// <inheritdoc/>
    private protected override void Begin()
    {
        // What an earlier run left there must not be taken for this one's.
        _outcome = OutputVariable.Of(this, nameof(OutcomeVariable), OutcomeVariable);
        _outcome?.Clear(SessionState);
        if (Path is not null)
            _file = GraphPath.Resolve(this, Path, Force);
        ModelSettings settings = ModelSettings;
        HostedBackend? backend = Backend is null ? null : BackendRegistry.GetHosted(Backend);
        ChatModelSettings? connection = backend?.Connect(settings);
        if (backend is null)
            HostedEntityReader.RefuseParameters(Session);
        if (!ShouldProcess(connection is null ? _file ?? "memory" : EndpointText.Of(connection.Endpoint), $"Create page graph{(backend is null ? "" : $" with {backend.Name}")}"))
            return;

        _progress = new WorkProgress(this, "Reading pages");
        if (backend is null)
        {
            _run = new PageGraphRun(new OfflineEntityReader(), OfflineEntityReader.Method, ThrottleLimit ?? Environment.ProcessorCount, StopToken);
            return;
        }

        _model = new HostedEntityReader(backend, settings, connection!, GleaningRound, JournalPath);
        _run = new PageGraphRun(_model.Reader, _model.Method, _model.Workers, StopToken);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject? item in InputObject ?? [null])
        {
            if (this.TakePage(item) is not { } page || _run is null)
                continue;

            while (_run.IsFull)
                TakeNext();
            if (!_run.Add(page))
                WriteError(Errors.DuplicatePage(page, "graph"));

            while (_run.IsNextReady)
                TakeNext();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_run is null)
            return;

        _isInputOver = true;
        while (_run.Waiting > 0)
            TakeNext();
        _progress!.Complete();
        GenerationSummary summary = _run.Summary with { Cost = _model?.Cost };
        _outcome?.Store(SessionState, summary);
        if (summary.Pages == 0)
        {
            WriteError(Errors.Create("NoPages", ErrorCategory.InvalidData, Path, "No pages came: there is nothing to build a graph of.", "See what the pipeline gives before this command."));
            return;
        }

        EndIfRefused(summary);
        PageGraph graph = Run(_ => _run.Build());
        Report(graph, summary);
        if (_file is not null && summary.IsComplete)
            GraphPath.Write(this, Path!, _file, graph, PageGraphFile.Write);
        WriteObject(graph);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (_run is not null && !_isInputOver)
            _outcome?.Store(SessionState, _run.Summary with { Cost = _model?.Cost });
        _run = null;
        _model?.Dispose();
        _model = null;
    }

    private void TakeNext()
    {
        PageOutcome outcome = Await(_run!.TakeAsync());
        if (outcome.Status == OutcomeStatus.Failed)
        {
            WriteError(Errors.Create(
                "PageFailed", ErrorCategory.InvalidResult, outcome, $"Page {outcome.Label} was not read. {outcome.Reason}",
                "The other pages are not affected; give the page again to try it anew."));
        }

        GenerationSummary summary = _run.Summary;
        _progress!.Count(summary.Pages - summary.Pending, _isInputOver ? summary.Pages : 0, "pages", _model?.PaceText ?? "");
    }

    // Here, not where it happens: nothing more is asked then, but pages that are done are in the journal, and all others are counted.
    private void EndIfRefused(GenerationSummary summary)
    {
        string pending = $"{summary.Pending} of {summary.Pages} pages are pending.";
        if (_model?.JournalFailure is { } failure)
            ThrowTerminatingError(JournalFile.NotWritten(failure, JournalPath, pending));
        if (_run!.End is { End: RunEnd.Fatal } end)
            ThrowTerminatingError(ServiceErrors.Refused(end, Backend!, pending));
    }

    private void Report(PageGraph graph, GenerationSummary summary)
    {
        if (!summary.IsComplete)
        {
            string why = _run!.End is { } end ? $"{end.Message.ReplaceLineEndings(" ")} " : "";
            string file = _file is null ? "" : $" '{Path}' is not written.";
            WriteWarning($"{why}The graph lacks {summary.Pending + summary.Failed} of {summary.Pages} pages.{file} {_model?.Advice(_run.End)}");
        }
        else if (summary.Failed > 0)
        {
            WriteWarning($"{summary.Failed} of {summary.Pages} pages could not be read, and are not in the graph; -OutcomeVariable gives their reasons.");
        }

        long dropped = summary.DroppedRows.Sum(reason => (long)reason.Count);
        if (dropped > 0)
            WriteWarning($"{dropped} entities and relations of the model were dropped, most of them because: {summary.DroppedRows[0].Reason} -OutcomeVariable gives all reasons.");
        if (graph.Nodes.Count == 0 && summary.Failed + summary.Pending < summary.Pages)
            WriteWarning($"The graph is empty: none of {graph.Pages.Count} pages names a person, an organization, a citation, a defined term or a date in a whole sentence.{(_model is null ? " The rules know English; a model knows other languages (-Backend)." : "")}");
        else if (graph.Edges.Count == 0 && graph.Nodes.Count > 0)
            WriteWarning($"The graph has {graph.Nodes.Count} names but no edges: no sentence names two of them.");
        WriteInformation(graph, ["SynthGen"]);
    }
}
