using System.IO.Compression;
using SynthGen.Files;
using SynthGen.Rows;

namespace SynthGen.Datasets;

/// <summary>A file of rows: lines, compressed if the name ends in .gz, or Parquet.</summary>
internal sealed class RowFile : IDisposable
{
    // Null once they have ended: many files may be complete before all are put in place, and these hold what they buffered.
    private Stream? _stream;
    private IDatasetWriter? _writer;
    private bool _disposed;

    /// <summary>Begins a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="encode">Wraps the file in the stream that encodes the lines.</param>
    /// <param name="create">Creates the writer of the lines.</param>
    public RowFile(AtomicFile file, Func<Stream, Stream> encode, Func<Stream, IDatasetWriter> create)
    {
        File = file;
        _stream = encode(file.Stream);
        _writer = create(_stream);
    }

    /// <summary>The file.</summary>
    public AtomicFile File { get; }

    /// <summary>Wraps a file in compression if its name ends in .gz.</summary>
    public static Stream Compress(string path, Stream file) =>
        DatasetName.IsCompressed(path) ? new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true) : file;

    /// <summary>Writes a row.</summary>
    public void Write(DatasetRow row) => Writer.Write(row);

    /// <summary>The bytes of all rows written, as lines before any compression.</summary>
    public long Length => Writer.Length;

    /// <summary>Takes back the row that was written last.</summary>
    public void TakeBack() => Writer.TakeBack();

    /// <summary>Hands all rows to the stream that encodes them; no row may follow.</summary>
    public void EndRows()
    {
        _writer?.Flush();
        _writer?.Dispose();
        _writer = null;
    }

    /// <summary>Writes out what is buffered; no row may follow.</summary>
    public void Close()
    {
        EndRows();
        Stream? stream = _stream;
        _stream = null;
        if (stream != File.Stream)
            stream?.Dispose();
    }

    /// <summary>Ends writing; the partial file keeps the rows written so far.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;

        _disposed = true;
        try
        {
            Close();
        }
        catch (IOException)
        {
            // The disk is still full; the partial file keeps what was written before.
        }
        finally
        {
            File.Dispose();
            _writer?.Dispose();
        }
    }

    private IDatasetWriter Writer => _writer ?? throw new ObjectDisposedException(nameof(RowFile));
}
