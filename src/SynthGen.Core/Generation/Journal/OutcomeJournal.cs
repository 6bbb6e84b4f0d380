using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace SynthGen.Generation.Journal;

/// <summary>
/// Remembers outcomes in a file, one a line, so that a run that stopped goes on where it stopped. Each line is with the
/// operating system before <see cref="Append"/> returns: it survives the process, killed or not. Thread-safe.
/// </summary>
public sealed class OutcomeJournal : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, Entry> _entries = [];
    private readonly FileStream? _guard;
    private readonly SafeFileHandle _file;
    private long _length;

    private OutcomeJournal(SafeFileHandle file, FileStream? guard) => (_file, _guard) = (file, guard);

    /// <summary>Outcomes that the journal has; of a page that was tried again, the latest.</summary>
    public int Count => _entries.Count;

    /// <summary>Lines that are none of a journal's: passed over.</summary>
    public int BadLines { get; private set; }

    /// <summary>Bytes of a torn last line, which are cut off if the journal is written to; 0 as a rule.</summary>
    public long TornBytes { get; private set; }

    /// <summary>Opens a journal, or begins one.</summary>
    /// <exception cref="JournalInUseException">Another process writes it.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be opened.</exception>
    public static OutcomeJournal Open(string path)
    {
        FileStream guard;
        try
        {
            // A file beside it: the journal itself stays readable while it is written.
            guard = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException error) when (error is not (DirectoryNotFoundException or FileNotFoundException) && File.Exists(path + ".lock"))
        {
            throw new JournalInUseException(path, error);
        }

        OutcomeJournal? journal = null;
        try
        {
            journal = new OutcomeJournal(File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite), guard);
            journal.Load();
            if (journal.TornBytes > 0)
                RandomAccess.SetLength(journal._file, journal._length);
            return journal;
        }
        catch
        {
            journal?._file.Dispose();
            guard.Dispose();
            throw;
        }
    }

    /// <summary>Opens a journal to look into it, as it is at this moment; a run may be writing it.</summary>
    /// <exception cref="IOException">The file is not there, or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be opened.</exception>
    public static OutcomeJournal OpenRead(string path)
    {
        OutcomeJournal journal = new(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), guard: null);
        try
        {
            journal.Load();
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>The outcomes in the order in which they were written; of a page that was tried again, the latest.</summary>
    public IEnumerable<PageOutcome> Outcomes()
    {
        Entry[] entries;
        lock (_lock)
            entries = [.. _entries.Values.OrderBy(entry => entry.Offset)];
        foreach (Entry entry in entries)
        {
            if (Read(entry) is { } outcome)
                yield return outcome;
            else
                BadLines++;
        }
    }

    /// <summary>The outcome under a key; null if there is none, or its line cannot be read.</summary>
    public PageOutcome? Find(UInt128 key)
    {
        Entry entry;
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out entry))
                return null;
        }

        return Read(entry);
    }

    private PageOutcome? Read(Entry entry)
    {
        byte[] line = ArrayPool<byte>.Shared.Rent(entry.Length);
        try
        {
            int read = RandomAccess.Read(_file, line.AsSpan(0, entry.Length), entry.Offset);
            return JournalLine.Read(line.AsSpan(0, read));
        }
        catch (FormatException)
        {
            // It begins like a line of a journal but does not go on like one: the page is asked for again.
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(line);
        }
    }

    /// <summary>The status under a key; null if there is none.</summary>
    public OutcomeStatus? StatusOf(UInt128 key)
    {
        lock (_lock)
            return _entries.TryGetValue(key, out Entry entry) ? entry.Status : null;
    }

    /// <summary>Adds an outcome; it replaces an earlier one under the same key.</summary>
    /// <exception cref="IOException">The line could not be written, or not whole.</exception>
    public void Append(UInt128 key, PageOutcome outcome)
    {
        byte[] line = JournalLine.Write(key, outcome);
        lock (_lock)
        {
            RandomAccess.Write(_file, line, _length);
            _entries[key] = new Entry(_length, line.Length - 1, outcome.Status);
            _length += line.Length;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _guard?.Dispose();
    }

    private void Load()
    {
        byte[] block = new byte[1 << 20];
        int held = 0;
        long blockAt = 0;
        while (true)
        {
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

        // A killed process may leave half a line; what follows must not be glued to it.
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

/// <summary>Another process writes the journal.</summary>
public sealed class JournalInUseException(string path, Exception cause) : IOException($"Another process writes '{path}'.", cause);
