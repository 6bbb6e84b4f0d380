namespace SynthGen.Files;

/// <summary>A stream whose beginning is known before it is read.</summary>
internal sealed class PeekedStream : ReadOnlyStream
{
    private readonly Stream _stream;
    private readonly byte[] _peeked;
    private readonly int _length;
    private int _read;

    /// <summary>Reads the beginning of a stream.</summary>
    /// <param name="stream">The stream; closed with this one.</param>
    /// <param name="length">The number of bytes to know, if there are so many.</param>
    public PeekedStream(Stream stream, int length)
    {
        _stream = stream;
        _peeked = new byte[length];
        _length = stream.ReadAtLeast(_peeked, length, throwOnEndOfStream: false);
    }

    /// <summary>The beginning.</summary>
    public ReadOnlySpan<byte> Beginning => _peeked.AsSpan(0, _length);

    /// <summary>Whether that is all.</summary>
    public bool IsAll => _length < _peeked.Length;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_read == _length)
            return _stream.Read(buffer);
        int count = Math.Min(buffer.Length, _length - _read);
        _peeked.AsSpan(_read, count).CopyTo(buffer);
        _read += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _stream.Dispose();
        base.Dispose(disposing);
    }
}
