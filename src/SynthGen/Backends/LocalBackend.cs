using System.Management.Automation;
using SynthGen.Commands;
using SynthGen.Generation;
using SynthGen.Generation.Batching;
using SynthGen.Generation.Grammar;
using SynthGen.Generation.Model;
using SynthGen.Generation.Prompts;
using SynthGen.Json;
using SynthGen.Models;
using SynthGen.Models.Hub;
using SynthGen.Models.Spending;

namespace SynthGen.Backends;

/// <summary>A model that runs in this process: Mistral's, or any other GGUF chat model by the name of Llama.</summary>
internal sealed class LocalBackend : ModelSource
{
    private const string Mistral = "Mistral";

    // Wide enough to pay, narrow enough for the memory of a laptop.
    private const int UsualWidth = 4;

    // What one page at a time has by default, and what instruction, page and reply take of it, in tokens.
    private const int UsualContext = 10_000, OutsideHistory = 6_000;

    private readonly NewSyntheticQueryCommand _command;
    private readonly ILocalModelFactory _factory;
    private readonly BatchCoordinator _roll;
    private readonly long _length;
    private ILocalChatModel? _model;

    public LocalBackend(NewSyntheticQueryCommand command, string name, bool isSending)
    {
        BackendParameters.Refuse(command, name, BackendParameters.Hosted.Contains);
        Name = name;
        _command = command;
        Target = SavedModelFile.Find(command, name, name == Mistral ? KnownModels.Mistral : null);
        _factory = LibraryLoadContext.Create<ILocalModelFactory>();
        if (command.ThrottleLimit > LocalModelSettings.MostConcurrent)
        {
            throw End(Errors.Create(
                "ThrottleLimitTooHigh", ErrorCategory.InvalidArgument, command.ThrottleLimit,
                $"The {name} backend decodes {LocalModelSettings.MostConcurrent} pages at a time at most.", "Lower -ThrottleLimit."));
        }

        Refuse(command);
        // A saved model is a link to its content.
        FileInfo file = new(Target);
        file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        _length = file.Exists ? file.Length : isSending ? 0 : throw End(NotFound(null));
        int width = command.ContextMode == ContextMode.Conversation ? 1 : Workers;
        _roll = new BatchCoordinator(width, width * GenerationRun.QueuePerWorker);
    }

    /// <summary>The names for -Backend.</summary>
    public static IReadOnlyList<string> Names { get; } = [Mistral, "Llama"];

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override string Model => Path.GetFileName(Target);

    /// <inheritdoc/>
    public override string Target { get; }

    /// <inheritdoc/>
    public override int Workers => _command.ThrottleLimit ?? UsualWidth;

    /// <inheritdoc/>
    public override Price? Price => new(0, 0);

    /// <inheritdoc/>
    public override bool QuotesFromPage => true;

    /// <inheritdoc/>
    public override bool HasSeed => true;

    /// <inheritdoc/>
    public override int HistoryTokens => Math.Clamp((_command.ContextSize ?? UsualContext) - OutsideHistory, 0, base.HistoryTokens);

    /// <summary>A model has no other name than its file's; the length tells one from another of the same name.</summary>
    public override IReadOnlyList<object?> Identity => [_length, _command.ChatTemplate.ToString()];

    /// <summary>The name as it is written here, or null if it is another backend's.</summary>
    public static string? Find(string name) => Names.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public override IChatModel Create(PromptWriter prompts, int workers)
    {
        LocalModelSettings settings = new(Target, prompts.Instruction, workers)
        {
            Threads = _command.Thread,
            GpuLayers = _command.GpuLayer,
            ContextSize = _command.ContextSize,
            Format = _command.ChatTemplate,
            IsMistral = Name == Mistral,
            Roll = _roll,
        };
        if (_command.MaxOutputToken is { } most)
            settings = settings with { ReplySize = most };
        try
        {
            _model = _command.LoadModel(_factory, settings);
            if (_model.Warning is { } warning)
                _command.WriteWarning(warning);
            return _model;
        }
        catch (LocalModelException error)
        {
            throw End(Unusable(error));
        }
    }

    /// <inheritdoc/>
    public override IQueryGenerator LimitToContext(IQueryGenerator generator, Func<OcrPage, IReadOnlyList<ChatTurn>> conversation) =>
        new OverlongPageGenerator(generator, _model!, conversation, _command.OverlongPage);

    /// <inheritdoc/>
    public override IQueryGenerator CoordinateBatches(IQueryGenerator generator) => new BatchingGenerator(generator, _roll);

    private static void Refuse(NewSyntheticQueryCommand command)
    {
        foreach (ToolDefinition tool in command.Tool)
        {
            try
            {
                SchemaGrammar.Of(JsonValue.ToJson(tool.Parameters));
            }
            catch (SchemaNotSupportedException error)
            {
                command.ThrowTerminatingError(Errors.Create(
                    "SchemaNotSupported", ErrorCategory.NotImplemented, tool,
                    $"A model in this process cannot be held to the schema of the tool '{tool.Name}': {error.Message}",
                    "Leave the keyword out of the tool's parameters, or use a hosted backend, where replies are checked alone.", error));
            }
        }
    }

    private ErrorRecord Unusable(LocalModelException error) => error.Fault switch
    {
        LocalModelError.NotFound => NotFound(error),
        LocalModelError.BadFile => Errors.Create(
            "BadModelFile", ErrorCategory.InvalidData, Target, error.Message, "Models are GGUF files; get the file again if it was cut off on its way.", error),
        LocalModelError.NoTemplate => Errors.Create(
            "NoChatTemplate", ErrorCategory.InvalidData, Target, error.Message, "If it follows Mistral's instruction format, say -ChatTemplate Mistral; a base model is no chat model.", error),
        LocalModelError.OutOfMemory => Errors.Create(
            "NotEnoughMemory", ErrorCategory.ResourceUnavailable, Target, error.Message, "Take a smaller model or quantization, lower -ThrottleLimit or -ContextSize, or end other programs.", error),
        LocalModelError.ContextTooSmall => Errors.Create(
            "ContextTooSmall", ErrorCategory.LimitsExceeded, Target, error.Message, "Raise -ContextSize, lower -MaxOutputToken, or take a model with a longer context.", error),
        LocalModelError.BadLibrary => Errors.Create(
            "BadNativeLibrary", ErrorCategory.NotInstalled, Target, error.Message, "Or use another backend: -Backend OpenAI -Endpoint reaches a server on this machine.", error),
        _ => Errors.Create(
            "ModelNotSupported", ErrorCategory.NotImplemented, Target, error.Message, "Take a model that the module's llama.cpp knows; -Verbose shows all that it says.", error),
    };

    private ErrorRecord NotFound(LocalModelException? error) => Directory.Exists(Target)
        ? Errors.Create("BadModelFile", ErrorCategory.InvalidData, Target, $"'{Target}' is a folder, not a file.", "Give the path of the GGUF file in it.", error)
        : Errors.Create("ModelNotFound", ErrorCategory.ObjectNotFound, Target, $"There is no file '{Target}'.", "Check -ModelPath.", error);

    // Throws already; what is returned lets the compiler know that nothing follows.
    private PipelineStoppedException End(ErrorRecord error)
    {
        _command.ThrowTerminatingError(error);
        return new PipelineStoppedException();
    }
}
