using System.Management.Automation;
using SynthGen.Backends;
using SynthGen.Conversion;
using SynthGen.Evaluation;
using SynthGen.Models;

namespace SynthGen.Commands;

/// <summary>Measures whether a model calls the right tools on the rows of a dataset.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "ToolModel", SupportsShouldProcess = true)]
[OutputType(typeof(ToolModelResult), typeof(ExampleWorth))]
public sealed partial class MeasureToolModelCommand : ModelCmdlet
{
    private MeasuredModel? _measured;
    private PageIndexArgument? _index;
    private OutputVariable? _summary;
    private EvaluationRun? _run;
    private ResultTally? _tally;
    private ResultComparison? _comparison;
    private ResultFile? _file;
    private TestRows? _tests;
    private WorkProgress? _progress;
    private int _rows;

    /// <summary>The rows: queries and conversations, mixed.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject?[] InputObject { get; set; } = [];

    /// <summary>The backend whose model is measured.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(ModelBackendCompleter))]
    [ValidateNotNullOrEmpty]
    public string Backend { get; set; } = "";

    /// <summary>The index of the pages, or the path of its file. It runs the calls that the model makes.</summary>
    [Parameter]
    [Alias("Index")]
    [ValidateNotNull]
    public object? PageIndex { get; set; }

    /// <summary>Gives the tools in the prompt, for a model or server without tool calling.</summary>
    [Parameter]
    public SwitchParameter ToolPrompt { get; set; }

    /// <summary>Training rows: each is the one-shot example of seven rows of the input, and its worth comes out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[]? ExampleRow { get; set; }

    /// <summary>The file of results, a line each.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ResultPath { get; set; }

    /// <summary>A file of another model's results on the same rows.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Against { get; set; }

    /// <summary>The seed of the intervals, of the drawn rows, and of a model that takes one.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <summary>The file that remembers replies, so that the same command goes on where it stopped.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>The name of a variable that receives the ToolModelSummary.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SummaryVariable { get; set; }

    /// <inheritdoc/>
    private protected override void Begin()
    {
        // What an earlier run left there must not be taken for this one's.
        _summary = OutputVariable.Of(this, nameof(SummaryVariable), SummaryVariable);
        _summary?.Clear(SessionState);
        if (ExampleRow is not null)
            ParameterCheck.Refuse(Session, [nameof(Against)], names => $"{names} compares results by row, and with -ExampleRow a row has several.", "Leave one of the two out.");
        ModelSettings settings = ModelSettings;
        BackendModel source = BackendRegistry.Get(Backend).PrepareModel(settings, LocalSettings);
        if (PageIndex is not null)
            _index = PageIndexArgument.OpenBesideModel(Session, Connection, PageIndex, withVectors: true);
        _comparison = Against is null ? null : ResultFile.ReadAgainst(this, Against);
        _measured = new MeasuredModel(source, settings, ToolPrompt, MyInvocation.BoundParameters.ContainsKey(nameof(Seed)) ? Seed : null, JournalPath);
        if (!ShouldProcess(_measured.Target, $"Measure the model of {Backend}"))
            return;

        _file = ResultPath is null ? null : ResultFile.Begin(this, ResultPath);
        _tests = ExampleRow is null ? null : new TestRows(Seed);
        _tally = new ResultTally(Seed);
        _run = Await(_measured.CreateAsync(_index?.Index, StopToken));
        _progress = new WorkProgress(this, "Measuring the model");
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject? item in InputObject ?? [null])
        {
            if (this.TakeRow(item) is not { } row || _run is null)
                continue;
            if (_tests is not null)
                _tests.Add(row);
            else
                Measure(new EvaluationItem(++_rows, row));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_run is null)
            return;
        if (_tests is not null)
            MeasureExamples(_tests.Rows);
        _run.Close();
        while (_run.Waiting > 0)
            TakeNext();
        _progress!.Complete();
        Report(StoreSummary()!);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // A run that is stopped has a summary too.
        StoreSummary();
        _file?.Dispose();
        _measured?.Dispose();
        _measured = null;
        _index?.Dispose();
    }

    private void Measure(EvaluationItem item)
    {
        while (_run!.IsFull)
            TakeNext();
        _run.Add(item);
        while (_run.IsNextReady)
            TakeNext();
    }

    private void TakeNext()
    {
        ToolModelResult result = Await(_run!.TakeAsync());
        if (result.Status == MeasurementStatus.Failed)
        {
            WriteError(Errors.Create(
                "RowNotMeasured", ErrorCategory.InvalidResult, result, $"The row {result.Id}, '{result.Query}', was not measured. {result.Reason}",
                result.Cause == FailureCause.Page ? "The other rows are not affected." : "The other rows are not affected; the same command tries it again."));
        }

        _tally!.Add(result);
        _comparison?.Add(result);
        _file?.Write(result);
        Emit(result);
        string cost = _measured!.Cost is { } dollars and > 0 ? FormattableString.Invariant($", ${dollars:0.00}") : "";
        _progress!.Count(_tally.Rows, _tally.Rows + _run.Waiting, "rows", $"{cost}{_measured.PaceText}");
    }

    private ToolModelSummary? StoreSummary()
    {
        if (_run is null)
            return null;
        _end = _run.End;
        _run = null;
        ToolModelSummary summary = (StopToken.IsCancellationRequested ? _tally!.ToSummary() : Run(_tally!.ToSummary)) with { Comparison = _comparison?.ToComparison() };
        _summary?.Store(SessionState, summary);
        return summary;
    }
}
