using System.Management.Automation;
using SynthGen.Conversations.Difficulty;
using SynthGen.Conversations.Model;
using SynthGen.Generation.Journal;
using SynthGen.Models;
using SynthGen.Models.Pacing;
using SynthGen.Retrieval;
using SynthGen.Tools;

namespace SynthGen.Backends;

/// <summary>How conversations are played, and where replies are remembered.</summary>
internal sealed record PlaySettings(string? UserModel, int RolloutCount, bool AllRollouts, bool SimulatesTools, string? PromptPath, string? JournalPath)
{
    /// <summary>The tools that the assistant is offered.</summary>
    public required IReadOnlyList<ToolDefinition> Tools { get; init; }

    /// <summary>The maximum number of pages in a result.</summary>
    public required int ResultCount { get; init; }

    /// <summary>The seed; null if none was given.</summary>
    public int? Seed { get; init; }

    /// <summary>The instruction before each conversation of the dataset; null for none.</summary>
    public string? SystemPrompt { get; init; }

    /// <summary>Sends questions that proved too easy back; null for none.</summary>
    public QueryHardener? Hardener { get; init; }
}

/// <summary>Assembles conversations that a service's models play.</summary>
internal sealed class PlayedConversations : IDisposable
{
    private readonly HostedBackend _backend;
    private readonly ChatModelSettings _connection;
    private readonly ModelSettings _settings;
    private readonly PacedChatModel _assistant;
    private readonly PacedChatModel? _user;
    private readonly ReplyJournal? _journal;
    private readonly BatchDelivery? _batch;
    private readonly ConversationPrompts _prompts;
    private readonly PlaySettings _play;
    private readonly IPageIndex _index;

    /// <summary>Prepares the models; nothing is sent yet.</summary>
    /// <param name="backend">The service.</param>
    /// <param name="settings">The command's parameters for models.</param>
    /// <param name="play">How conversations are played.</param>
    /// <param name="index">The index. The command closes it.</param>
    /// <exception cref="ConfigurationException">The settings are invalid.</exception>
    public PlayedConversations(HostedBackend backend, ModelSettings settings, PlaySettings play, IPageIndex index)
    {
        (_backend, _settings, _play, _index) = (backend, settings, play, index);
        _connection = backend.Connect(settings);
        _prompts = ReadPrompts(settings.Session, play.PromptPath);
        _journal = play.JournalPath is null ? null : JournalFile.OpenReplies(settings.Session, play.JournalPath);
        _batch = BatchDelivery.Prepare(backend, settings, _connection, play.JournalPath);
        _assistant = new PacedChatModel(settings, _connection, _batch);
        _user = play.UserModel is { } user && user != _connection.Model ? new PacedChatModel(settings, _connection with { Model = user }, _batch, _assistant) : null;
    }

    /// <summary>Creates the generator. It lives as long as this.</summary>
    /// <param name="keepsQueries">Whether the user opens with the rows' own queries.</param>
    public PlayedConversationGenerator Create(bool keepsQueries)
    {
        PlayOptions options = new(_backend.Name, _play.Tools, _settings.ToChatSampling(_play.Seed))
        {
            ResultCount = _play.ResultCount,
            RolloutCount = _play.RolloutCount,
            AllRollouts = _play.AllRollouts,
            SimulatesTools = _play.SimulatesTools,
            KeepsQueries = keepsQueries,
            SystemPrompt = _play.SystemPrompt,
            Hardener = _play.Hardener,
        };

        // All turns that can be asked for are asked for at once: the others wait for their answers.
        _batch?.Close();
        return new PlayedConversationGenerator(
            _assistant, _connection.Model, _user, _user is null ? null : _play.UserModel, _prompts, options, _index, SchemaValidator.Default, _journal);
    }

    /// <summary>The place that requests are sent to; ShouldProcess asks about it.</summary>
    public string Target => EndpointText.Of(_connection.Endpoint);

    /// <summary>The number of conversations that are worked on at a time.</summary>
    public int Workers => _settings.ThrottleLimit ?? PaceLimits.MostConcurrent;

    /// <summary>Whether a journal remembers replies.</summary>
    public bool HasJournal => _journal is not null;

    /// <summary>Why the journal could not be written; null if it could, or there is none.</summary>
    public JournalNotWrittenException? JournalFailure => _journal?.Failure;

    /// <summary>The cost so far, in US dollars; null if a price is not known.</summary>
    public decimal? Cost => _assistant.Cost;

    /// <summary>The jobs so far, in words; null if none are used.</summary>
    public string? Jobs => _batch?.Tally?.ToString();

    /// <summary>The pace of requests, in words after a comma.</summary>
    public string PaceText => _assistant.PaceText;

    /// <summary>When the daily quota is reset; null if that is not known.</summary>
    public DateTimeOffset? NextQuotaDay(TimeProvider time) => _backend.NextQuotaDay(time);

    /// <inheritdoc/>
    public void Dispose()
    {
        _user?.Dispose();
        _assistant.Dispose();
        _batch?.Dispose();
        _journal?.Dispose();
    }

    private static ConversationPrompts ReadPrompts(CommandSession session, string? path)
    {
        if (path is null)
            return ConversationPrompts.BuiltIn;

        string folder = session.ResolvePath(path);
        try
        {
            return ConversationPrompts.Read(folder);
        }
        catch (Exception error) when (error is IOException or FormatException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(Errors.Create(
                "BadPrompt", ErrorCategory.InvalidData, path, $"The prompts in '{folder}' cannot be used: {error.Message}",
                $"Put {string.Join(", ", ConversationPrompts.FileNames)} there, with the slots and sections of the built-in ones.", error));
        }
    }
}
