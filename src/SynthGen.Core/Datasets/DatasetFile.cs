using SynthGen.Datasets.Formats;
using SynthGen.Files;
using SynthGen.Rows;

namespace SynthGen.Datasets;

/// <summary>
/// A dataset file: lines, compressed if the name ends in .gz, or Parquet if it ends in .parquet. It is written to a partial
/// file and put in place by <see cref="Commit"/>, together with its companions: its sidecar, LLaMA-Factory's
/// dataset_info.json, a configuration for Axolotl; see <see cref="AtomicFile"/>.
/// </summary>
public sealed class DatasetFile : IDatasetOutput
{
    private readonly RowFile _rows;
    private readonly RowFile? _sidecar;
    private readonly DatasetOptions _options;

    private DatasetFile(RowFile rows, RowFile? sidecar, DatasetOptions options)
    {
        _rows = rows;
        _sidecar = sidecar;
        _options = options;
    }

    /// <summary>The path of the finished file.</summary>
    public string TargetPath => _rows.File.TargetPath;

    /// <summary>The path of the partial file until then.</summary>
    public string PartialPath => _rows.File.PartialPath;

    IReadOnlyList<string> IDatasetOutput.PartialPaths => [PartialPath];

    /// <summary>The number of rows written.</summary>
    public long Rows { get; private set; }

    /// <summary>Begins a dataset file.</summary>
    /// <param name="path">The target path.</param>
    /// <param name="placement">How the file is put in place.</param>
    /// <param name="options">The format and content; null for canonical rows.</param>
    /// <exception cref="NotAFileException">The target, or a companion of it, is something else than a regular file.</exception>
    /// <exception cref="IOException">The partial file cannot be created, or the earlier one cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    /// <exception cref="InvalidDataException">Rows cannot be appended to the earlier file, or a file to merge with is invalid.</exception>
    /// <exception cref="NotSupportedException">The kind of file does not allow it: nothing can be appended to a Parquet file.</exception>
    public static DatasetFile Create(string path, FilePlacement placement, DatasetOptions? options = null) =>
        CreateLike(null, path, placement, options);

    /// <summary>Begins a file of a dataset that has several.</summary>
    /// <param name="earlier">A file of the dataset that is there, whose permissions the new one gets if it replaces none; null if there is none.</param>
    /// <param name="path">The target path.</param>
    /// <param name="placement">How the file is put in place.</param>
    /// <param name="options">The format and content; null for canonical rows.</param>
    /// <inheritdoc cref="Create" path="/exception"/>
    internal static DatasetFile CreateLike(string? earlier, string path, FilePlacement placement, DatasetOptions? options)
    {
        options ??= new DatasetOptions();
        OutputFile.Resolve(path);
        Func<Stream>? before = null;
        bool lineFeedFirst = false;
        if (placement == FilePlacement.Append && File.Exists(path))
        {
            before = () => OpenRead(path);
            lineFeedFirst = AppendCheck.Check(path, options.Format);
        }

        string sidecarPath = SidecarWriter.PathFor(path);
        if (options.Sidecar && placement == FilePlacement.CreateNew && File.Exists(sidecarPath))
            throw new IOException($"'{sidecarPath}' is there already.");
        LoaderFileOf(new LoadedSet(path, [path]), options.Format, ReadIfThere);

        RowFile rows = Begin(path, placement, earlier, file => Encode(path, file, options, lineFeedFirst), lines => options.Format.CreateWriter(lines, options, before));
        try
        {
            RowFile? sidecar = options.Sidecar
                ? Begin(sidecarPath, placement, earlier, file => RowFile.Compress(sidecarPath, file), lines => new SidecarWriter(lines))
                : null;
            return new DatasetFile(rows, sidecar, options);
        }
        catch
        {
            Abandon(rows);
            throw;
        }
    }

