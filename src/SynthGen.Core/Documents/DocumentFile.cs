using System.Text;
using SynthGen.Documents.Sources;
using SynthGen.Files;

namespace SynthGen.Documents;

/// <summary>A document's file, decompressed if it is compressed with gzip; its content decides, not its name.</summary>
public sealed class DocumentFile : IDisposable
{
    private readonly FileStream _file;
    private readonly PeekedStream _content;
    private readonly bool _isCompressed;
    private readonly Encoding? _encoding;
    private Stream? _spooled;

    /// <summary>Opens a file and reads its beginning.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="encoding">The encoding of its text; null to detect it.</param>
    /// <param name="watch">Takes the number of stored bytes read so far, at each read.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied, or the path is a folder.</exception>
    /// <exception cref="InvalidDataException">The file is compressed and damaged; reading may throw the same.</exception>
    public DocumentFile(string path, Encoding? encoding, Action<long> watch)
    {
        _encoding = encoding;
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0, FileOptions.SequentialScan);
        try
        {
            _content = new PeekedStream(new CancellableStream(_file, default, watch), SourceBeginning.MaxLength);
            if (_content.Beginning is [0x1F, 0x8B, 8, ..])
            {
                _isCompressed = true;
                _content = new PeekedStream(new GzipReader(_content), SourceBeginning.MaxLength);
            }
        }
        catch
        {
            _file.Dispose();
            throw;
        }

        Beginning = new SourceBeginning(_content.Beginning.ToArray(), _content.IsAll, encoding);
    }

    /// <summary>The beginning of the content.</summary>
    public SourceBeginning Beginning { get; }

    /// <summary>The number of bytes as stored; 0 if it is not known.</summary>
    public long Length => _file.CanSeek ? _file.Length : 0;

    /// <summary>Returns the content from its beginning; called once.</summary>
    /// <param name="seekable">Whether the stream must be able to seek. A compressed file is decompressed to a temporary one for it.</param>
    public Stream Open(bool seekable)
    {
        if (!seekable)
            return _content;
        if (!_isCompressed && _file.CanSeek)
        {
            _file.Position = 0;
            return _file;
        }

        _spooled = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        _content.CopyTo(_spooled);
        _spooled.Position = 0;
        return _spooled;
    }

    /// <summary>Reads the content as text.</summary>
    /// <param name="check">Whether content that is not text is an error.</param>
    public DocumentReader OpenText(bool check) => new(Open(seekable: false), _encoding, check: check);

    /// <inheritdoc/>
    public void Dispose()
    {
        _spooled?.Dispose();
        _content.Dispose();
        _file.Dispose();
    }
}
