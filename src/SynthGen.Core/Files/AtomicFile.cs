using Microsoft.Win32.SafeHandles;

namespace SynthGen.Files;

/// <summary>How a file is put in place.</summary>
public enum FilePlacement
{
    /// <summary>It takes the place of one that may be there.</summary>
    Replace,

    /// <summary>There must be none, at the end either.</summary>
    CreateNew,

    /// <summary>What is written follows what is there.</summary>
    Append,
}

/// <summary>
/// A file that is whole or not there: it is written beside its place, under another name, and put there at the end. Until
/// <see cref="Commit"/> the earlier file is untouched; without it the partial one stays.
/// </summary>
/// <remarks>
/// Replacing is one rename. Appending copies what was written to the end of the earlier file, so that a large file need
/// not be copied: a process killed during that copy leaves the earlier lines, some of the new ones, and the partial file
/// with all new ones.
/// </remarks>
public sealed class AtomicFile : IDisposable
{
    private readonly Stream _stream;
    private bool _closed;
    private string? _earlierPath;
    private (long Length, byte[] Torn)? _earlierEnd;

    /// <summary>Begins a file.</summary>
    /// <param name="path">Its place; a symbolic link stands for what it leads to.</param>
    /// <param name="placement">How it is put there.</param>
    /// <exception cref="IOException">The partial file cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder does not let it be created.</exception>
    public AtomicFile(string path, FilePlacement placement)
        : this(path, placement, partial => new SteadyStream(File.OpenHandle(partial, FileMode.CreateNew, FileAccess.ReadWrite)))
    {
    }

    internal AtomicFile(string path, FilePlacement placement, Func<string, Stream> open)
    {
        TargetPath = (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);
        PartialPath = $"{TargetPath}.partial-{Random.Shared.Next():x8}";
        Placement = placement;
        _stream = open(PartialPath);
    }

    /// <summary>Where the file will be.</summary>
    public string TargetPath { get; }

    /// <summary>Where it is until then.</summary>
    public string PartialPath { get; }

    /// <summary>How it is put there.</summary>
    public FilePlacement Placement { get; }

    /// <summary>What is written.</summary>
    public Stream Stream => _stream;

    /// <summary>Whether the file is in its place.</summary>
    public bool Committed { get; private set; }

    /// <summary>Begins a file that replaces what is there, with its content.</summary>
    /// <inheritdoc cref="AtomicFile(string, FilePlacement)" path="/exception"/>
    public static AtomicFile Of(string path, ReadOnlySpan<byte> content)
    {
        AtomicFile file = new(path, FilePlacement.Replace);
        file.Stream.Write(content);
        return file;
    }

    /// <summary>
    /// Puts several files in their places, or none of them if one cannot be put there. A process killed meanwhile may leave
    /// some, with what they replaced beside them; the last one is put there last.
    /// </summary>
    /// <returns>What <see cref="Commit"/> says of the last file.</returns>
    /// <inheritdoc cref="Commit" path="/exception"/>
    public static long CommitAll(IReadOnlyList<AtomicFile> files)
    {
        int placed = 0;
        try
        {
            for (; placed < files.Count - 1; placed++)
                files[placed].Place(keepEarlier: true);
            long cut = files[^1].Commit();
            foreach (AtomicFile file in files)
                file.Forget();
            return cut;
        }
        catch
        {
            while (placed-- > 0)
                files[placed].TakeBack();
            throw;
        }
    }

    /// <summary>Puts the file in its place, once all of it is on the disk.</summary>
    /// <returns>The number of bytes of a torn last line that were cut off before appending; 0 if there was none.</returns>
    /// <exception cref="IOException">It cannot be put there; the earlier file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The earlier file may not be changed.</exception>
    public long Commit()
    {
        long cut = Place(keepEarlier: false);
        Forget();
        return cut;
    }

