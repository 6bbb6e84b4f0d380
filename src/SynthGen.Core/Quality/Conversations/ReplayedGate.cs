using SynthGen.Conversations;
using SynthGen.Retrieval;

namespace SynthGen.Quality.Conversations;

/// <summary>
/// Runs the calls of a conversation again and compares the results with those recorded, byte for byte. The number of results and the
/// length of passages are those of the provenance. The score is the share of the results that are the same.
/// </summary>
/// <param name="index">The index that runs the calls.</param>
public sealed class ReplayedGate(IPageIndex index) : IConversationGate
{
    /// <inheritdoc/>
    public QualityGate Gate => QualityGate.Replayed;

    /// <inheritdoc/>
    public GateResult Test(TestedConversation row)
    {
        IReadOnlyList<CallStep> steps = row.Reading.Steps;
        if (steps.Count == 0)
            return Gate.Skip("NoCall");

        ToolRunner runner = ToolRunner.Of(index, row.Row);
        int same = 0, simulated = 0;
        GateResult? wrong = null;
        foreach (CallStep step in steps)
        {
            bool canRun = index.CanRun(step.Call.Name);
            if (!canRun && row.Row.Provenance?.IsSimulated == true)
                simulated++;
            else if (!canRun)
                wrong ??= Gate.Fail("NotReplayable", $"The index cannot run {step.Call.Name}, and its result is not marked as simulated.");
            else if (runner.Run(step.Call) == step.Result)
                same++;
            else
                wrong ??= Gate.Fail("OtherResult", $"{step.Call} gives another result than the one recorded.");
        }

        return wrong is not null ? wrong with { Score = Math.Round((double)same / steps.Count, 4) }
            : simulated == steps.Count ? Gate.Skip("Simulated")
            : Gate.Pass(1, simulated > 0 ? "PartlySimulated" : null);
    }
}
