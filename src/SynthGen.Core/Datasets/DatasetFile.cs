using System.IO.Compression;

namespace SynthGen.Datasets;

/// <summary>
/// A dataset file: canonical lines, compressed if the name ends in .gz. It is written beside its place and put there by
/// <see cref="Commit"/>; see <see cref="AtomicFile"/>.
/// </summary>
public sealed class DatasetFile : IDisposable
{
    private readonly AtomicFile _file;
    private readonly Stream _stream;
    private readonly CanonicalWriter _writer;
    private bool _closed;

    private DatasetFile(AtomicFile file, bool compress, bool lineFeedFirst)
    {
        _file = file;
        _stream = compress ? new GZipStream(file.Stream, CompressionLevel.Optimal, leaveOpen: true) : file.Stream;
        _writer = new CanonicalWriter(_stream);
        if (lineFeedFirst)
            _stream.WriteByte((byte)'\n');
    }

    /// <summary>Where the file will be.</summary>
    public string TargetPath => _file.TargetPath;

    /// <summary>Where it is until then.</summary>
    public string PartialPath => _file.PartialPath;

    /// <summary>How many rows were written.</summary>
    public long Rows { get; private set; }

    /// <summary>Begins a dataset file.</summary>
    /// <exception cref="IOException">The partial file cannot be created, or the earlier one cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    /// <exception cref="InvalidDataException">The earlier file is not one that rows can follow.</exception>
    public static DatasetFile Create(string path, FilePlacement placement)
    {
        bool compress = IsCompressed(path);
        bool lineFeedFirst = placement == FilePlacement.Append && File.Exists(path) && CheckEnd(path, compress);
        return new DatasetFile(new AtomicFile(path, placement), compress, lineFeedFirst);
    }

    /// <summary>Opens a dataset file for reading, decompressed.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    public static Stream OpenRead(string path)
    {
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0, FileOptions.SequentialScan);
        return IsCompressed(path) ? new GzipReader(file) : file;
    }

    /// <summary>Writes a row.</summary>
    /// <inheritdoc cref="IDatasetWriter.Write" path="/exception"/>
    public void Write(SyntheticQuery row)
    {
        _writer.Write(row);
        Rows++;
    }

    /// <summary>Puts the file in its place.</summary>
    /// <inheritdoc cref="AtomicFile.Commit" path="/returns"/>
    /// <inheritdoc cref="AtomicFile.Commit" path="/exception"/>
    public long Commit()
    {
        _writer.Flush();
        CloseWriter();
        if (Rows > 0 || !File.Exists(TargetPath) || _file.Placement != FilePlacement.Append)
            return _file.Commit();

        _file.Discard();
        return 0;
    }

    /// <summary>
    /// Ends writing without <see cref="Commit"/>: the earlier file is as it was. The partial file keeps the rows that were
    /// written; it is removed if there are none.
    /// </summary>
    public void Dispose()
    {
        try
        {
            if (!_closed)
            {
                _writer.Flush();
                CloseWriter();
            }
        }
        catch (IOException)
        {
            // The disk that is full stays full: what is there is there.
        }
        finally
        {
            if (!_file.Committed && Rows == 0)
                _file.Discard();
            _file.Dispose();
            _writer.Dispose();
        }
    }

    private static bool IsCompressed(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    // Says whether the new rows need a line feed before them. What follows a damaged member could not be read again.
    private static bool CheckEnd(string path, bool compressed)
    {
        if (!compressed)
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            TornLine.Find(file);
            return false;
        }

        using Stream stream = OpenRead(path);
        byte[] buffer = new byte[256 * 1024];
        byte last = (byte)'\n';
        for (int count; (count = stream.Read(buffer)) > 0;)
            last = buffer[count - 1];
        return last != '\n';
    }

    private void CloseWriter()
    {
        _closed = true;
        if (_stream != _file.Stream)
            _stream.Dispose();
    }
}
