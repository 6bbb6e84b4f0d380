using SynthGen.Generation.Graph;
using SynthGen.Generation.Journal;
using SynthGen.Models;
using SynthGen.Models.Pacing;

namespace SynthGen.Backends;

/// <summary>Assembles the reading of pages for a graph by a service's model.</summary>
internal sealed class HostedEntityReader : IDisposable
{
    private readonly HostedBackend _backend;
    private readonly PacedChatModel _model;
    private readonly EntityJournal? _journal;

    /// <summary>Prepares the reader; nothing is sent yet.</summary>
    /// <param name="backend">The service.</param>
    /// <param name="settings">The command's parameters.</param>
    /// <param name="connection">The way to the model.</param>
    /// <param name="gleaningRounds">The maximum number of requests for what is missing.</param>
    /// <param name="journalPath">The file that remembers what pages name; null for none.</param>
    /// <exception cref="ConfigurationException">The settings are invalid.</exception>
    public HostedEntityReader(HostedBackend backend, ModelSettings settings, ChatModelSettings connection, int gleaningRounds, string? journalPath)
    {
        _backend = backend;
        ChatSampling sampling = settings.ToChatSampling(seed: null);
        _journal = journalPath is null ? null : JournalFile.OpenEntities(settings.Session, journalPath);
        _model = new PacedChatModel(settings, connection);
        Method = $"{backend.Name} {connection.Model}";
        Workers = settings.ThrottleLimit ?? PaceLimits.MostConcurrent;
        Reader = new ModelEntityReader(_model, sampling, gleaningRounds);
        if (_journal is not null)
            Reader = new JournalingEntityReader(Reader, _journal, new JournalKey(connection.Model, EntityPrompt.Version, "graph", [backend.Name, gleaningRounds, .. JournalKey.Of(sampling)]));
    }

    /// <summary>Reads a page.</summary>
    public IEntityReader Reader { get; }

    /// <summary>The service and its model.</summary>
    public string Method { get; }

    /// <summary>The number of pages that are worked on at a time.</summary>
    public int Workers { get; }

    /// <summary>The cost so far, in US dollars; null if a price is not known.</summary>
    public decimal? Cost => _model.Cost;

    /// <summary>The pace of requests, in words after a comma.</summary>
    public string PaceText => _model.PaceText;

    /// <summary>Why the journal could not be written; null if it could, or there is none.</summary>
    public JournalNotWrittenException? JournalFailure => _journal?.Failure;

    /// <summary>Refuses parameters that only a model reads if there is none.</summary>
    /// <exception cref="ConfigurationException">Such a parameter was given.</exception>
    public static void RefuseParameters(CommandSession session) => ParameterCheck.Refuse(
        session,
        [.. ParameterCheck.NamesOf(typeof(ConnectionSettings), typeof(VertexAISettings), typeof(ModelNameSettings), typeof(HostedSettings), typeof(SamplingSettings)), nameof(PromptSettings.JournalPath), "GleaningRound"],
        names => $"{names} is for a model, and none is asked.", "Leave it out, or name the model's service by -Backend.");

    /// <summary>How to go on after a run that ended early, in sentences.</summary>
    public string Advice(RunEndedException? end)
    {
        string when = end is { End: RunEnd.DailyQuota } ? $"{ComeBackAdvice.Of(end, _backend.NextQuotaDay(TimeProvider.System), TimeProvider.System)} " : "";
        return when + (_journal is null ? "Give -JournalPath, so that the pages that are done need not be paid for again." : "The same command asks only for what is not in the journal yet.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _model.Dispose();
        _journal?.Dispose();
    }
}
