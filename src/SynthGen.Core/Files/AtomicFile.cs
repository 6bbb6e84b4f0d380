namespace SynthGen.Files;

/// <summary>How a file is put in place.</summary>
public enum FilePlacement
{
    /// <summary>Replaces an existing file.</summary>
    Replace,

    /// <summary>Creates a new file; fails if one exists when writing begins or ends.</summary>
    CreateNew,

    /// <summary>Appends to an existing file.</summary>
    Append,
}

/// <summary>
/// Writes a file completely or not at all: the content is written to a partial file beside the target, which takes its
/// place at the end. Until <see cref="Commit"/> the earlier file is untouched. Without it the partial file stays.
/// </summary>
/// <remarks>
/// Replacing is one rename. Appending copies the new content to the end of the earlier file, so that a large file is not
/// copied. A process killed during that copy leaves the earlier lines, some of the new ones, and the partial file with all
/// new ones.
/// </remarks>
internal sealed class AtomicFile : IDisposable
{
    private const UnixFileMode Permissions = (UnixFileMode)0x1FF;

    private readonly Stream _stream;
    private readonly bool _wasThere;
    private readonly string? _like;
    private bool _closed;
    private string? _earlierPath;
    private (long Length, byte[] Torn)? _earlierEnd;

    /// <summary>Begins a file.</summary>
    /// <param name="path">The target path; a symbolic link is resolved.</param>
    /// <param name="placement">How the file is put in place.</param>
    /// <param name="like">A file whose permissions the new one gets if it replaces none; null for the usual ones.</param>
    /// <exception cref="NotAFileException">The target is something else than a regular file.</exception>
    /// <exception cref="IOException">The partial file cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder does not allow creating it.</exception>
    public AtomicFile(string path, FilePlacement placement, string? like = null)
        : this(path, placement, stream => stream, like)
    {
    }

    /// <summary>Begins a file that is written through another stream than that of its partial file.</summary>
    internal AtomicFile(string path, FilePlacement placement, Func<Stream, Stream> wrap, string? like = null)
    {
        Name = Path.GetFileName(path);
        TargetPath = OutputFile.Resolve(path);
        PartialPath = $"{TargetPath}.partial-{Random.Shared.Next():x8}";
        Placement = placement;
        _wasThere = File.Exists(TargetPath);
        _like = File.Exists(like) ? like : null;
        _stream = wrap(new SteadyStream(PartialPath, CreateOptions()));
    }

    /// <summary>The name that the file will have; of a link its own.</summary>
    public string Name { get; private set; }

    /// <summary>The path of the finished file, at the end of links.</summary>
    public string TargetPath { get; private set; }

    /// <summary>The path of the partial file until then.</summary>
    public string PartialPath { get; }

    /// <summary>How the file is put in place.</summary>
    public FilePlacement Placement { get; }

    /// <summary>The stream to write to.</summary>
    public Stream Stream => _stream;

    /// <summary>Whether the file was put in place.</summary>
    public bool Committed { get; private set; }

    /// <summary>Begins a file with the given content that replaces an existing one.</summary>
    /// <inheritdoc cref="AtomicFile(string, FilePlacement, string)" path="/exception"/>
    public static AtomicFile Of(string path, ReadOnlySpan<byte> content)
    {
        AtomicFile file = new(path, FilePlacement.Replace);
        file.Stream.Write(content);
        return file;
    }

    /// <summary>Writes a file whole: one that is there is replaced at the end, or stays as it was.</summary>
    /// <param name="path">The target path.</param>
    /// <param name="write">Writes the content.</param>
    /// <inheritdoc cref="AtomicFile(string, FilePlacement, string)" path="/exception"/>
    /// <inheritdoc cref="Commit" path="/exception"/>
    public static void Write(string path, Action<Stream> write)
    {
        using AtomicFile file = new(path, FilePlacement.Replace);
        try
        {
            write(file.Stream);
            file.Commit();
        }
        catch
        {
            file.Discard();
            throw;
        }
    }

