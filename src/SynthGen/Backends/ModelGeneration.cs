using System.Management.Automation;
using SynthGen.Commands;
using SynthGen.Generation;
using SynthGen.Generation.Journal;
using SynthGen.Generation.Model;
using SynthGen.Generation.Prompts;
using SynthGen.Models;
using SynthGen.Tools;

namespace SynthGen.Backends;

/// <summary>Puts together what generating with a language model takes, from the command's parameters.</summary>
internal sealed class ModelGeneration : IDisposable
{
    private readonly NewSyntheticQueryCommand _command;
    private readonly ModelSource _source;
    private readonly PromptSet _prompts;
    private readonly PromptWriter _writer;
    private readonly ChatSampling _sampling;
    private readonly PageConversation? _conversation;
    private OutcomeJournal? _journal;
    private IChatModel? _model;

    public ModelGeneration(NewSyntheticQueryCommand command, ModelSource source)
    {
        _command = command;
        _source = source;
        Refuse(nameof(command.HistoryPage), command.ContextMode != ContextMode.Conversation, "-ContextMode Conversation");
        Refuse(nameof(command.RetryEmpty), command.JournalPath is null, "-JournalPath");
        _prompts = ReadPrompts();
        _writer = new PromptWriter(_prompts, command.Tool, command.QueryPerPage, command.Domain, command.Audience) { QuotesFromPage = source.QuotesFromPage };
        _sampling = command.Sampling(source.HasSeed || command.MyInvocation.BoundParameters.ContainsKey(nameof(command.Seed)) ? command.Seed : null);
        _conversation = command.ContextMode == ContextMode.Conversation ? new PageConversation(command.HistoryPage, source.HistoryTokens) : null;
    }

    /// <summary>Whether finished pages are remembered.</summary>
    public bool HasJournal => _journal is not null;

    /// <summary>The generator, and how many pages it works on at a time.</summary>
    public (IQueryGenerator Generator, int Workers) Create()
    {
        _journal = _command.JournalPath is null ? null : JournalFile.Open(_command, _command.JournalPath);
        int workers = _conversation is not null ? 1 : _source.Workers;
        _model = _source.Create(_writer, workers);
        ModelOptions options = new(_source.Name, _command.Tool, _command.QueryPerPage, _command.RepairAttempt, _sampling);
        IQueryGenerator generator = _source.LimitToContext(new ModelQueryGenerator(
            _model, _writer, _prompts.Version, options, LibraryLoadContext.Create<IToolSchemaValidator>(), _conversation), Conversation);
        if (_journal is not null)
            generator = new JournalingGenerator(generator, _journal, Key(), _command.Tool, _command.RetryEmpty);
        if (_conversation is not null)
            generator = new ConversationGenerator(generator, _conversation, _writer);
        return (_source.CoordinateBatches(generator), workers);
    }

    /// <summary>Counts instead of sending.</summary>
    public GenerationEstimate Estimate()
    {
        _journal = JournalFile.Peek(_command, _command.JournalPath);
        int history = _command.ContextMode == ContextMode.Conversation ? _command.HistoryPage : 0;
        return new GenerationEstimate(_writer, _source.Model, _source.Price, _journal, Key(), history, _source.HistoryTokens);
    }

    /// <summary>The error that a refusal of the server ends the command with.</summary>
    public static ErrorRecord Refused(RunEndedException end, string backend)
    {
        ChatException? cause = end.InnerException as ChatException ?? end.InnerException?.InnerException as ChatException;
        bool isKey = cause?.Status is 401 or 403 || end.Message.Contains("API key", StringComparison.OrdinalIgnoreCase);
        (ErrorCategory category, string advice) = cause?.Status switch
        {
            _ when isKey => (ErrorCategory.AuthenticationError, "Check the key, and that it may use this model."),
            404 => (ErrorCategory.ObjectNotFound, "Check -Model (Tab completes it) and -Endpoint."),
            _ => (ErrorCategory.InvalidArgument, "Check -Model and the parameters; the server's words say what it minds."),
        };
        string id = cause?.RequestId is { } request ? $", request {request}" : "";
        string status = cause?.Status is { } code ? $" (status {code}{id})" : "";
        return Errors.Create("ServerRefused", category, backend, $"{backend} refused the request: {end.Message}{status}", advice, end);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _model?.Dispose();
        _journal?.Dispose();
    }

    private void Refuse(string parameter, bool isUseless, string need)
    {
        if (isUseless && _command.MyInvocation.BoundParameters.ContainsKey(parameter))
        {
            _command.ThrowTerminatingError(Errors.Create(
                "ParameterNotUsed", ErrorCategory.InvalidArgument, parameter, $"-{parameter} does nothing without {need}.", $"Leave it out, or add {need}."));
        }
    }

    private JournalKey Key() => new(
        _source.Model, _writer.Instruction.Text, _prompts.Page + _prompts.Repair,
        [_source.Name, _command.ContextMode.ToString(), _command.HistoryPage, _command.RepairAttempt, .. JournalKey.Of(_sampling), .. _source.Identity]);

    private IReadOnlyList<ChatTurn> Conversation(OcrPage page) => [_writer.Instruction, .. _conversation?.Turns ?? [], _writer.Page(page)];

    private PromptSet ReadPrompts()
    {
        if (_command.PromptPath is null)
            return PromptSet.BuiltIn;

        string folder = _command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(_command.PromptPath);
        try
        {
            return PromptSet.Read(folder);
        }
        catch (Exception error) when (error is IOException or FormatException or UnauthorizedAccessException)
        {
            _command.ThrowTerminatingError(Errors.Create(
                "BadPrompt", ErrorCategory.InvalidData, _command.PromptPath, $"The prompts in '{folder}' cannot be used: {error.Message}",
                $"Put {string.Join(", ", PromptSet.FileNames)} there, with the slots of the built-in ones.", error));
            throw;
        }
    }
}
