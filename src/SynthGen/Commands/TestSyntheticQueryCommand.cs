using System.Management.Automation;
using SynthGen.Backends;
using SynthGen.Conversion;
using SynthGen.Models;
using SynthGen.Quality;
using SynthGen.Quality.Gates;
using SynthGen.Retrieval;

namespace SynthGen.Commands;

/// <summary>Runs rows, queries or conversations, through quality gates and returns them with verdicts.</summary>
[Cmdlet(VerbsDiagnostic.Test, "SyntheticQuery")]
[OutputType(typeof(SyntheticQuery), typeof(ToolConversation))]
public sealed class TestSyntheticQueryCommand : BatchCmdlet
{
    private GateRun? _run;
    private HostedJudge? _judge;
    private readonly List<DatasetRow> _rejectedRows = [];
    private OutputVariable? _rejected;
    private OutputVariable? _outcome;
    private PageIndexArgument? _index;
    private WorkProgress? _progress;
    private bool _isInputOver;
    private long _rows, _conversationsPassed;

    /// <summary>The rows.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject?[] InputObject { get; set; } = [];

    /// <summary>The index of the pages that the rows came from, or the path of its file.</summary>
    [Parameter]
    [Alias("Index")]
    [ValidateNotNull]
    public object? PageIndex { get; set; }

    /// <summary>The gates to run; by default all whose inputs were given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public QualityGate[] Gate { get; set; } = [];

    /// <summary>The number of pages in a search result that count as found.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int TopK { get; set; } = CallExecutor.TopK;

    /// <summary>The smallest share of the words common to query and page that must stand near the evidence.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double GroundingThreshold { get; set; } = GroundedGate.Threshold;

    /// <summary>The largest share of a vector search that may be copied from the page.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double CopyThreshold { get; set; } = OverlapGate.MostCopied;

    /// <summary>The smallest share of a full-text search's words that the page must contain.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double SharedThreshold { get; set; } = OverlapGate.LeastShared;

    /// <summary>The smallest similarity of a near copy.</summary>
    [Parameter]
    [ValidateRange(0.01, 1.0)]
    public double DuplicateThreshold { get; set; } = DuplicateGate.Similarity;

    /// <summary>Datasets of earlier runs; a copy of one of their rows fails.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Against { get; set; } = [];

    /// <summary>The backend of the language model that judges the rows that pass the other gates.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(JudgeCompleter))]
    [ValidateNotNullOrEmpty]
    public string? JudgeBackend { get; set; }

    /// <summary>The file that remembers the judge's verdicts, so that the same command goes on where it stopped.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>Gives only the rows that pass.</summary>
    [Parameter]
    public SwitchParameter PassedOnly { get; set; }

    /// <summary>Gives only the rows that pass and decide: the other search does not find their page, or far behind.</summary>
    [Parameter]
    public SwitchParameter DecidedOnly { get; set; }

    /// <summary>The name of a variable that receives the rows that do not pass.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RejectedVariable { get; set; }

    /// <summary>The index as it was given or opened.</summary>
    internal IPageIndex? Index => _index?.Index;

    /// <summary>The name of a variable that receives the GateSummary.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutcomeVariable { get; set; }