    /// <summary>
    /// Puts several files in place, or none if one cannot be put in place. A process killed meanwhile may leave some of them,
    /// with the files that they replaced beside them. The last file is put in place last.
    /// </summary>
    /// <returns>The result of <see cref="Commit"/> for the last file.</returns>
    /// <inheritdoc cref="Commit" path="/exception"/>
    public static long CommitAll(IReadOnlyList<AtomicFile> files)
    {
        if (files.Count == 1)
            return files[0].Commit();

        // Files of two processes would be mixed.
        using FileLock turn = FileLock.Await(files[^1].TargetPath);
        int placed = 0;
        try
        {
            for (; placed < files.Count - 1; placed++)
                files[placed].Place(keepEarlier: true);
            long cut = files[^1].Place(keepEarlier: false);
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

    /// <summary>Puts the file in place after flushing it to the disk.</summary>
    /// <returns>The number of bytes of a torn last line that were cut off before appending; 0 if there was none.</returns>
    /// <exception cref="IOException">The file cannot be put in place; the earlier file is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">The earlier file may not be changed.</exception>
    public long Commit()
    {
        // Two processes that append at the same time would write into each other.
        using FileLock? turn = Placement == FilePlacement.Append ? FileLock.Await(TargetPath) : null;
        long cut = Place(keepEarlier: false);
        Forget();
        return cut;
    }

    /// <summary>Gives the file another target, for a name that is known only at the end.</summary>
    /// <exception cref="NotAFileException">The target is something else than a regular file.</exception>
    internal void Rename(string path)
    {
        TargetPath = OutputFile.Resolve(path);
        Name = Path.GetFileName(path);
    }

    /// <summary>Stores the content and closes the partial file, which nothing more is written to.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    internal void Finish()
    {
        if (!_closed)
            (_stream as FileStream)?.Flush(flushToDisk: true);
        Close();
    }

    /// <summary>Moves the complete file to another path of the same disk, instead of its own.</summary>
    /// <exception cref="IOException">It cannot be moved.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be moved.</exception>
    internal void MoveTo(string path)
    {
        Complete();
        File.Move(PartialPath, path);
        Committed = true;
    }

    /// <summary>Takes a file back from where <see cref="MoveTo"/> put it.</summary>
    internal void MoveBack(string path)
    {
        File.Move(path, PartialPath);
        Committed = false;
    }

    private void Complete()
    {
        Finish();
        if (Placement != FilePlacement.CreateNew)
            TakeAttributes();
    }

    private long Place(bool keepEarlier)
    {
        // It may have become something else while the new content was written.
        if (OutputFile.KindOf(TargetPath) is not (FileKind.File or FileKind.Missing) and FileKind kind)
            throw new NotAFileException(TargetPath, TargetPath, kind);

        long cut = 0;
        if (Placement == FilePlacement.Append)
        {
            cut = AppendOrBegin();
        }
        else
        {
            Complete();
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

    private long AppendOrBegin()
    {
        if (_wasThere && File.Exists(TargetPath))
            return AppendToTarget();

        // It may be of another format.
        if (!_wasThere && File.Exists(TargetPath))
            throw new IOException($"Another process began '{TargetPath}' meanwhile.");
        Complete();
        File.Move(PartialPath, TargetPath, overwrite: false);
        return 0;
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

    // A file that is in place needs neither its partial file nor the earlier content.
    private void Forget()
    {
        Close();
        if (_earlierEnd is not null)
            File.Delete(PartialPath);
        if (_earlierPath is not null)
            File.Delete(_earlierPath);
    }

    /// <summary>Removes the partial file, for the case that it is empty.</summary>
    public void Discard()
    {
        Close();
        File.Delete(PartialPath);
    }

    /// <summary>Closes the partial file; it stays unless it was put in place.</summary>
    public void Dispose() => Close();

    private void Close()
    {
        if (_closed)
            return;

        _closed = true;
        _stream.Dispose();
    }

    // Nobody who may not read the earlier file may read the new one while it is written.
    private FileStreamOptions CreateOptions()
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && Earlier() is { } earlier)
            options.UnixCreateMode = (File.GetUnixFileMode(earlier) & Permissions) | UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    // The new file keeps the attributes that the owner set on the earlier file.
    private void TakeAttributes()
    {
        if (Earlier() is not { } earlier)
            return;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(PartialPath, File.GetUnixFileMode(earlier));
        else if (earlier == TargetPath && File.GetAttributes(earlier).HasFlag(FileAttributes.ReadOnly))
            File.SetAttributes(earlier, FileAttributes.Normal);
    }

    private string? Earlier() => File.Exists(TargetPath) ? TargetPath : File.Exists(_like) ? _like : null;

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
}
