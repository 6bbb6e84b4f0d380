using Microsoft.Win32.SafeHandles;

namespace SynthGen.Files;

/// <summary>A new file that begins to write to the disk while more is written, so that the final flush is short.</summary>
internal sealed class SteadyStream : FileStream
{
    private const int FlushEvery = 32 * 1024 * 1024;
    private readonly SafeFileHandle _handle;
    private int _unflushed;
    private Task _flushing = Task.CompletedTask;

    public SteadyStream(string path, FileStreamOptions options)
        : base(path, options) => _handle = SafeFileHandle;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            base.Write(buffer);
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw DiskFull.FileTooLong(error);
        }

        _unflushed += buffer.Length;
        if (_unflushed < FlushEvery || !_flushing.IsCompleted)
            return;

        _flushing.GetAwaiter().GetResult();
        _unflushed = 0;
        _flushing = Task.Run(() => RandomAccess.FlushToDisk(_handle));
    }

    public override void Flush(bool flushToDisk)
    {
        // The operating system reports a disk error only once, to the first flush.
        if (flushToDisk)
            _flushing.GetAwaiter().GetResult();
        base.Flush(flushToDisk);
    }

    protected override void Dispose(bool disposing)
    {
        ((IAsyncResult)_flushing).AsyncWaitHandle.WaitOne();
        base.Dispose(disposing);
    }
}
