using Microsoft.Win32.SafeHandles;
using SynthGen.Files;

namespace SynthGen.Datasets.Review;

/// <summary>
/// A review file that is written: each decision is on the disk before <see cref="Append"/> returns. Part of a last line that a killed
/// process left is cut off. The file is created with the first decision. Thread-safe.
/// </summary>
public sealed class ReviewFile : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly FileLock _guard;
    private SafeFileHandle? _file;
    private DateTimeOffset _last = DateTimeOffset.MinValue;
    private long _length;

    private ReviewFile(string path, FileLock guard, TimeProvider time) => (Path, _guard, _time) = (path, guard, time);

    /// <summary>The file's path, at the end of its links.</summary>
    public string Path { get; }

    /// <summary>The decisions of the file.</summary>
    public ReviewBook Book { get; } = new();

    /// <summary>The number of bytes of a torn last line that were cut off; usually 0.</summary>
    public long TornBytes { get; private set; }

    /// <summary>The number of lines that are not decisions; they stay and are skipped.</summary>
    public long BadLines { get; private set; }

    /// <summary>Returns the path of a dataset's review file: lease.review.jsonl for lease.jsonl.</summary>
    public static string PathFor(string dataset) => DatasetName.Beside(dataset, ".review.jsonl");

    /// <summary>Opens a file, which need not exist, and reads its decisions.</summary>
    /// <param name="path">The file.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="cancellation">Cancels reading.</param>
    /// <exception cref="FileInUseException">Another process writes it.</exception>
    /// <exception cref="NotAFileException">It, or its lock, is something else than a regular file.</exception>
    /// <exception cref="InvalidDataException">Its first line is not a decision; the file is unchanged.</exception>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    public static ReviewFile Open(string path, TimeProvider? time = null, CancellationToken cancellation = default)
    {
        string file = OutputFile.Resolve(path);
        ReviewFile review = new(file, FileLock.Take(file), time ?? TimeProvider.System);
        try
        {
            if (File.Exists(file))
                review.Load(cancellation);
            return review;
        }
        catch
        {
            review.Dispose();
            throw;
        }
    }

    /// <summary>Writes a decision. Its time is now, or a millisecond after the file's latest if the clock was set back.</summary>
    /// <returns>The decision as it was written.</returns>
    /// <exception cref="ReviewNotWrittenException">It is not on the disk; the lines before stay.</exception>
    public ReviewDecision Append(ReviewDecision decision)
    {
        lock (_lock)
        {
            DateTimeOffset now = DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());
            ReviewDecision written = decision with { Time = now > _last ? now : _last.AddMilliseconds(1) };
            byte[] line = ReviewLine.Write(written);
            Begin();
            try
            {
                RandomAccess.Write(_file!, line, _length);
                RandomAccess.FlushToDisk(_file!);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
            {
                CutOff();
                throw new ReviewNotWrittenException(Path, error is ArgumentOutOfRangeException range ? DiskFull.FileTooLong(range) : error);
            }

            _length += line.Length;
            _last = written.Time;
            Book.Add(written);
            return written;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        _guard.Dispose();
    }

    private void Load(CancellationToken cancellation)
    {
        bool any = false;
        foreach (ReviewEntry entry in ReviewReader.Read(Path, cancellation))
        {
            if (entry.Decision is { } decision)
            {
                Book.Add(decision);
                _last = decision.Time > _last ? decision.Time : _last;
            }
            else if (!any && !entry.IsTorn)
            {
                throw new InvalidDataException($"Line {entry.Number} is not a decision: {entry.Problem}.");
            }
            else if (!entry.IsTorn)
            {
                BadLines++;
            }

            any = true;
        }

        using FileStream file = new(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        TornLine torn = file.Length == 0 ? TornLine.None : TornLine.Find(file);
        _length = file.Length;
        if (torn.IsRow)
        {
            file.Seek(0, SeekOrigin.End);
            file.WriteByte((byte)'\n');
            _length++;
        }
        else if (torn.Bytes.Length > 0)
        {
            TornBytes = torn.Bytes.Length;
            file.SetLength(_length -= TornBytes);
        }
    }

    // Another program may have replaced or changed the file: a line at the old place would be lost, or damage it.
    private void Begin()
    {
        try
        {
            _file ??= File.OpenHandle(Path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
            if (!File.Exists(Path) || RandomAccess.GetLength(_file) != _length || File.GetCreationTimeUtc(_file) != File.GetCreationTimeUtc(Path))
                throw new IOException("another program has changed or removed it.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ReviewNotWrittenException(Path, error);
        }
    }

    // Of a line that could not be written only a part may be there. If it stays, the next opening cuts it off.
    private void CutOff()
    {
        try
        {
            if (_file is { } file && RandomAccess.GetLength(file) > _length)
                RandomAccess.SetLength(file, _length);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }
}

/// <summary>A decision could not be written.</summary>
public sealed class ReviewNotWrittenException(string path, Exception cause) : IOException($"'{path}' cannot be written: {DiskFull.Explain(cause, path)}", cause);