    /// <summary>Opens a dataset file for reading, as lines.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parquet">Returns the codec of .parquet files; null if there is none.</param>
    /// <param name="cancellation">Cancels reading: the returned stream throws <see cref="OperationCanceledException"/> at its next read.</param>
    /// <param name="watch">Takes the number of stored bytes read so far, on the thread that reads; not of .parquet files.</param>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    /// <exception cref="NotADatasetException">The file is of another kind.</exception>
    /// <exception cref="InvalidDataException">The file is not a Parquet file despite its name, or is compressed and damaged.</exception>
    public static Stream OpenRead(string path, Func<IParquetCodec>? parquet = null, CancellationToken cancellation = default, Action<long>? watch = null)
    {
        Stream file = OpenBytes(path, cancellation, DatasetName.IsParquet(path) ? null : watch);
        if (!DatasetName.IsParquet(path) || parquet is null)
            return OpenLines(DatasetName.IsCompressed(path) ? new GzipReader(file) : file);

        try
        {
            return parquet().OpenRead(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static PeekedStream OpenLines(Stream file)
    {
        try
        {
            PeekedStream lines = new(file, ForeignContent.Length);
            return ForeignContent.Describe(lines.Beginning, lines.IsAll) is { } kind ? throw new NotADatasetException($"It is {kind}.") : lines;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file for reading, as it is stored.</summary>
    /// <inheritdoc cref="OpenRead" path="/param"/>
    internal static Stream OpenBytes(string path, CancellationToken cancellation, Action<long>? watch = null)
    {
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0, FileOptions.SequentialScan);
        return cancellation.CanBeCanceled || watch is not null ? new CancellableStream(file, cancellation, watch) : file;
    }

    /// <summary>Writes a row.</summary>
    /// <inheritdoc cref="IDatasetWriter.Write" path="/exception"/>
    public void Write(DatasetRow row)
    {
        _rows.Write(row);
        Count(row);
    }

    /// <summary>Writes a row unless the file would be too long with it; a file has one row at least.</summary>
    /// <param name="row">The row.</param>
    /// <param name="limit">The most bytes, as lines before any compression.</param>
    /// <returns>Whether it was written.</returns>
    /// <inheritdoc cref="IDatasetWriter.Write" path="/exception"/>
    internal bool TryWrite(DatasetRow row, long limit)
    {
        bool isFirst = Rows == 0;
        _rows.Write(row);
        if (_rows.Length > limit && !isFirst)
        {
            _rows.TakeBack();
            return false;
        }

        Count(row);
        return true;
    }

    /// <summary>Puts the file and its companions in place; all of them or none.</summary>
    /// <inheritdoc cref="AtomicFile.Commit" path="/returns"/>
    /// <inheritdoc cref="AtomicFile.Commit" path="/exception"/>
    public long Commit()
    {
        Close();
        if (Rows == 0 && File.Exists(TargetPath) && _rows.File.Placement == FilePlacement.Append)
        {
            Discard();
            return 0;
        }

        using AtomicFile? loader = LoaderFileOf(new LoadedSet(TargetPath, [TargetPath]) { HasSystem = HasSystem }, _options.Format, ReadIfThere) is { } needed ? AtomicFile.Of(needed.Path, needed.Content) : null;
        try
        {
            return AtomicFile.CommitAll([.. loader is null ? [] : (AtomicFile[])[loader], .. Files]);
        }
        catch
        {
            loader?.Discard();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Discard()
    {
        _rows.Dispose();
        _sidecar?.Dispose();
        _rows.File.Discard();
        _sidecar?.File.Discard();
    }

    /// <summary>
    /// Ends writing without <see cref="Commit"/>: the earlier file is unchanged. The partial file keeps the rows written so far;
    /// without rows it is removed.
    /// </summary>
    public void Dispose()
    {
        _rows.Dispose();
        _sidecar?.Dispose();
        if (!_rows.File.Committed && Rows == 0)
            Discard();
    }

    /// <summary>The files to put in place, the rows last.</summary>
    internal IReadOnlyList<AtomicFile> Files => _sidecar is null ? [_rows.File] : [_sidecar.File, _rows.File];

    /// <summary>The name that the file will have; of a link its own.</summary>
    internal string Name => _rows.File.Name;

    /// <summary>Whether a row has a system message.</summary>
    internal bool HasSystem { get; private set; }

    /// <summary>Hands all rows to what encodes them; no row may follow.</summary>
    internal void EndRows()
    {
        _rows.EndRows();
        _sidecar?.EndRows();
    }

    /// <summary>Writes out what is buffered; no row may follow.</summary>
    internal void Close()
    {
        _rows.Close();
        _sidecar?.Close();
    }

    /// <summary>Closes the partial files of a file that is complete, however many more follow.</summary>
    internal void Finish()
    {
        Close();
        foreach (AtomicFile file in Files)
            file.Finish();
    }

    /// <summary>Gives the file, and its sidecar, another name in its folder.</summary>
    /// <exception cref="NotAFileException">Something else than a regular file has it.</exception>
    internal void Rename(string path)
    {
        _rows.File.Rename(path);
        _sidecar?.File.Rename(SidecarWriter.PathFor(path));
    }

    /// <summary>
    /// Returns the file from which a trainer loads a dataset; null if the format has none, or the existing one stays.
    /// </summary>
    /// <param name="set">The dataset.</param>
    /// <param name="format">Its format.</param>
    /// <param name="read">Reads a file; null if it does not exist.</param>
    /// <inheritdoc cref="ILoaderFile.Content" path="/exception"/>
    internal static (string Path, byte[] Content)? LoaderFileOf(LoadedSet set, DatasetFormat format, Func<string, byte[]?> read) =>
        format.LoaderFile is { } file && file.PathFor(set.Path) is var path && file.Content(set, read(path)) is { } content ? (path, content) : null;

    /// <summary>Reads a file that will be written; null if it does not exist.</summary>
    internal static byte[]? ReadIfThere(string path) => OutputFile.Resolve(path) is var file && File.Exists(file) ? File.ReadAllBytes(file) : null;

    private void Count(DatasetRow row)
    {
        _sidecar?.Write(row);
        HasSystem |= (_options.SystemPrompt ?? row.System) is not (null or "");
        Rows += _options.Format.LinesPerRow;
    }

    private static RowFile Begin(string path, FilePlacement placement, string? like, Func<Stream, Stream> encode, Func<Stream, IDatasetWriter> create)
    {
        AtomicFile file = new(path, placement, like);
        try
        {
            return new RowFile(file, encode, create);
        }
        catch
        {
            file.Discard();
            throw;
        }
    }

    private static Stream Encode(string path, Stream file, DatasetOptions options, bool lineFeedFirst)
    {
        if (DatasetName.IsParquet(path) && options.Parquet is { } parquet)
            return parquet().OpenWrite(file, options.Format.Columns);

        Stream lines = RowFile.Compress(path, file);
        if (lineFeedFirst)
            lines.WriteByte((byte)'\n');
        return lines;
    }

    private static void Abandon(RowFile file)
    {
        file.Dispose();
        file.File.Discard();
    }
}
