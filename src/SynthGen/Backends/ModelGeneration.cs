using System.Globalization;
using System.Management.Automation;
using SynthGen.Generation;
using SynthGen.Generation.Journal;
using SynthGen.Generation.Model;
using SynthGen.Generation.Planning;
using SynthGen.Generation.Prompts;
using SynthGen.Generation.Refinement;
using SynthGen.Models;
using SynthGen.Tools;

namespace SynthGen.Backends;

/// <summary>Assembles the generation of rows by a language model.</summary>
internal sealed class ModelGeneration : GenerationPlan
{
    private readonly GenerationSettings _settings;
    private readonly BackendModel _source;
    private readonly PromptSet _prompts;
    private readonly PromptWriter _writer;
    private readonly ChatSampling _sampling;
    private readonly PageConversation? _conversation;
    private OutcomeJournal? _journal;
    private Task<IChatModel>? _model;

    /// <summary>Checks the settings and reads the prompts.</summary>
    /// <exception cref="ConfigurationException">The settings are invalid.</exception>
    public ModelGeneration(GenerationSettings settings, BackendModel source)
    {
        _settings = settings;
        _source = source;
        PromptSettings prompt = settings.Prompt;
        bool isConversation = prompt.ContextMode == ContextMode.Conversation;
        ParameterCheck.RefuseWithout(settings.Session, nameof(prompt.HistoryPage), isConversation, "-ContextMode Conversation");
        if (isConversation && settings.Jobs.Batch)
        {
            throw new ConfigurationException(Errors.Create(
                "ConversationInBatch", ErrorCategory.InvalidArgument, prompt.ContextMode, "-Batch cannot send pages in one conversation: each page would wait for the job of the page before.",
                "Leave out -ContextMode Conversation, or -Batch."));
        }

        ParameterCheck.RefuseWithout(settings.Session, nameof(prompt.RefineAttempt), settings.PageIndex is not null, "-PageIndex");
        ParameterCheck.RefuseWithout(settings.Session, nameof(prompt.RetryEmpty), prompt.JournalPath is not null, "-JournalPath");
        _prompts = ReadPrompts();
        _writer = new PromptWriter(_prompts, settings.Tool, settings.QueryPerPage, prompt.Domain, prompt.Audience, settings.Seed ?? 0) { QuotesFromPage = source.QuotesFromPage };
        _sampling = settings.ToChatSampling(source.HasSeed ? settings.Seed ?? 0 : settings.Seed);
        _conversation = isConversation ? new PageConversation(prompt.HistoryPage, source.HistoryTokens) : null;
    }

    /// <inheritdoc/>
    public override string Target => _source.Target;

    /// <inheritdoc/>
    public override int Workers => _conversation is not null ? 1 : _source.Workers;

    /// <inheritdoc/>
    public override string Settings => field ??= SettingsHash.Of(Key(Refinements == 0 ? null : SettingsHash.Index(_settings.PageIndex)).Of("").ToString("x32", CultureInfo.InvariantCulture), SettingsHash.Tools(_settings.Tool));

    /// <inheritdoc/>
    public override bool HasJournal => _journal is not null;

    /// <inheritdoc/>
    public override JournalNotWrittenException? JournalFailure => _journal?.Failure;

    /// <inheritdoc/>
    public override decimal? Cost => _source.Cost;

    /// <inheritdoc/>
    public override string PaceText => _source.PaceText;

    /// <inheritdoc/>
    public override string? Jobs => _source.Jobs;

    /// <inheritdoc/>
    public override DateTimeOffset? NextQuotaDay(TimeProvider time) => _source.NextQuotaDay(time);

    /// <inheritdoc/>
    public override async Task<IQueryGenerator> CreateAsync()
    {
        if (_settings.Prompt.JournalPath is { } path)
            _journal = JournalFile.Open(_settings.Session, path);
        _model = _source.CreateAsync(_writer.Instruction, Workers);
        IChatModel model = await _model.ConfigureAwait(false);
        ModelOptions options = new(_source.Backend, _settings.Tool, _settings.QueryPerPage, _settings.Prompt.RepairAttempt, _sampling);
        IToolSchemaValidator validator = SchemaValidator.Default;
        IQueryGenerator generator = new ModelQueryGenerator(model, _writer, _prompts.Version, options, validator, _conversation);
        if (Refinements > 0)
            generator = new RefiningGenerator(generator, model, _writer, _sampling, new RowTrial(_settings.PageIndex!), new RowCheck(validator), Refinements, _conversation);
        generator = _source.LimitToContext(generator, Conversation);
        if (_journal is not null)
            generator = new JournalingGenerator(generator, _journal, Key(), _settings.Tool, _settings.Prompt.RetryEmpty);
        if (_conversation is not null)
            generator = new ConversationGenerator(generator, _conversation, _writer);
        return _source.CoordinateBatches(generator);
    }

    /// <inheritdoc/>
    public override GenerationEstimate Estimate()
    {
        _journal = JournalFile.Peek(_settings.Session, _settings.Prompt.JournalPath);
        int history = _conversation is not null ? _settings.Prompt.HistoryPage : 0;
        return new GenerationEstimate(_writer, _source.Name, _source.Price, _source.BatchPrice, _journal, Key(), history, _source.HistoryTokens, Refinements);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        // Another thread may still be loading a model.
        _model?.ContinueWith(
            loaded => loaded.Result.Dispose(), CancellationToken.None,
            TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        _source.Dispose();
        _journal?.Dispose();
    }

    // A plan is of the audience and the seed, which a hosted model otherwise knows only if the user gave one.
    private IEnumerable<object?> Plan => _writer.Planner is null ? [] : [PagePlanner.Version, _settings.Prompt.Audience, _settings.Seed ?? 0];

    // The requests for a page's better rows; without an index there is nothing to try rows on.
    private int Refinements => _settings.PageIndex is null ? 0 : _settings.Prompt.RefineAttempt;

    private JournalKey Key() => Key(Refinements == 0 ? null : _settings.PageIndex!.Identity);

    private JournalKey Key(string? index) => new(
        _source.Name, _writer.Instruction.Text, _prompts.Page + _prompts.Repair,
        [_source.Backend, _settings.Prompt.ContextMode.ToString(), _settings.Prompt.HistoryPage, _settings.Prompt.RepairAttempt, .. JournalKey.Of(_sampling), .. _source.Identity, .. Plan, .. RefinementIdentity(index)]);

    // Nothing without an index, so that journals from before are known again.
    private IReadOnlyList<object?> RefinementIdentity(string? index) => Refinements == 0 ? [] : [_prompts.Refine, Refinements, index];

    private IReadOnlyList<ChatTurn> Conversation(OcrPage page) => [_writer.Instruction, .. _conversation?.Turns ?? [], _writer.Page(page)];

    private PromptSet ReadPrompts()
    {
        if (_settings.Prompt.PromptPath is not { } path)
            return PromptSet.BuiltIn;

        string folder = _settings.Session.ResolvePath(path);
        try
        {
            return PromptSet.Read(folder);
        }
        catch (Exception error) when (error is IOException or FormatException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(Errors.Create(
                "BadPrompt", ErrorCategory.InvalidData, path, $"The prompts in '{folder}' cannot be used: {error.Message}",
                $"Put {string.Join(", ", PromptSet.FileNames)} there, with the slots of the built-in ones.", error));
        }
    }
}
