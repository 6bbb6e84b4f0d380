using System.Management.Automation;
using SynthGen.Backends;
using SynthGen.Conversion;
using SynthGen.Files;
using SynthGen.Retrieval;

namespace SynthGen.Commands;

/// <summary>Builds an index of pages. The built-in tools run on it.</summary>
[Cmdlet(VerbsCommon.New, "PageIndex", SupportsShouldProcess = true)]
[OutputType(typeof(PageIndex))]
public sealed class NewPageIndexCommand : ConnectionCmdlet
{
    private string? _file;
    private PageIndexBuilder? _builder;
    private EmbeddingBackend _backend = null!;
    private ITextEmbedder? _embedder;
    private Task<PageIndex>? _completion;
    private WorkProgress? _progress;

    /// <summary>The pages.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [Alias("Page")]
    [AllowNull]
    public PSObject?[] InputObject { get; set; } = [];

    /// <summary>The file that keeps the index; without it the index is in memory.</summary>
    [Parameter(Position = 0)]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Replaces a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The source of the vectors: the document's own words, a model in this process, or a service's model.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(EmbeddingCompleter))]
    [ValidateEmbedding]
    public string EmbeddingBackend { get; set; } = StoredEmbedding.Offline;

    /// <summary>The embedding model: a service's, by name; or one to run in this process, by its folder or the name of a saved one.</summary>
    [Parameter]
    [Alias("Model")]
    [ValidateNotNullOrEmpty]
    public string? EmbeddingModel { get; set; }

    /// <inheritdoc/>
    private protected override void Begin()
    {
        _backend = BackendRegistry.FindEmbedding(EmbeddingBackend)!;
        _embedder = _backend.Create(new EmbeddingSettings(Session, Connection, VertexAI, EmbeddingModel));
        if (Path is not null)
            _file = ResolvePath(Path);
        if (!ShouldProcess(_file ?? "memory", _embedder is null ? "Create page index" : $"Create page index with vectors from {_backend.Name}"))
            return;

        try
        {
            _progress = new WorkProgress(this, "Indexing pages");
            _builder = new PageIndexBuilder(LibraryLoadContext.Create<IPageStoreFactory>(), _file, Force);
        }
        catch (NotAFileException error)
        {
            ThrowTerminatingError(Errors.NotAFile(Path!, error));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            StopNotWritten(error);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject? item in InputObject ?? [null])
        {
            if (this.TakePage(item) is not { } page)
                continue;

            try
            {
                if (_builder?.Add(page) == false)
                    WriteError(Errors.DuplicatePage(page, "index"));
            }
            catch (IOException error)
            {
                StopNotWritten(error);
            }

            _progress?.Count(_builder?.Count ?? 0, 0, "pages stored");
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_builder is null)
            return;
        if (_builder.Count == 0)
        {
            WriteError(Errors.Create("NoPages", ErrorCategory.InvalidData, Path, "No pages came: there is nothing to search.", "See what the pipeline gives before this command."));
            return;
        }

        PageIndexBuilder builder = _builder;
        ITextEmbedder? embedder = _embedder;
        int count = builder.Count;
        _progress!.Restart();
        builder.Embedded = done => Post(() => _progress.Count(done, count, "pages with vectors"));
        _completion = Task.Run(() => _backend.CompleteAsync(builder, embedder, StopToken));
        try
        {
            PageIndex index = Await(_completion);
            _progress.Complete();
            _embedder = null; // The index owns it now.
            WriteVerbose($"{index.Count} pages, vectors of {index.Dimensions} dimensions by {index.EmbeddingModel}.");
            WriteObject(index);
        }
        catch (Exception error) when (ServiceErrors.NotEmbedded(error, _backend.Name) is { } refused)
        {
            ThrowTerminatingError(refused);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            StopNotWritten(error);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Work that was asked to stop may still use the index; wait for it before the index goes.
        if (_completion is { IsCompleted: false })
            _completion.ContinueWith(_ => Free(), TaskScheduler.Default);
        else
            Free();
    }

    private void Free()
    {
        _builder?.Dispose();
        _embedder?.Dispose();
        if (_completion is { IsCompletedSuccessfully: true } && Stopping)
            _completion.Result.Dispose();
    }

    private string ResolvePath(string path)
    {
        string file = OutputPath.Resolve(this, path, FilePlacement.Replace, force: true);
        if (File.Exists(file) && !Force)
        {
            ThrowTerminatingError(Errors.Create(
                "PageIndexExists", ErrorCategory.ResourceExists, path, $"'{path}' is there already.", "Name another file, or replace it by -Force."));
        }

        return file;
    }

    private void StopNotWritten(Exception error) => ThrowTerminatingError(Errors.Create(
        "PageIndexNotWritten", ErrorCategory.WriteError, Path, $"The index cannot be written: {DiskFull.Explain(error, _file ?? ".")}",
        "Check the disk, and that files may be created in its folder; a file that was there is as it was.", error));
}
