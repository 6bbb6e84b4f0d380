using System.IO.Compression;

namespace SynthGen.Files;

/// <summary>
/// Decompresses gzip with one or more members and detects a missing end. GZipStream alone treats a truncated file as
/// complete, and ignores data after it that is not gzip.
/// </summary>
/// <remarks>
/// A member of known content is read after the file. If that content does not come out at the end, the file was
/// truncated.
/// </remarks>
internal sealed class GzipReader : ReadOnlyStream
{
    private static readonly byte[] EndMark = "7d4c0f5e-end-of-file"u8.ToArray();
    private static readonly byte[] EndMember = Compress(EndMark);

    private readonly GZipStream _gzip;
    private readonly byte[] _held = new byte[128 * 1024];
    private int _start;
    private int _end;

    public GzipReader(Stream file) => _gzip = new GZipStream(new WithEndMember(file), CompressionMode.Decompress);

    public override int Read(byte[] buffer, int offset, int count)
    {
        while (_end - _start <= EndMark.Length)
        {
            _held.AsSpan(_start, _end - _start).CopyTo(_held);
            (_start, _end) = (0, _end - _start);
            int more = _gzip.Read(_held, _end, _held.Length - _end);
            _end += more;
            if (more == 0)
            {
                return _held.AsSpan(0, _end).SequenceEqual(EndMark)
                    ? 0
                    : throw new InvalidDataException("The end of the compressed file is missing, or something else follows it.");
            }
        }

        int length = Math.Min(count, _end - _start - EndMark.Length);
        _held.AsSpan(_start, length).CopyTo(buffer.AsSpan(offset));
        _start += length;
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _gzip.Dispose();
        base.Dispose(disposing);
    }

    private static byte[] Compress(byte[] content)
    {
        MemoryStream stream = new();
        using (GZipStream gzip = new(stream, CompressionLevel.Optimal))
            gzip.Write(content);
        return stream.ToArray();
    }

    private sealed class WithEndMember(Stream file) : ReadOnlyStream
    {
        private readonly MemoryStream _end = new(EndMember);

        public override int Read(byte[] buffer, int offset, int count) =>
            file.Read(buffer, offset, count) is > 0 and int some ? some : _end.Read(buffer, offset, count);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                file.Dispose();
            base.Dispose(disposing);
        }
    }
}
