using SynthGen.Generation.Journal;
using SynthGen.Models;
using SynthGen.Models.Batches;
using SynthGen.Models.Pacing;
using SynthGen.Quality.Judging;

namespace SynthGen.Backends;

/// <summary>Assembles the judging of rows by a language model.</summary>
internal sealed class HostedJudge : IDisposable
{
    private readonly HostedBackend _backend;
    private readonly PacedChatModel _model;
    private readonly VerdictJournal? _journal;
    private readonly BatchDelivery? _batch;

    /// <summary>Prepares the judge; nothing is sent yet.</summary>
    /// <param name="backend">The service.</param>
    /// <param name="settings">The command's parameters.</param>
    /// <param name="journalPath">The file that remembers verdicts; null for none.</param>
    /// <exception cref="ConfigurationException">The settings are invalid.</exception>
    public HostedJudge(HostedBackend backend, ModelSettings settings, string? journalPath)
    {
        _backend = backend;
        ChatModelSettings connection = backend.Connect(settings);
        ChatSampling sampling = settings.ToChatSampling(seed: null);
        _batch = BatchDelivery.Prepare(backend, settings, connection, journalPath);
        _journal = journalPath is null ? null : JournalFile.OpenVerdicts(settings.Session, journalPath);
        _model = new PacedChatModel(settings, connection, _batch);
        JournalKey keys = new(connection.Model, JudgePrompt.Version, "judge", [backend.Name, .. JournalKey.Of(sampling)]);
        Run = new JudgeRun(new RowJudge(_model, sampling, _journal, keys), _batch is not null ? BatchOptions.Width : settings.ThrottleLimit ?? PaceLimits.MostConcurrent, settings.Session.StopToken);
    }

    /// <summary>The run that judges rows.</summary>
    public JudgeRun Run { get; }

    /// <summary>The cost so far, in US dollars; null if a price is not known.</summary>
    public decimal? Cost => _model.Cost;

    /// <summary>Why the journal could not be written; null if it could, or there is none.</summary>
    public JournalNotWrittenException? JournalFailure => _journal?.Failure;

    /// <summary>Refuses parameters that only a judge reads if there is no judge.</summary>
    /// <exception cref="ConfigurationException">Such a parameter was given.</exception>
    public static void RefuseParameters(CommandSession session) => ParameterCheck.Refuse(
        session,
        [.. ParameterCheck.NamesOf(typeof(ConnectionSettings), typeof(VertexAISettings), typeof(ModelNameSettings), typeof(HostedSettings), typeof(BatchSettings), typeof(SamplingSettings)), nameof(ModelSettings.ThrottleLimit), nameof(PromptSettings.JournalPath)],
        names => $"{names} is for a judge, and there is none.", "Leave it out, or name the judge's backend by -JudgeBackend.");

    /// <summary>What is left undone and how to go on, in sentences; null if all rows were judged.</summary>
    public string? Unfinished()
    {
        if (Run.Unjudged == 0 || JournalFailure is not null)
            return null;
        string advice = _journal is null ? "Give -JournalPath, so that the rows that are judged need not be paid for again." : "The same command judges only what is not in the journal yet.";
        if (Run.End is null && _batch?.Tally is { Open: > 0 } tally)
            advice = $"{tally}. Run the same command again later, or with -Wait to wait for the answers.";
        string when = Run.End is { End: RunEnd.DailyQuota } end ? $" {ComeBackAdvice.Of(end, _backend.NextQuotaDay(TimeProvider.System), TimeProvider.System)}" : "";
        return $"{Run.Unjudged} rows were not judged, and so did not pass.{when} {advice}";
    }

    /// <summary>Declares that no more rows come.</summary>
    public void Close() => _batch?.Close();

    /// <inheritdoc/>
    public void Dispose()
    {
        _model.Dispose();
        _batch?.Dispose();
        _journal?.Dispose();
    }
}