    private long Place(bool keepEarlier)
    {
        long cut = 0;
        if (Placement == FilePlacement.Append && File.Exists(TargetPath))
        {
            cut = AppendToTarget();
        }
        else
        {
            (_stream as FileStream)?.Flush(flushToDisk: true);
            Close();
            if (Placement != FilePlacement.CreateNew && File.Exists(TargetPath))
                TakeAttributes();
            if (keepEarlier && Placement == FilePlacement.Replace && File.Exists(TargetPath))
            {
                _earlierPath = $"{PartialPath}.earlier";
                File.Move(TargetPath, _earlierPath);
            }

            try
            {
                File.Move(PartialPath, TargetPath, overwrite: Placement != FilePlacement.CreateNew);
            }
            catch when (_earlierPath is not null)
            {
                File.Move(_earlierPath, TargetPath);
                throw;
            }
        }

        Committed = true;
        return cut;
    }

    private void TakeBack()
    {
        Committed = false;
        if (_earlierEnd is { } end)
        {
            using FileStream target = new(TargetPath, FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0);
            target.SetLength(end.Length - end.Torn.Length);
            target.Seek(0, SeekOrigin.End);
            target.Write(end.Torn);
            return;
        }

        File.Move(TargetPath, PartialPath);
        if (_earlierPath is not null)
            File.Move(_earlierPath, TargetPath);
    }

    // What is in its place needs neither what it was made from nor what was there before.
    private void Forget()
    {
        Close();
        if (_earlierEnd is not null)
            File.Delete(PartialPath);
        if (_earlierPath is not null)
            File.Delete(_earlierPath);
    }

    /// <summary>Removes the partial file, for when there is nothing in it.</summary>
    public void Discard()
    {
        Close();
        File.Delete(PartialPath);
    }

    /// <summary>Closes the partial file, and leaves it where it is unless it was put in its place.</summary>
    public void Dispose() => Close();

    private void Close()
    {
        if (_closed)
            return;

        _closed = true;
        _stream.Dispose();
    }

    // What its owner set on the earlier file holds for the one that takes its place.
    private void TakeAttributes()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(PartialPath, File.GetUnixFileMode(TargetPath));
        else if (File.GetAttributes(TargetPath).HasFlag(FileAttributes.ReadOnly))
            File.SetAttributes(TargetPath, FileAttributes.Normal);
    }

    private long AppendToTarget()
    {
        FileAttributes attributes = File.GetAttributes(TargetPath);
        if (attributes.HasFlag(FileAttributes.ReadOnly))
            File.SetAttributes(TargetPath, attributes & ~FileAttributes.ReadOnly);
        try
        {
            return CopyToEnd();
        }
        finally
        {
            if (attributes.HasFlag(FileAttributes.ReadOnly))
                File.SetAttributes(TargetPath, attributes);
        }
    }

    private long CopyToEnd()
    {
        using FileStream target = new(TargetPath, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        long before = target.Length;
        TornLine torn = TargetPath.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? TornLine.None : TornLine.Find(target);
        try
        {
            target.SetLength(torn.IsRow ? before : before - torn.Bytes.Length);
            target.Seek(0, SeekOrigin.End);
            if (torn.IsRow)
                target.WriteByte((byte)'\n');
            _stream.Seek(0, SeekOrigin.Begin);
            _stream.CopyTo(target, 1024 * 1024);
            target.Flush(flushToDisk: true);
            _earlierEnd = (before, torn.Bytes);
        }
        catch (IOException)
        {
            target.SetLength(before - torn.Bytes.Length);
            target.Seek(0, SeekOrigin.End);
            target.Write(torn.Bytes);
            throw;
        }

        return torn.IsRow ? 0 : torn.Bytes.Length;
    }

    // Has what was written brought to the disk while more is written, so that little is left to wait for at the end.
    private sealed class SteadyStream : FileStream
    {
        private const int FlushEvery = 32 * 1024 * 1024;
        private readonly SafeFileHandle _handle;
        private int _unflushed;
        private Task _flushing = Task.CompletedTask;

        public SteadyStream(SafeFileHandle handle)
            : base(handle, FileAccess.ReadWrite, bufferSize: 0) => _handle = handle;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            try
            {
                base.Write(buffer);
            }
            catch (ArgumentOutOfRangeException error)
            {
                // So .NET says that no file may be that long, on a FAT disk or under a limit.
                throw new IOException("No file may be that long here.", error);
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
            // An error of the disk is told once only: to whoever flushed first.
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
}
