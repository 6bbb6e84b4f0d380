namespace SynthGen.Models;

/// <summary>Runs language models in this process. Port; implemented with a native library.</summary>
public interface ILocalModelFactory
{
    /// <summary>Loads a model, or reuses a loaded one, and allocates its context.</summary>
    /// <exception cref="LocalModelException">The model cannot be used; the message says why.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    Task<ILocalChatModel> CreateAsync(LocalModelSettings settings, CancellationToken cancellationToken);

    /// <summary>Frees the models kept in memory; those in use are freed when their run ends.</summary>
    /// <returns>The paths of their files.</returns>
    IReadOnlyList<string> Clear();
}

/// <summary>A model in this process; it can count tokens.</summary>
public interface ILocalChatModel : IChatModel
{
    /// <summary>The maximum number of tokens of a request and its reply together.</summary>
    int ContextSize { get; }

    /// <summary>The number of tokens reserved for a reply.</summary>
    int ReplySize { get; }

    /// <summary>Advice about the model's settings in one sentence; null if there is none.</summary>
    string? Warning { get; }

    /// <summary>Returns the number of tokens of a conversation as the model reads it.</summary>
    int CountTokens(IReadOnlyList<ChatTurn> turns);
}

/// <summary>The choice of a model and how it runs.</summary>
/// <param name="Path">The absolute path of a GGUF file.</param>
/// <param name="Instruction">The turn that begins every request; it is computed once.</param>
/// <param name="Concurrency">The number of requests decoded together.</param>
public sealed record LocalModelSettings(string Path, ChatTurn Instruction, int Concurrency)
{
    /// <summary>
    /// The maximum number of requests decoded together: the library has 256 sequences, and one holds the instruction.
    /// </summary>
    public const int MostConcurrent = 255;

    /// <summary>The number of threads; null for a number that suits the processor.</summary>
    public int? Threads { get; init; }

    /// <summary>Layers on the graphics processor, if there is one that the library can use.</summary>
    public int GpuLayers { get; init; }

    /// <summary>
    /// Tokens that all requests under way share; null to compute them from instruction, replies and concurrency.
    /// </summary>
    public int? ContextSize { get; init; }

    /// <summary>The maximum number of tokens of a reply.</summary>
    public int ReplySize { get; init; } = 1024;

    /// <summary>The prompt format of conversations.</summary>
    public ChatFormat Format { get; init; }

    /// <summary>Whether the model is one of Mistral's; if its file has no template, prompts use Mistral's format.</summary>
    public bool IsMistral { get; init; }

    /// <summary>Coordinates the batches: the model waits for its pages before each token. Null to wait for none.</summary>
    public BatchCoordinator? Coordinator { get; init; }

    /// <summary>Called, on any thread, with each line that the native library logs.</summary>
    public Action<string>? Log { get; init; }
}

/// <summary>The prompt format of a conversation.</summary>
public enum ChatFormat
{
    /// <summary>The template in the model's file.</summary>
    Model,

    /// <summary>The format of Mistral's instruction models: [INST] … [/INST].</summary>
    Mistral,
}

/// <summary>The problem with a model.</summary>
public enum LocalModelError
{
    /// <summary>The file does not exist.</summary>
    NotFound,

    /// <summary>The file is not a GGUF file, or is damaged.</summary>
    BadFile,

    /// <summary>The library does not know the architecture, or cannot load the file for another reason.</summary>
    NotSupported,

    /// <summary>The file has no chat template, or one that the library does not know.</summary>
    NoTemplate,

    /// <summary>The model does not fit into memory.</summary>
    OutOfMemory,

    /// <summary>The context is too small for the instruction, a reply and part of a page.</summary>
    ContextTooSmall,

    /// <summary>The native library cannot be loaded on this machine.</summary>
    BadLibrary,
}

/// <summary>A model in this process cannot be used.</summary>
public sealed class LocalModelException(LocalModelError fault, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The problem.</summary>
    public LocalModelError Fault { get; } = fault;
}
