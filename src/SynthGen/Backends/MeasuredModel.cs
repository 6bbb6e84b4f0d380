using SynthGen.Conversations.Model;
using SynthGen.Evaluation;
using SynthGen.Generation.Journal;
using SynthGen.Models;
using SynthGen.Retrieval;
using SynthGen.Tools;

namespace SynthGen.Backends;

/// <summary>Assembles the measurement of a backend's model.</summary>
internal sealed class MeasuredModel : IDisposable
{
    private readonly BackendModel _source;
    private readonly EvaluationOptions _options;
    private readonly ReplyJournal? _journal;
    private Task<IChatModel>? _model;

    /// <summary>Prepares the model; nothing is sent or loaded yet.</summary>
    /// <param name="source">The backend's model.</param>
    /// <param name="settings">The command's parameters for models.</param>
    /// <param name="toolsInPrompt">Whether the tools are given in the prompt; always for a model that does not call tools.</param>
    /// <param name="seed">The seed; null if none was given.</param>
    /// <param name="journalPath">The file that remembers replies; null for none.</param>
    /// <exception cref="ConfigurationException">The settings are invalid.</exception>
    public MeasuredModel(BackendModel source, ModelSettings settings, bool toolsInPrompt, int? seed, string? journalPath)
    {
        _source = source;
        _options = new EvaluationOptions(source.Backend, source.Name, settings.ToChatSampling(source.HasSeed ? seed ?? 0 : seed))
        {
            ToolsInPrompt = toolsInPrompt || !source.CallsTools,
            Price = source.Price,
            Identity = source.Identity,
        };
        _journal = journalPath is null ? null : JournalFile.OpenReplies(settings.Session, journalPath);
    }

    /// <summary>The place that requests are sent to, or the model's file; ShouldProcess asks about it.</summary>
    public string Target => _source.Target;

    /// <summary>Whether a journal remembers replies.</summary>
    public bool HasJournal => _journal is not null;

    /// <summary>Why the journal could not be written; null if it could, or there is none.</summary>
    public JournalNotWrittenException? JournalFailure => _journal?.Failure;

    /// <summary>The cost of this run so far, in US dollars; null if it is not known.</summary>
    public decimal? Cost => _source.Cost;

    /// <summary>The pace of requests, in words after a comma; empty if it is not limited.</summary>
    public string PaceText => _source.PaceText;

    /// <summary>When the daily quota is reset; null if that is not known.</summary>
    public DateTimeOffset? NextQuotaDay(TimeProvider time) => _source.NextQuotaDay(time);

    /// <summary>Creates the model, which may mean to load it, and the run.</summary>
    /// <param name="index">The index that runs calls; null for none.</param>
    /// <param name="stop">Cancels all work.</param>
    /// <exception cref="ConfigurationException">The model cannot be created.</exception>
    public async Task<EvaluationRun> CreateAsync(IPageIndex? index, CancellationToken stop)
    {
        _model = _source.CreateAsync(RowEvaluator.Instruction, _source.Workers);
        IChatModel model = await _model.ConfigureAwait(false);

        // Pace and retries are within a service's model, which times its replies itself.
        if (!_source.CallsTools)
            model = new TimedChatModel(model, TimeProvider.System);
        RowEvaluator evaluator = new(model, _options, index, SchemaValidator.Default, _journal);
        return new EvaluationRun(evaluator, _source.Workers, _source.Coordinator, stop);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Another thread may still be loading a model.
        _model?.ContinueWith(
            loaded => loaded.Result.Dispose(), CancellationToken.None,
            TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        _journal?.Dispose();
    }
}