    /// <inheritdoc/>
    private protected override void Begin()
    {
        _rejected = OutputVariable.Of(this, nameof(RejectedVariable), RejectedVariable);

        // What an earlier test left there must not be taken for this one's.
        _outcome = OutputVariable.Of(this, nameof(OutcomeVariable), OutcomeVariable);
        _outcome?.Clear(SessionState);

        if (PageIndex is not null)
            _index = PageIndexArgument.OpenBesideModel(Session, Connection, PageIndex, withVectors: true);
        _progress = new WorkProgress(this, "Testing rows");
        (IReadOnlyList<IQualityGate> ofQueries, IReadOnlyList<IConversationGate> ofConversations) = GateSelection.Create(this);
        _run = new GateRun(ofQueries, Index, StopToken, ofConversations);
        if (JudgeBackend is null)
            HostedJudge.RefuseParameters(Session);
        else
            _judge = new HostedJudge(BackendRegistry.GetJudge(JudgeBackend), ModelSettings, JournalPath);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject? item in InputObject ?? [null])
        {
            if (this.TakeRow(item) is not { } row)
                continue;

            while (_run!.IsFull)
                TakeTested();
            _run.Add(row);
            while (_run.IsNextReady)
                TakeTested();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _isInputOver = true;
        while (_run!.Waiting > 0)
            TakeTested();
        _judge?.Close();
        while (_judge?.Run.Waiting > 0)
            TakeJudged();

        _progress!.Complete();
        GateSummary summary = (_judge?.Run.Summary(_run.Summary) ?? _run.Summary) with { Settings = SettingsOfVerdicts() };

        // Commands further down the pipeline end after this one, and may ask.
        _outcome?.Store(SessionState, summary);

        // Here, not where it happens: nothing more is asked then, but rows that are judged come out.
        if (_judge?.JournalFailure is { } failure)
            ThrowTerminatingError(JournalFile.NotWritten(failure, JournalPath, $"{_judge.Run.Unjudged} rows were not judged, and so did not pass."));
        if (_judge?.Run.End is { End: RunEnd.JournalNotWritten } unwritten)
            ThrowTerminatingError(JournalFile.NotWritten(unwritten, JournalPath, $"{_judge.Run.Unjudged} rows were not judged, and so did not pass."));
        string? unfinished = _judge?.Unfinished();
        if (_judge?.Run.End is { End: RunEnd.Fatal } refusal)
            ThrowTerminatingError(ServiceErrors.Refused(refusal, JudgeBackend!, unfinished));
        if (unfinished is not null)
            WriteWarning($"{(_judge!.Run.End?.Message ?? _judge.Run.Problem)!.ReplaceLineEndings(" ")} {unfinished}");
        if (summary.Rows > 0 && summary.Passed == 0)
            WriteWarning($"No row passed: {summary}.");
        else if (summary.Rejected > 0 && (PassedOnly || DecidedOnly) && RejectedVariable is null)
            WriteWarning($"Rows that did not pass were left out: {summary}. -RejectedVariable keeps them.");
        if (DecidedOnly && summary.Passed > summary.Confirmed)
            WriteWarning($"Rows that passed but do not decide were left out, {summary.Passed - summary.Confirmed} of {summary.Passed}: {summary.Either} ties, {summary.Passed - summary.Confirmed - summary.Either} without a contrast{(_conversationsPassed > 0 ? $", of which {_conversationsPassed} are conversations, which have none" : "")}. Where-Object Contrast tells them apart without -DecidedOnly.");
        WriteInformation(summary, ["SynthGen"]);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Here, not in EndProcessing: a stopped pipeline has rejected rows too.
        _rejected?.StoreAll(SessionState, _rejectedRows);
        _rejected = null;
        _judge?.Dispose();
        _judge = null;
        _index?.Dispose();
    }

    private string SettingsOfVerdicts() => SettingsHash.Of(
        string.Join(',', Gate), TopK, GroundingThreshold, CopyThreshold, SharedThreshold, DuplicateThreshold, PassedOnly.IsPresent, DecidedOnly.IsPresent,
        string.Join(',', Against.Select(System.IO.Path.GetFileName)), SettingsHash.Index(Index), JudgeBackend, Model, Temperature, TopP, MaxOutputToken, ReasoningEffort);

    private void TakeTested()
    {
        DatasetRow row = TakeRow();
        if (_judge is null)
        {
            Emit(row);
            return;
        }

        while (_judge.Run.IsFull)
            TakeJudged();
        _judge.Run.Add(row);
        while (_judge.Run.IsNextReady)
            TakeJudged();
    }

    private void ShowProgress()
    {
        long waiting = _run!.Waiting + (_judge?.Run.Waiting ?? 0);
        string cost = _judge?.Cost is { } dollars ? FormattableString.Invariant($", ${dollars:0.00}") : "";
        _progress!.Count(_rows, _isInputOver ? _rows + waiting : 0, "rows", cost);
    }

    private DatasetRow TakeRow()
    {
        try
        {
            return Await(_run!.TakeAsync());
        }
        catch (Exception error) when (PageIndex is SynthGen.PageIndex index && PageIndexErrors.NotSearched(error, index) is { } notSearched)
        {
            ThrowTerminatingError(notSearched);
            throw;
        }
    }

    private void TakeJudged() => Emit(Await(_judge!.Run.TakeAsync()));

    private void Emit(DatasetRow row)
    {
        _rows++;
        ShowProgress();
        bool passed = row.Verdict!.Passed;
        if (!passed && _rejected is not null)
            _rejectedRows.Add(row);
        _conversationsPassed += passed && row is ToolConversation ? 1 : 0;
        if (DecidedOnly ? passed && (row as SyntheticQuery)?.Contrast == ToolContrast.Confirmed : passed || !PassedOnly)
            WriteObject(row);
    }
}
