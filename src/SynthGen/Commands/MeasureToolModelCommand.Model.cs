using System.Management.Automation;
using SynthGen.Backends;
using SynthGen.Conversion;
using SynthGen.Evaluation;
using SynthGen.Generation.Batching;
using SynthGen.Models;

namespace SynthGen.Commands;

// The parameters of models in this process, one-shot examples, and the end of a run.
public sealed partial class MeasureToolModelCommand
{
    private readonly ExampleGroups _examples = new();
    private RunEndedException? _end;

    /// <summary>The GGUF file of a model that runs in this process.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ModelPath { get; set; }

    /// <summary>The number of threads that compute.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int? Thread { get; set; }

    /// <summary>The number of the model's layers on the graphics processor.</summary>
    [Parameter]
    [ValidateRange(0, 10000)]
    public int GpuLayer { get; set; }

    /// <summary>The tokens of context that all rows in work share.</summary>
    [Parameter]
    [ValidateRange(256, int.MaxValue)]
    public int? ContextSize { get; set; }

    /// <summary>The format in which a conversation is written for the model.</summary>
    [Parameter]
    public ChatFormat ChatTemplate { get; set; }

    private LocalSettings LocalSettings => new(ModelPath, Thread, GpuLayer, ContextSize, ChatTemplate, default(OverlongPage));

    // Each training row with the same tests, but for itself.
    private void MeasureExamples(IReadOnlyList<DatasetRow> tests)
    {
        foreach (object item in ExampleRow!)
        {
            if (this.TakeRow(item) is not { } example)
                continue;
            DatasetRow[] others = [.. tests.Where(test => test.Id != example.Id)];
            if (others.Length == 0)
            {
                WriteError(Errors.Create(
                    "NoTestRow", ErrorCategory.InvalidData, example, $"There is no row to test the example {example.Describe()} on.", "Pipe the rows of another side of a split, as Where-Object Split -eq Test gives them."));
                continue;
            }

            _examples.Begin(example, others.Length);
            foreach (DatasetRow test in others)
                Measure(new EvaluationItem(++_rows, test, example));
        }
    }

    private void Emit(ToolModelResult result)
    {
        if (_tests is null)
            WriteObject(result);
        else if (_examples.Add(result) is { } worth)
            WriteObject(worth);
    }

    // Here, not where it happens: nothing more is asked then, but rows that are measured come out, and all others are counted.
    private void Report(ToolModelSummary summary)
    {
        string pending = $"{summary.Pending} of {summary.Rows} rows are pending.";
        _file?.End(isComplete: summary.Pending == 0);
        if (_measured!.JournalFailure is { } failure)
            ThrowTerminatingError(JournalFile.NotWritten(failure, JournalPath, pending));
        if (_end is { End: RunEnd.Fatal })
        {
            bool isOfTools = ServiceErrors.IsOfTools(_end);
            ThrowTerminatingError(ServiceErrors.Refused(
                _end, Backend, isOfTools ? $"{pending} -ToolPrompt gives the tools in the prompt." : pending, isOfTools ? "ToolCallingNotSupported" : "ServerRefused"));
        }

        if (_end is not null)
            WriteWarning($"{_end.Message.ReplaceLineEndings(" ")} {pending} {ResumeAdvice.Of(this, _end, _measured.HasJournal, _measured.NextQuotaDay(TimeProvider.System), TimeProvider.System, "rows")}");
        if (summary.Failed > 0)
            WriteWarning($"{summary.Failed} of {summary.Rows} rows were not measured; the summary's Failures has their reasons.");
        if (summary.Rows == 0)
            WriteWarning("No rows came: there is nothing to measure.");
        if (summary.Comparison is { Rows: 0 })
            WriteWarning($"None of the rows is in '{Against}': the results are of other rows.");
        else if (summary.Comparison is { } comparison && comparison.OnlyThis + comparison.OnlyAgainst > 0)
            WriteWarning($"{comparison.Rows} rows are in both results; {comparison.OnlyThis} are only here and {comparison.OnlyAgainst} only in '{Against}', and were not compared.");
        WriteInformation(summary, ["SynthGen"]);
    }
}
