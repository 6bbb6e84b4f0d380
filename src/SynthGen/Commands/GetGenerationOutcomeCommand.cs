using System.Management.Automation;
using SynthGen.Generation;
using SynthGen.Generation.Journal;
using SynthGen.Models.Spending;

namespace SynthGen.Commands;

/// <summary>Gets the outcome of each page from a journal.</summary>
[Cmdlet(VerbsCommon.Get, "GenerationOutcome")]
[OutputType(typeof(PageOutcome), typeof(GenerationSummary))]
public sealed class GetGenerationOutcomeCommand : AsyncCmdlet
{
    /// <summary>The journals that New-SyntheticQuery wrote, or is writing.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LiteralPath", "FullName", "Path")]
    [ValidateNotNullOrEmpty]
    public string[] JournalPath { get; set; } = [];

    /// <summary>Only pages with this status.</summary>
    [Parameter]
    public OutcomeStatus[] Status { get; set; } = [];

    /// <summary>Gives the counts of each journal instead of its outcomes.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>A JSON file of prices in place of the built-in ones.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PricePath { get; set; }

    private PriceList _prices = null!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            _prices = PriceFile.Read(PricePath, SessionState.Path.GetUnresolvedProviderPathFromPSPath);
        }
        catch (ConfigurationException exception)
        {
            ThrowTerminatingError(exception.Error);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in InputPath.Resolve(this, JournalPath, literal: true))
            Read(path);
    }

    private void Read(string path)
    {
        OutcomeTally tally = new();
        decimal? cost = 0;
        try
        {
            using OutcomeJournal journal = Run(stop => OutcomeJournal.OpenRead(path, stop));
            foreach (PageOutcome outcome in journal.Records())
            {
                // Counting writes nothing, so Ctrl-C must end the loop here.
                if (Stopping)
                    throw new PipelineStoppedException();
                if (Status.Length > 0 && !Status.Contains(outcome.Status))
                    continue;

                PageOutcome priced = outcome with { Cost = Cost(outcome) };
                cost += priced.Cost;
                tally.Add(priced, countResumedTokens: true);
                if (!Summary)
                    WriteObject(priced);
            }

            if (Summary)
                WriteObject(tally.ToSummary(tally.Count) with { Resumed = 0, Cost = cost });
            if (journal.BadLines > 0)
                WriteWarning($"{journal.BadLines} lines of '{path}' do not belong to a journal and were skipped.");
            if (journal.TornBytes > 0)
                WriteWarning($"The last line of '{path}' is not whole: its run was killed, or is writing it at this moment.");
        }
        catch (InvalidDataException error)
        {
            WriteError(Errors.Create(
                "NotAJournal", ErrorCategory.InvalidData, path, $"'{path}' is not a journal. {error.Message}", "Name a file that -JournalPath began.", error));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            WriteError(Errors.Create(
                "JournalUnreadable", ErrorCategory.ReadError, path, $"The journal '{path}' cannot be read: {error.Message}",
                "Check that it may be read.", error));
        }
    }

    // A page without tokens cost nothing, whatever the model.
    private decimal? Cost(PageOutcome outcome) => outcome.InputTokens + outcome.OutputTokens == 0 ? 0
        : outcome.Model is null ? null : _prices.Of(outcome.Model)?.Of(outcome.InputTokens, outcome.OutputTokens);
}
