using System.IO.Compression;
using SynthGen.Files;
using SynthGen.Rows;

namespace SynthGen.Datasets;

/// <summary>A file of rows: lines, compressed if the name ends in .gz, or Parquet.</summary>
internal sealed class RowFile : IDisposable
{
    private readonly Stream _stream;
    private readonly IDatasetWriter _writer;
    private bool _ended, _closed, _disposed;

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
    public void Write(DatasetRow row) => _writer.Write(row);

    /// <summary>The bytes of all rows written, as lines before any compression.</summary>
    public long Length => _writer.Length;

    /// <summary>Takes back the row that was written last.</summary>
    public void TakeBack() => _writer.TakeBack();

    /// <summary>Hands all rows to the stream that encodes them; no row may follow.</summary>
    public void EndRows()
    {
        if (_ended)
            return;

        _writer.Flush();
        _ended = true;
        _writer.Dispose();
    }

    /// <summary>Writes out what is buffered; no row may follow.</summary>
    public void Close()
    {
        if (_closed)
            return;

        EndRows();
        _closed = true;
        if (_stream != File.Stream)
            _stream.Dispose();
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
            _writer.Dispose();
        }
    }
}
