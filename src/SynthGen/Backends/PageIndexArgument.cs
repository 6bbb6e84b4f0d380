using System.Management.Automation;
using SynthGen.Conversion;
using SynthGen.Retrieval;

namespace SynthGen.Backends;

/// <summary>The index that a parameter gives: a live one, or one that is opened from its file and closed with the command.</summary>
internal sealed class PageIndexArgument : IDisposable
{
    private readonly object _given;
    private readonly PageIndex? _opened;

    private PageIndexArgument(object given, IPageIndex index, PageIndex? opened) => (_given, Index, _opened) = (given, index, opened);

    /// <summary>The index.</summary>
    public IPageIndex Index { get; }

    /// <summary>Returns the index that a value is, or whose file it names: by a path, a file, or the Path of an index that was serialized.</summary>
    /// <param name="session">The command's session.</param>
    /// <param name="connection">The way to the service of its vectors, if it needs one.</param>
    /// <param name="vertexAI">The project at Google Cloud.</param>
    /// <param name="value">What the user gave.</param>
    /// <param name="withVectors">Whether vector searches will run on it.</param>
    /// <exception cref="ConfigurationException">It is not an index, or cannot be opened.</exception>
    public static PageIndexArgument Open(CommandSession session, ConnectionSettings connection, VertexAISettings vertexAI, object value, bool withVectors)
    {
        if (RecordReader.Bare(value) is IPageIndex live)
            return new(value, live, null);

        string path = RecordReader.Bare(value) as string ?? FileRecords.PathOf(value, out _) ?? throw NotAnIndex(value);
        string file = Resolve(session, path);
        PageIndex opened = PageIndexFile.Open(new EmbeddingSettings(session, connection, vertexAI, null), path, file, withVectors);
        return new(value, opened, opened);
    }

    /// <summary>
    /// Opens an index like <see cref="Open"/> for a command whose connection parameters are those of a language model: the
    /// model's key must not travel to the service of the vectors, which is asked at its own address with the environment's.
    /// </summary>
    /// <exception cref="ConfigurationException">It is not an index, or cannot be opened.</exception>
    public static PageIndexArgument OpenBesideModel(CommandSession session, ConnectionSettings model, object value, bool withVectors) => Open(
        session with { Given = [] },
        new ConnectionSettings(null, null, null, false, false, model.TimeoutSec, model.RetryLimit, model.MaxWait),
        new VertexAISettings(null, null), value, withVectors);

    /// <summary>Opens an index for its pages alone.</summary>
    /// <exception cref="ConfigurationException">It is not an index, or cannot be opened.</exception>
    public static PageIndexArgument OpenPages(PSCmdlet command, object value) => OpenBesideModel(Session(command), NoConnection, value, withVectors: false);

    /// <summary>Opens an index for its pages and, unless a service made its vectors, for searches by them.</summary>
    /// <exception cref="ConfigurationException">It is not an index, or cannot be opened.</exception>
    public static PageIndexArgument OpenInProcess(PSCmdlet command, object value)
    {
        PageIndexArgument index = OpenPages(command, value);
        if (index._opened is not { } opened || BackendRegistry.FindEmbedding(opened.EmbeddingBackend) is not LocalEmbedding)
            return index;
        index.Dispose();
        return Open(Session(command), NoConnection, new VertexAISettings(null, null), value, withVectors: true);
    }

    /// <summary>The pages of the index, read lazily.</summary>
    /// <exception cref="ConfigurationException">It is an index of another kind.</exception>
    public IEnumerable<OcrPage> Pages => Index is PageIndex index ? index.ReadPages() : throw NotAnIndex(Index);

    /// <summary>Whether it was opened of this value.</summary>
    public bool IsOf(object value) => ReferenceEquals(RecordReader.Bare(value), RecordReader.Bare(_given));

    /// <inheritdoc/>
    public void Dispose() => _opened?.Dispose();

    private static ConnectionSettings NoConnection => new(null, null, null, false, false, 1, 0, TimeSpan.Zero);

    private static CommandSession Session(PSCmdlet command) => new(
        [], command.SessionState.Path.CurrentFileSystemLocation.Path, command.SessionState.Path.GetUnresolvedProviderPathFromPSPath,
        command.WriteVerbose, command.WriteWarning, CancellationToken.None);

    private static string Resolve(CommandSession session, string path)
    {
        try
        {
            if (session.ResolvePath(path) is var file && File.Exists(file))
                return file;
        }
        catch (Exception error) when (error is SessionStateException or PSNotSupportedException or PSArgumentException or ProviderInvocationException)
        {
            throw NotFound(error);
        }

        throw NotFound(null);

        ConfigurationException NotFound(Exception? error) => new(Errors.Create(
            "PathNotFound", ErrorCategory.ObjectNotFound, path, $"There is no index at '{path}'.", "Give the file that New-PageIndex -Path made, or the index itself.", error));
    }

    /// <summary>The error of a value that is not an index.</summary>
    public static ConfigurationException NotAnIndex(object value) => new(
        RecordReader.Of(value) is { } record && record.Has("EmbeddingModel")
            ? Errors.Create(
                "PageIndexNotLive", ErrorCategory.InvalidArgument, value, "The index was in the memory of another session, and its pages did not come along.",
                "Build it as a file by New-PageIndex -Path, which any session can open.")
            : Errors.Create(
                "NotAPageIndex", ErrorCategory.InvalidArgument, value, $"{RecordReader.Describe(value)} is not an index of pages.", "Give what New-PageIndex or Get-PageIndex gives, or the path of its file."));
}
