using System.Collections;
using System.Management.Automation;
using SynthGen.Datasets;

namespace SynthGen;

/// <summary>Decides whether rows may take the place of an earlier dataset.</summary>
/// <param name="outcomeVariables">The variables that have a run's GenerationSummary or a test's GateSummary, or a list of those of many; empty if any run will do.</param>
/// <param name="minimumRow">The fewest rows; 0 for any number.</param>
/// <param name="mayBeEmpty">Whether a complete run without rows is a result.</param>
internal sealed class ExportCondition(IReadOnlyList<OutputVariable> outcomeVariables, int minimumRow, bool mayBeEmpty)
{
    /// <summary>The error of an export that must not take place; null if it may.</summary>
    /// <param name="output">Where the rows are.</param>
    /// <param name="path">The path as given.</param>
    /// <param name="session">Where the variable is.</param>
    public ErrorRecord? Refuse(IDatasetOutput output, string path, SessionState session) =>
        outcomeVariables.Select(variable => RefuseRun(variable, output, session)).FirstOrDefault(refusal => refusal is not null) ?? RefuseRows(output, path);

    private static ErrorRecord? RefuseRun(OutputVariable variable, IDatasetOutput output, SessionState session)
    {
        object? value = variable.Read(session);
        object?[] outcomes = value is IList list ? [.. list.Cast<object?>().Select(item => item is PSObject wrapped ? wrapped.BaseObject : item)] : [value];
        if (outcomes.Length == 0 || !outcomes.All(outcome => outcome is GenerationSummary or GateSummary))
        {
            return Errors.Create(
                "OutcomeNotFound", ErrorCategory.ObjectNotFound, variable.Name,
                $"There is no outcome of a run in ${variable.Name}, so that it is not known whether the run was complete. {Unchanged(output)}",
                $"Give New-SyntheticQuery or Test-SyntheticQuery -OutcomeVariable {variable.Name}, in the same pipeline and without a command between that ends it early.");
        }

        if (outcomes.FirstOrDefault(outcome => outcome is GenerationSummary { IsComplete: false } or GateSummary { IsComplete: false }) is not { } unfinished)
            return null;

        string missing = unfinished switch
        {
            GateSummary test => $"The test is not complete: {test}. {test.Unjudged} rows are not judged.",
            GenerationSummary run when run.Failures.FirstOrDefault(failure => failure.Cause == FailureCause.Service)?.Reason is { } why => $"The run is not complete: {run}. {why}",
            _ => $"The run is not complete: {unfinished}.",
        };
        return Errors.Create(
            "RunNotComplete", ErrorCategory.ResourceUnavailable, unfinished, $"{missing} {Unchanged(output)}",
            "Give the same command again when the reason is gone; with -JournalPath it sends only what is left.");
    }

    private ErrorRecord? RefuseRows(IDatasetOutput output, string path)
    {
        if (output.Rows >= Math.Max(minimumRow, outcomeVariables.Count == 0 || mayBeEmpty ? 0 : 1))
            return null;

        return output.Rows == 0
            ? Errors.Create(
                "NoRows", ErrorCategory.InvalidResult, path, $"No rows came. {Unchanged(output)}",
                "Check what the pipeline lets through: the outcome and the rejections say why there is nothing.")
            : Errors.Create(
                "TooFewRows", ErrorCategory.InvalidResult, path, $"{output.Rows} rows came, fewer than the {minimumRow} of -MinimumRow. {Unchanged(output)}",
                "Check what the pipeline lets through, or lower -MinimumRow.");
    }

    private static string Unchanged(IDatasetOutput output) => $"'{output.TargetPath}' is as it was before.";
}
