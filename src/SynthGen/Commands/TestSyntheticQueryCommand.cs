using System.Management.Automation;
using SynthGen.Backends;
using SynthGen.Models;
using SynthGen.Quality;
using SynthGen.Quality.Gates;
using SynthGen.Retrieval;

namespace SynthGen.Commands;

/// <summary>Runs rows through quality gates and returns them with verdicts.</summary>
[Cmdlet(VerbsDiagnostic.Test, "SyntheticQuery")]
[OutputType(typeof(SyntheticQuery))]
public sealed class TestSyntheticQueryCommand : ModelCmdlet
{
    private GateRun? _run;
    private HostedJudge? _judge;
    private RejectedRows? _rejected;

    /// <summary>The rows.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject?[] InputObject { get; set; } = [];

    /// <summary>The index of the pages that the rows came from.</summary>
    [Parameter]
    [Alias("Index")]
    [ValidateNotNull]
    public IPageIndex? PageIndex { get; set; }

    /// <summary>The gates to run; by default all whose inputs were given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public QualityGate[] Gate { get; set; } = [];

    /// <summary>The number of pages in a search result that count as found.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int TopK { get; set; } = ExecutedGate.TopK;

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

    /// <summary>The name of a variable that receives the rows that do not pass.</summary>
    [Parameter]
    [ValidatePattern(@"^\+?[^+$]+$")]
    public string? RejectedVariable { get; set; }

    /// <summary>The name of a variable that receives the GateSummary.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutcomeVariable { get; set; }

    /// <inheritdoc/>
    private protected override void Begin()
    {
        // What an earlier test left there must not be taken for this one's.
        if (OutcomeVariable is not null)
            SessionState.PSVariable.Set(OutcomeVariable, null);
        _run = new GateRun(GateSelection.Create(this), PageIndex, StopToken);
        if (JudgeBackend is null)
            HostedJudge.RefuseParameters(Session);
        else
            _judge = new HostedJudge(BackendRegistry.GetJudge(JudgeBackend), ModelSettings, JournalPath);
        _rejected = RejectedVariable is null ? null : new RejectedRows(RejectedVariable);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject? item in InputObject ?? [null])
        {
            if (item?.BaseObject is not SyntheticQuery row)
            {
                WriteError(DatasetRows.NotARow(item?.BaseObject));
                continue;
            }

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
        while (_run!.Waiting > 0)
            TakeTested();
        while (_judge?.Run.Waiting > 0)
            TakeJudged();

        GateSummary summary = _judge?.Run.Summary(_run.Summary) ?? _run.Summary;

        // Commands further down the pipeline end after this one, and may ask.
        if (OutcomeVariable is not null)
            SessionState.PSVariable.Set(OutcomeVariable, summary);

        // Here, not where it happens: nothing more is asked then, but rows that are judged come out.
        string? unfinished = _judge?.Unfinished();
        if (_judge?.Run.End is { End: RunEnd.Fatal } refusal)
            ThrowTerminatingError(ServiceErrors.Refused(refusal, JudgeBackend!, unfinished));
        if (unfinished is not null)
            WriteWarning($"{(_judge!.Run.End?.Message ?? _judge.Run.Problem)!.ReplaceLineEndings(" ")} {unfinished}");
        if (summary.Rows > 0 && summary.Passed == 0)
            WriteWarning($"No row passed: {summary}.");
        else if (summary.Rejected > 0 && PassedOnly && RejectedVariable is null)
            WriteWarning($"Rows that did not pass were left out: {summary}. -RejectedVariable keeps them.");
        WriteInformation(summary, ["SynthGen"]);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Here, not in EndProcessing: a stopped pipeline has rejected rows too.
        _rejected?.Store(SessionState);
        _rejected = null;
        _judge?.Dispose();
        _judge = null;
    }

    private void TakeTested()
    {
        SyntheticQuery row = Tested();
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

    private SyntheticQuery Tested()
    {
        try
        {
            return Await(_run!.TakeAsync());
        }
        catch (Exception error) when (PageIndex is PageIndex index && ServiceErrors.NotEmbedded(error, index.EmbeddingBackend) is { } refused)
        {
            ThrowTerminatingError(refused);
            throw;
        }
    }

    private void TakeJudged() => Emit(Await(_judge!.Run.TakeAsync()));

    private void Emit(SyntheticQuery row)
    {
        bool passed = row.Verdict!.Passed;
        if (!passed)
            _rejected?.Add(row);
        if (passed || !PassedOnly)
            WriteObject(row);
    }
}
