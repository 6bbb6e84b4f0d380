using System.Management.Automation;
using SynthGen.Backends;
using SynthGen.Conversations;
using SynthGen.Conversations.Difficulty;
using SynthGen.Conversations.Planning;
using SynthGen.Conversations.Template;
using SynthGen.Conversion;
using SynthGen.Retrieval;

namespace SynthGen.Commands;

/// <summary>Generates conversations of several steps, whose calls are run on the index of the document.</summary>
[Cmdlet(VerbsCommon.New, "ToolConversation", SupportsShouldProcess = true)]
[OutputType(typeof(ToolConversation))]
public sealed partial class NewToolConversationCommand : BatchCmdlet
{
    private PageIndexArgument? _index;
    private PageGraph? _graph;
    private ReferenceSearcher? _searcher;
    private ConversationInput? _input;
    private ConversationRun? _run;
    private OutputVariable? _outcome;
    private WorkProgress? _progress;

    /// <summary>The pages to build of, or rows, whose queries are then asked; without them, all pages of the index.</summary>
    [Parameter(ValueFromPipeline = true)]
    [Alias("Page")]
    [AllowNull]
    public PSObject?[] InputObject { get; set; } = [];

    /// <summary>The index of the pages, or the path of its file. It runs the calls.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Index")]
    [ValidateNotNull]
    public object PageIndex { get; set; } = "";

    /// <summary>What generates the conversations: Template, or a service whose models play them.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PlayerCompleter))]
    [ValidateNotNullOrEmpty]
    public string Backend { get; set; } = "Template";

    /// <summary>The kinds of conversations: names, or a dictionary of names and weights. All kinds alike by default.</summary>
    [Parameter]
    [KindTransformation]
    [ArgumentCompleter(typeof(ConversationKindCompleter))]
    [ValidateNotNullOrEmpty]
    public KindWeights Kind { get; set; } = KindWeights.All;

    /// <summary>The number of conversations.</summary>
    [Parameter]
    [ValidateRange(1, 10_000_000)]
    public int Count { get; set; } = 100;

    /// <summary>The seed. The same seed gives the same conversations.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <summary>The maximum number of pages in the result of a search.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int ResultCount { get; set; } = ToolRunner.DefaultResultCount;

    /// <summary>The least difficulty of the pages to find; conversations that are easier are dropped, and others take their place.</summary>
    [Parameter]
    public QueryDifficulty Difficulty { get; set; }

    /// <summary>The graph of the pages, or the path of its file, for kinds over several pages; read from the pages by default.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? PageGraph { get; set; }

    /// <summary>The instruction before each conversation.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SystemPrompt { get; set; }

    /// <summary>The name of a variable that receives the run's ConversationSummary.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutcomeVariable { get; set; }

    /// <inheritdoc/>
    private protected override void Begin()
    {
        // What an earlier run left there must not be taken for this one's.
        _outcome = OutputVariable.Of(this, nameof(OutcomeVariable), OutcomeVariable);
        _outcome?.Clear(SessionState);
        HostedBackend? backend = FindBackend();
        _index = backend is null
            ? PageIndexArgument.Open(Session, Connection, VertexAI, PageIndex, withVectors: true)
            : PageIndexArgument.OpenBesideModel(Session, Connection, PageIndex, withVectors: true);
        _graph = PageGraph is null ? null : PageGraphArgument.Read(Session, PageGraph, _index.Index);
        _searcher = new ReferenceSearcher(_index.Index, new WordReformulator());
        _played = backend is null ? null : Play(backend, _index.Index);
        _input = new ConversationInput(this, _index.Index, Seed);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!MyInvocation.ExpectingInput && !MyInvocation.BoundParameters.ContainsKey(nameof(InputObject)))
            return;
        foreach (PSObject? item in InputObject ?? [null])
            _input!.Add(item);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        IPageIndex index = _index!.Index;
        _input!.Complete(isGiven: MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(InputObject)));
        if (_played is not null && !ShouldProcess(_played.Target, $"Play conversations with {Backend}"))
            return;

        _progress = new WorkProgress(this, "Generating conversations");
        _run = new ConversationRun(
            new ConversationPlanner(index, _input.Pages, _input.Rows, _graph, Seed),
            new MeasuringGenerator(
                _played?.Create(keepsQueries: _input.Rows.Count > 0) ?? (IConversationGenerator)new TemplateConversationGenerator(index, Seed, ResultCount, SystemPrompt),
                _searcher!,
                Difficulty),
            ConversationKinds.Draw(Kind.Weights, Count, Seed),
            _played?.Workers ?? Environment.ProcessorCount,
            StopToken);

        while (Await(_run.TakeAsync()) is { } outcome)
        {
            if (outcome is { Status: OutcomeStatus.Failed, Cause: FailureCause.Service })
            {
                WriteError(Errors.Create(
                    "ConversationFailed", ErrorCategory.InvalidResult, outcome, $"Plan {outcome.Number}, {outcome.Kind}, gave no conversation. {outcome.Reason}",
                    "The others are not affected; the same command tries it again."));
            }

            WriteObject(outcome.Conversations, enumerateCollection: true);
            ConversationSummary summary = _run.Summary;
            _progress.Count(summary.Generated, summary.Requested, "conversations", $", {summary.Plans} plans{_played?.PaceText}");
        }

        _progress.Complete();
        Report(Summary);
        StoreOutcome();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // A run that is stopped has an outcome too.
        StoreOutcome();
        _played?.Dispose();
        _index?.Dispose();
    }

    private ConversationSummary Summary => _run!.Summary with { Cost = _played?.Cost };

    private void StoreOutcome()
    {
        if (_run is not null)
            _outcome?.Store(SessionState, Summary);
        _run = null;
    }

    // What the document cannot give is said, kind by kind.
    private void Report(ConversationSummary summary)
    {
        string there = $"{summary.Generated} of {summary.Requested} conversations are there.";
        if (_run!.End is { } end && _played is null)
            ThrowTerminatingError(ServiceErrors.Refused(end, Backend, there));
        EndIfRefused(_run.End, there);
        if (_played?.Jobs is { } jobs && summary.Generated < summary.Requested && !Wait)
        {
            WriteWarning($"{jobs}. {there} {ResumeAdvice.Later(this)}");
            WriteInformation(summary, ["SynthGen"]);
            return;
        }

        foreach (ConversationKindCount kind in summary.Kinds.Where(kind => kind.Generated < kind.Requested && _run.End is null))
        {
            string reason = kind.Dropped is [var most, ..] ? $" Most often: {most.Reason}" : "";
            WriteWarning($"{kind.Generated} of {kind.Requested} conversations of the kind {kind.Kind}: no other plan holds on this document.{reason} -OutcomeVariable gives all reasons.");
        }

        WriteInformation(summary, ["SynthGen"]);
    }
}
