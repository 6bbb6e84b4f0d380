using System.Management.Automation;
using SynthGen.Backends;
using SynthGen.Generation;
using SynthGen.Models;

namespace SynthGen;

/// <summary>Reports a run to the user: progress while it runs, warnings and a summary at its end.</summary>
internal sealed class GenerationProgress(ConnectionCmdlet command, GenerationRun run, GenerationPlan plan, TimeProvider time)
{
    private readonly WorkProgress _work = new(command, "Generating queries", time);

    /// <summary>Whether all pages have arrived; only then can the remaining time be estimated.</summary>
    public bool IsInputOver { get; set; }

    /// <summary>The counts of the pages so far.</summary>
    public GenerationSummary Summary => run.Summary with { Cost = plan.Cost, Settings = plan.Settings };

    /// <summary>Shows the progress if it is due.</summary>
    public void Show()
    {
        if (!_work.IsDue)
            return;

        GenerationSummary summary = Summary;
        int done = summary.Pages - summary.Pending;
        string tokens = summary.InputTokens + summary.OutputTokens == 0 ? ""
            : FormattableString.Invariant($", {summary.InputTokens + summary.OutputTokens} tokens") + (summary.Cost is { } cost ? FormattableString.Invariant($", ${cost:0.00}") : "");
        _work.Show(done, IsInputOver ? summary.Pages : 0, FormattableString.Invariant(
            $"{done} pages, {summary.Rows} rows, {_work.Rate(done):0.#} pages a second{tokens}{plan.PaceText}"));
    }

    /// <summary>Writes warnings and the summary of the run's end.</summary>
    public void Complete()
    {
        GenerationSummary summary = Summary;
        _work.Complete(summary.ToString());
        if (summary.Failed > 0)
        {
            string service = summary.FailedByService == 0 ? "" : $", {summary.FailedByService} of them for reasons that are not their own";
            command.WriteWarning($"{summary.Failed} of {summary.Pages} pages failed{service}; -OutcomeVariable gives their reasons.");
        }

        if (run.End is { } end)
            command.WriteWarning($"{end.Message.ReplaceLineEndings(" ")} {summary.Pending} of {summary.Pages} pages are pending. {ResumeAdvice.Of(command, end, plan.HasJournal, plan.NextQuotaDay(time), time, "pages")}");
        else if (plan.Jobs is { } jobs && summary.Pending > 0)
            command.WriteWarning($"{jobs}. {summary.Pending} of {summary.Pages} pages are pending. {ResumeAdvice.Later(command)}");
        else if (plan.Jobs is { } all)
            command.WriteVerbose($"{all}.");
        command.WriteInformation(summary, ["SynthGen"]);
    }
}
