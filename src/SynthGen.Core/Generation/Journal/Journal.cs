using System.Buffers;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using SynthGen.Files;

namespace SynthGen.Generation.Journal;

/// <summary>
/// Stores records in a file, one a line, so that an interrupted run resumes where it stopped. <see cref="Append"/> hands each
/// line to the operating system before it returns, so that the line survives even if the process is killed. Thread-safe.
/// </summary>
/// <typeparam name="TRecord">The record of a line.</typeparam>
public abstract class Journal<TRecord> : IDisposable
    where TRecord : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, Entry> _entries = [];
    private readonly FileLock? _guard;
    private readonly SafeFileHandle _file;
    private readonly string _path;
    private long _length;

    /// <summary>
    /// Opens a journal, either to write or create it, or to read its present state while a run may be writing it.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="isWritten">Whether to open it for writing.</param>
    /// <param name="cancellationToken">Cancels reading the existing lines.</param>
    /// <exception cref="JournalInUseException">It is opened for writing, and another process is writing it.</exception>
    /// <exception cref="NotAFileException">It, or its lock, is something else than a regular file.</exception>
    /// <exception cref="InvalidDataException">Its first line is not one of a journal; the file is unchanged.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    private protected Journal(string path, bool isWritten, CancellationToken cancellationToken)
    {
        _path = OutputFile.Resolve(path);
        _guard = isWritten ? Guard(_path) : null;
        try
        {
            _file = isWritten
                ? File.OpenHandle(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite)
                : File.OpenHandle(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            CheckFirstLine();
            Load(cancellationToken);
            if (isWritten && TornBytes > 0)
                RandomAccess.SetLength(_file, _length);
        }
        catch
        {
            _file?.Dispose();
            _guard?.Dispose();
            throw;
        }
    }

    /// <summary>The number of records; of those with the same key only the latest counts.</summary>
    public int Count => _entries.Count;

    /// <summary>The number of invalid lines; they are skipped.</summary>
    public int BadLines { get; private set; }

    /// <summary>The length in bytes of a torn last line, which is removed before writing; usually 0.</summary>
    public long TornBytes { get; private set; }

    /// <summary>Why the journal could not be written; null while it can. From then on the run must not be paid for any more.</summary>
    public JournalNotWrittenException? Failure { get; private set; }

    /// <summary>
    /// Reads the records in the order in which they were written; of those with the same key only the latest.
    /// </summary>
    public IEnumerable<TRecord> Records()
    {
        Entry[] entries;
        lock (_lock)
            entries = [.. _entries.Values.OrderBy(entry => entry.Offset)];
        foreach (Entry entry in entries)
        {
            if (Read(entry) is { } record)
                yield return record;
            else
                BadLines++;
        }
    }

    /// <summary>Returns the record with a key; null if there is none, or its line cannot be read.</summary>
    public TRecord? Find(UInt128 key)
    {
        Entry entry;
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out entry))
                return null;
        }

        return Read(entry);
    }

    /// <summary>Returns the status of a key; null if there is none.</summary>
    public OutcomeStatus? StatusOf(UInt128 key)
    {
        lock (_lock)
            return _entries.TryGetValue(key, out Entry entry) ? entry.Status : null;
    }

    /// <summary>Adds a record; it replaces an earlier one under the same key.</summary>
    /// <exception cref="JournalNotWrittenException">The line could not be written completely, or an earlier one; the lines before stay.</exception>
    public void Append(UInt128 key, TRecord record)
    {
        OutcomeStatus status = StatusOf(record);
        byte[] line = JournalLine.Write(key, status, json => Write(json, record));
        lock (_lock)
        {
            if (Failure is not null)
                throw Failure;
            try
            {
                RandomAccess.Write(_file, line, _length);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
            {
                CutOff();
                throw Failure = new JournalNotWrittenException(_path, error is ArgumentOutOfRangeException range ? DiskFull.FileTooLong(range) : error);
            }

            _entries[key] = new Entry(_length, line.Length - 1, status);
            _length += line.Length;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _guard?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Returns Generated, Empty, or Failed for records to be requested again.</summary>
    private protected abstract OutcomeStatus StatusOf(TRecord record);

    /// <summary>Writes the members of a line after its key and status.</summary>
    private protected abstract void Write(Utf8JsonWriter json, TRecord record);

    /// <summary>Reads a line.</summary>
    /// <exception cref="Exception">The line is invalid: any exception that a JsonElement or a reader of rows throws.</exception>
    private protected abstract TRecord Read(JsonElement line);

    // Of a line that could not be written only a part may be there. If it stays, the next run cuts it off.
    private void CutOff()
    {
        try
        {
            RandomAccess.SetLength(_file, _length);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }

    // The lock is a separate file, so that the journal itself stays readable while it is written.
    private static FileLock Guard(string path)
    {
        try
        {
            return FileLock.Take(path);
        }
        catch (FileInUseException error)
        {
            throw new JournalInUseException(path, error);
        }
    }

    // What is not a journal is the user's own, and must not be cut off or written to.
    private void CheckFirstLine()
    {
        byte[] start = new byte[JournalLine.HeadLength];
        int length = RandomAccess.Read(_file, start, 0);
        if (!JournalLine.Begins(start.AsSpan(0, length)))
            throw new InvalidDataException("Its first line is not one of a journal.");
    }

    private TRecord? Read(Entry entry)
    {
        byte[] line = ArrayPool<byte>.Shared.Rent(entry.Length);
        try
        {
            int read = RandomAccess.Read(_file, line.AsSpan(0, entry.Length), entry.Offset);
            Utf8JsonReader reader = new(line.AsSpan(0, read));
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            return Read(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or FormatException)
        {
            // The line begins correctly but is invalid after that, so its work is requested again.
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(line);
        }
    }

    private void Load(CancellationToken cancellationToken)
    {
        byte[] block = new byte[1 << 20];
        int held = 0;
        long blockAt = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int read = RandomAccess.Read(_file, block.AsSpan(held), blockAt + held);
            int from = 0;
            ReadOnlySpan<byte> bytes = block.AsSpan(0, held + read);
            for (int next; (next = bytes[from..].IndexOf((byte)'\n')) >= 0; from += next + 1)
                Index(bytes.Slice(from, next), blockAt + from);

            held = held + read - from;
            if (read == 0)
                break;
            block.AsSpan(from, held).CopyTo(block);
            blockAt += from;
            if (held == block.Length)
                Array.Resize(ref block, block.Length * 2);
        }

        // A killed process may leave half a line, which must not be joined to the next one.
        TornBytes = held;
        _length = blockAt;
    }

    private void Index(ReadOnlySpan<byte> line, long offset)
    {
        if (JournalLine.TryReadHead(line, out UInt128 key, out OutcomeStatus status) && line[^1] == '}')
            _entries[key] = new Entry(offset, line.Length, status);
        else if (!line.IsEmpty)
            BadLines++;
    }

    private readonly record struct Entry(long Offset, int Length, OutcomeStatus Status);
}

/// <summary>The journal cannot be written any more.</summary>
public sealed class JournalNotWrittenException(string path, Exception cause) : IOException($"The journal '{path}' cannot be written: {DiskFull.Explain(cause, path)}", cause);

/// <summary>Another process is writing the journal.</summary>
public sealed class JournalInUseException(string path, Exception cause) : IOException($"Another process writes '{path}'.", cause);
