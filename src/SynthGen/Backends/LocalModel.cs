using System.Management.Automation;
using SynthGen.Generation;
using SynthGen.Generation.Batching;
using SynthGen.Models;
using SynthGen.Models.Spending;

namespace SynthGen.Backends;

/// <summary>The language model of a run, loaded into this process.</summary>
internal sealed class LocalModel : BackendModel
{
    // Wide enough to pay, narrow enough for the memory of a laptop.
    private const int UsualWidth = 4;

    // The default context of one page, and the tokens of it that instruction, page and reply take.
    private const int UsualContext = 10_000, OutsideHistory = 6_000;

    private readonly LocalBackend _backend;
    private readonly ILocalModelFactory _factory;
    private readonly ModelSettings _settings;
    private readonly LocalSettings _local;
    private readonly BatchCoordinator _coordinator;
    private readonly long _length;
    private ILocalChatModel? _model;

    /// <summary>Prepares to load a model.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="factory">Loads it.</param>
    /// <param name="settings">The command's parameters.</param>
    /// <param name="local">How the model runs.</param>
    /// <param name="isAlone">Whether one request follows another.</param>
    /// <param name="path">The full path of the file.</param>
    /// <param name="length">The file's length in bytes; 0 if there is no file, which loading reports.</param>
    public LocalModel(LocalBackend backend, ILocalModelFactory factory, ModelSettings settings, LocalSettings local, bool isAlone, string path, long length)
    {
        _backend = backend;
        _factory = factory;
        _settings = settings;
        _local = local;
        _length = length;
        Target = path;
        int width = isAlone ? 1 : Workers;
        _coordinator = new BatchCoordinator(width, width * GenerationRun.QueuePerWorker);
    }

    /// <inheritdoc/>
    public override string Backend => _backend.Name;

    /// <inheritdoc/>
    public override string Name => Path.GetFileName(Target);

    /// <inheritdoc/>
    public override string Target { get; }

    /// <inheritdoc/>
    public override int Workers => _settings.ThrottleLimit ?? UsualWidth;

    /// <inheritdoc/>
    public override Price? Price => new(0, 0);

    /// <inheritdoc/>
    public override bool QuotesFromPage => true;

    /// <inheritdoc/>
    public override BatchCoordinator? Coordinator => _coordinator;

    /// <inheritdoc/>
    public override bool CallsTools => false;

    /// <inheritdoc/>
    public override bool HasSeed => true;

    /// <inheritdoc/>
    public override int HistoryTokens => Math.Clamp((_local.ContextSize ?? UsualContext) - OutsideHistory, 0, base.HistoryTokens);

    /// <summary>The file's length and the chat format. The length distinguishes files of the same name.</summary>
    public override IReadOnlyList<object?> Identity => [_length, _local.ChatTemplate.ToString()];

    /// <summary>The error of a file that is not there.</summary>
    public static ErrorRecord NotFound(string path, LocalModelException? error) => Directory.Exists(path)
        ? Errors.Create("BadModelFile", ErrorCategory.InvalidData, path, $"'{path}' is a folder, not a file.", "Give the path of the GGUF file in it.", error)
        : Errors.Create("ModelNotFound", ErrorCategory.ObjectNotFound, path, $"There is no file '{path}'.", "Check -ModelPath.", error);

    /// <inheritdoc/>
    public override async Task<IChatModel> CreateAsync(ChatTurn instruction, int workers)
    {
        LocalModelSettings settings = new(Target, instruction, workers)
        {
            Threads = _local.Thread,
            GpuLayers = _local.GpuLayer,
            ContextSize = _local.ContextSize,
            Format = _local.ChatTemplate,
            IsMistral = _backend.IsMistral,
            Coordinator = _coordinator,
            Log = _settings.Session.Verbose,
        };
        if (_settings.Sampling.MaxOutputToken is { } most)
            settings = settings with { ReplySize = most };
        try
        {
            CancellationToken stop = _settings.Session.StopToken;
            _model = await Task.Run(() => _factory.CreateAsync(settings, stop)).ConfigureAwait(false);
            if (_model.Warning is { } warning)
                _settings.Session.Warn(warning);
            return _model;
        }
        catch (LocalModelException error)
        {
            throw new ConfigurationException(Unusable(error));
        }
    }

    /// <inheritdoc/>
    public override IQueryGenerator LimitToContext(IQueryGenerator generator, Func<OcrPage, IReadOnlyList<ChatTurn>> conversation) =>
        new OverlongPageGenerator(generator, _model!, conversation, _local.OverlongPage);

    /// <inheritdoc/>
    public override IQueryGenerator CoordinateBatches(IQueryGenerator generator) => new BatchingGenerator(generator, _coordinator);

    private ErrorRecord Unusable(LocalModelException error) => error.Fault switch
    {
        LocalModelError.NotFound => NotFound(Target, error),
        LocalModelError.BadFile => Errors.Create(
            "BadModelFile", ErrorCategory.InvalidData, Target, error.Message, "Models are GGUF files; get the file again if it was cut off on its way.", error),
        LocalModelError.NoTemplate => Errors.Create(
            "NoChatTemplate", ErrorCategory.InvalidData, Target, error.Message, "If it follows Mistral's instruction format, say -ChatTemplate Mistral; a base model is not a chat model.", error),
        LocalModelError.OutOfMemory => Errors.Create(
            "NotEnoughMemory", ErrorCategory.ResourceUnavailable, Target, error.Message, "Take a smaller model or quantization, lower -ThrottleLimit or -ContextSize, or end other programs.", error),
        LocalModelError.ContextTooSmall => Errors.Create(
            "ContextTooSmall", ErrorCategory.LimitsExceeded, Target, error.Message, "Raise -ContextSize, lower -MaxOutputToken, or take a model with a longer context.", error),
        LocalModelError.BadLibrary => Errors.Create(
            "BadNativeLibrary", ErrorCategory.NotInstalled, Target, error.Message, "Or use another backend: -Backend OpenAI -Endpoint reaches a server on this machine.", error),
        _ => Errors.Create(
            "ModelNotSupported", ErrorCategory.NotImplemented, Target, error.Message, "Take a model that the module's llama.cpp knows; -Verbose shows all that it says.", error),
    };
}
