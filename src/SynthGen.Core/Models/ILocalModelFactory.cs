namespace SynthGen.Models;

/// <summary>Runs language models in this process. Port; implemented with a native library.</summary>
public interface ILocalModelFactory
{
    /// <summary>Loads a model, or takes the one that is still there, and makes room for pages.</summary>
    /// <exception cref="LocalModelException">The model cannot be used; its message says why.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    Task<ILocalChatModel> CreateAsync(LocalModelSettings settings, CancellationToken cancellationToken);

    /// <summary>Frees the models that are kept; those that are in use are freed when their run ends.</summary>
    /// <returns>The paths of their files.</returns>
    IReadOnlyList<string> Clear();
}

/// <summary>A model in this process: it can count what it is given.</summary>
public interface ILocalChatModel : IChatModel
{
    /// <summary>How many tokens a request and its reply may take together.</summary>
    int ContextSize { get; }

    /// <summary>How many tokens are kept free for a reply.</summary>
    int ReplySize { get; }

    /// <summary>A sentence of advice about how the model was set up; null where there is nothing to say.</summary>
    string? Warning { get; }

    /// <summary>The tokens of a conversation as the model reads it.</summary>
    int CountTokens(IReadOnlyList<ChatTurn> turns);
}

/// <summary>Which model, and how it runs.</summary>
/// <param name="Path">The absolute path of a GGUF file.</param>
/// <param name="Instruction">The turn that all requests begin with; it is computed once.</param>
/// <param name="Concurrency">How many requests are decoded together.</param>
public sealed record LocalModelSettings(string Path, ChatTurn Instruction, int Concurrency)
{
    /// <summary>The most requests that can be decoded together: the library knows 256 sequences, and one holds the instruction.</summary>
    public const int MostConcurrent = 255;

    /// <summary>Threads that compute; null for as many as suit the processor.</summary>
    public int? Threads { get; init; }

    /// <summary>Layers that the graphics processor takes, where there is one and the library can use it.</summary>
    public int GpuLayers { get; init; }

    /// <summary>Tokens that all requests under way share; null to reckon it from instruction, replies and concurrency.</summary>
    public int? ContextSize { get; init; }

    /// <summary>The most tokens of a reply.</summary>
    public int ReplySize { get; init; } = 1024;

    /// <summary>How a conversation is written for the model.</summary>
    public ChatFormat Format { get; init; }

    /// <summary>Whether the model is one of Mistral's: without a template of its own it is written for in their format.</summary>
    public bool IsMistral { get; init; }

    /// <summary>Who is to be waited for before the next token is computed; null for nobody.</summary>
    public BatchCoordinator? Coordinator { get; init; }

    /// <summary>Told, on any thread, what the native library says, a line at a time.</summary>
    public Action<string>? Log { get; init; }
}

/// <summary>How a conversation is written for a model.</summary>
public enum ChatFormat
{
    /// <summary>By the template in the model's file.</summary>
    Model,

    /// <summary>As Mistral's instruction models are trained: [INST] … [/INST].</summary>
    Mistral,
}

/// <summary>What is wrong with a model.</summary>
public enum LocalModelError
{
    /// <summary>There is no such file.</summary>
    NotFound,

    /// <summary>The file is no GGUF, or torn.</summary>
    BadFile,

    /// <summary>The library does not know the architecture, or cannot load the file for another reason.</summary>
    NotSupported,

    /// <summary>The file has no chat template, or one that the library does not know.</summary>
    NoTemplate,

    /// <summary>The machine's memory does not hold it.</summary>
    OutOfMemory,

    /// <summary>The context does not hold the instruction, a reply and something of a page.</summary>
    ContextTooSmall,

    /// <summary>The native library cannot be loaded on this machine.</summary>
    BadLibrary,
}

/// <summary>A model in this process cannot be used.</summary>
public sealed class LocalModelException(LocalModelError fault, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>What is wrong.</summary>
    public LocalModelError Fault { get; } = fault;
}
