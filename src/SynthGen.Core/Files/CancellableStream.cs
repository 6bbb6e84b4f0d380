namespace SynthGen.Files;

/// <summary>
/// A stream whose reading can be cancelled and watched: any reader (a hash, a decompressor, a Parquet library) fails with
/// <see cref="OperationCanceledException"/> at its next read.
/// </summary>
/// <param name="stream">The stream; closed with this one.</param>
/// <param name="cancellation">Cancels reading.</param>
/// <param name="watch">Takes the number of bytes read so far, on the thread that reads; null for nobody.</param>
internal sealed class CancellableStream(Stream stream, CancellationToken cancellation, Action<long>? watch = null) : ReadOnlyStream
{
    private long _read;

    public override bool CanSeek => stream.CanSeek;

    public override long Length => stream.Length;

    public override long Position
    {
        get => stream.Position;
        set => stream.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        cancellation.ThrowIfCancellationRequested();
        int count = stream.Read(buffer);
        watch?.Invoke(_read += count);
        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return stream.ReadAsync(buffer, cancellationToken);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => stream.Seek(offset, origin);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();
        base.Dispose(disposing);
    }
}
