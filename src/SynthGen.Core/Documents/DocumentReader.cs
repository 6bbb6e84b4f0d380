using System.Text;
using SynthGen.Documents.Encodings;

namespace SynthGen.Documents;

/// <summary>Reads a file into a splitter, block by block.</summary>
public sealed class DocumentReader : IDisposable
{
    /// <summary>
    /// The block size in bytes: small enough that a block stays in the processor's cache until it is split.
    /// </summary>
    internal const int DefaultBlockSize = 1 << 18;

    private const int SampleLength = 1 << 15;

    private readonly Stream _stream;
    private readonly byte[] _block;
    private readonly InvalidBytes _invalid = new();
    private readonly TextCheck? _check;
    private Encoding? _encoding;
    private Decoder? _decoder;
    private byte[] _sample = [];
    private long _line;
    private bool _isGuessed;
    private bool _isNamed;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="encoding">Its encoding; null for that of its byte order mark, or else UTF-8.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied, or the path is a folder.</exception>
    public DocumentReader(string path, Encoding? encoding)
        : this(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0, FileOptions.SequentialScan), encoding)
    {
    }

    /// <summary>Reads a stream in blocks of at least 4 bytes.</summary>
    /// <param name="stream">The stream; closed with the reader.</param>
    /// <param name="encoding">Its encoding; null to detect it.</param>
    /// <param name="blockSize">The size of a block in bytes.</param>
    /// <param name="check">Whether content that is not text is an error, and UTF-16 without a byte order mark is recognised.</param>
    internal DocumentReader(Stream stream, Encoding? encoding, int blockSize = DefaultBlockSize, bool check = false)
    {
        _stream = stream;
        _encoding = encoding;
        _block = new byte[blockSize];
        _check = check ? new TextCheck() : null;
    }

    /// <summary>The number of bytes read so far.</summary>
    public long Position { get; private set; }

    /// <summary>The number of bytes of the file; 0 if it is not known.</summary>
    public long Length => _stream.CanSeek ? _stream.Length : 0;

    /// <summary>Reads the next block.</summary>
    /// <returns>False at the end of the file, after completing the splitter.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="PageTooLongException">A page exceeds the maximum length.</exception>
    /// <exception cref="NotTextException">The content is not text, and that is to be checked.</exception>
    public bool ReadInto(PageSplitter splitter)
    {
        // Reads at least four bytes first, the maximum length of a byte order mark.
        int read = _stream.ReadAtLeast(_block, _decoder is null ? Math.Min(4, _block.Length) : 1, throwOnEndOfStream: false);
        Position += read;
        ReadOnlySpan<byte> bytes = _block.AsSpan(0, read);
        if (_decoder is null)
            Begin(bytes);

        bool isEnd = read == 0;
        Span<char> space = splitter.GetSpan(_encoding!.GetMaxCharCount(read));
        bool wasValid = _invalid.Count == 0;
        int length = _decoder!.GetChars(bytes, space, flush: isEnd);
        if (wasValid && _invalid.Count > 0)
            Look(bytes, splitter);
        Check(space[..length], bytes, isEnd);
        splitter.Advance(length);
        if (isEnd)
            splitter.Complete();
        return !isEnd;
    }

    /// <summary>Returns warnings about the encoding, after the end; mostly none.</summary>
    public IEnumerable<string> Warnings()
    {
        if (_isGuessed)
            yield return $"The text has no byte order mark and is read as UTF-16: -Encoding {(_encoding is UnicodeEncoding { CodePage: 1200 } ? "unicode" : "bigendianunicode")} says so.";
        if (_invalid.Count == 0)
            yield break;

        string bytes = _invalid.Count == 1 ? $"A byte on line {_line} is" : $"{_invalid.Count:N0} sequences of bytes, the first on line {_line}, are";
        yield return $"{bytes} not {_encoding!.WebName.ToUpperInvariant()} and became U+FFFD. {(EncodingGuess.Of(_sample) is { } guess && !_isNamed
            ? $"The text is likely {guess.Name}: -Encoding {guess.Parameter}."
            : "If the text is in another encoding, name it with -Encoding.")}";
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private void Begin(ReadOnlySpan<byte> bytes)
    {
        _isNamed = _encoding is not null;
        if (!_isNamed && _check is not null && ByteOrderMark.Detect(bytes) is null && TextEncoding.DetectUtf16(bytes) is { } guessed)
        {
            _isGuessed = true;
            _encoding = guessed;
        }

        _encoding ??= ByteOrderMark.Detect(bytes) ?? Encoding.UTF8;
        _decoder = _invalid.Watch(_encoding).GetDecoder();
    }

    // Finds the line of the first invalid byte, and keeps a sample of what is around it.
    private void Look(ReadOnlySpan<byte> bytes, PageSplitter splitter)
    {
        int until = Math.Clamp(_invalid.FirstIndex, 0, bytes.Length);
        _line = splitter.CountLines() + bytes[..until].Count((byte)'\n');
        _sample = bytes[Math.Max(0, until - SampleLength)..Math.Min(bytes.Length, until + SampleLength)].ToArray();
    }

    private void Check(ReadOnlySpan<char> text, ReadOnlySpan<byte> bytes, bool isEnd)
    {
        if (_check is null)
            return;
        if (_encoding!.CodePage == Encoding.UTF8.CodePage)
            _check.Add(text, bytes);
        else
            _check.Add(text);
        if (isEnd)
            _check.Complete();
        if (_check.NotTextFrom is { } from)
            throw new NotTextException(from);
    }
}
