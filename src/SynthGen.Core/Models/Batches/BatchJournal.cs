using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using SynthGen.Files;

namespace SynthGen.Models.Batches;

/// <summary>
/// Remembers jobs and replies in a file that only grows. A job's line is on the disk before the job is created, so that a run
/// that is killed in between finds the job by its name. Of the replies only their places are in memory. Thread-safe.
/// </summary>
public sealed class BatchJournal : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, (long Offset, int Length)> _replies = [];
    private readonly Dictionary<UInt128, JournaledBatch> _open = [];
    private readonly Dictionary<string, JournaledBatch> _jobs = [];
    private readonly FileLock? _guard;
    private readonly SafeFileHandle _file;
    private long _length;

    private BatchJournal(string path, bool isWritten, CancellationToken cancellationToken)
    {
        FilePath = OutputFile.Resolve(path);
        _guard = isWritten ? FileLock.Take(FilePath) : null;
        try
        {
            _file = isWritten
                ? File.OpenHandle(FilePath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite)
                : File.OpenHandle(FilePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
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

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>The length in bytes of a torn last line, which is removed before writing; usually 0.</summary>
    public long TornBytes { get; private set; }

    /// <summary>The number of invalid lines; they are skipped.</summary>
    public int BadLines { get; private set; }

    /// <summary>The jobs, in the order in which they were created.</summary>
    public IReadOnlyList<JournaledBatch> Jobs
    {
        get
        {
            lock (_lock)
                return [.. _jobs.Values];
        }
    }

    /// <summary>Returns the path of the jobs that belong to a command's journal.</summary>
    public static string PathFor(string journalPath) => journalPath + ".batches";

    /// <summary>Opens a journal for writing, or begins one.</summary>
    /// <exception cref="FileInUseException">Another process is writing it.</exception>
    /// <exception cref="InvalidDataException">The file is something else; it is unchanged.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static BatchJournal Open(string path, CancellationToken cancellationToken = default) => new(path, isWritten: true, cancellationToken);

    /// <summary>Opens a journal to read its present state; a run may be writing it.</summary>
    /// <inheritdoc cref="Open" path="/exception"/>
    public static BatchJournal OpenRead(string path, CancellationToken cancellationToken = default) => new(path, isWritten: false, cancellationToken);

    /// <summary>Returns the reply to a call; null if there is none.</summary>
    public BatchAnswer? Find(UInt128 key)
    {
        (long Offset, int Length) place;
        lock (_lock)
        {
            if (!_replies.TryGetValue(key, out place))
                return null;
        }

        byte[] line = new byte[place.Length];
        try
        {
            int read = RandomAccess.Read(_file, line, place.Offset);
            using JsonDocument document = JsonDocument.Parse(line.AsMemory(0, read));
            return BatchJournalLine.ReadReply(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Such a line is damaged, so the call is made again.
            lock (_lock)
                _replies.Remove(key);
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _guard?.Dispose();
    }

    /// <summary>Whether a job that is not over has the request of a call.</summary>
    internal bool IsOpen(UInt128 key)
    {
        lock (_lock)
            return _open.ContainsKey(key);
    }

    /// <summary>Whether there is a reply to a call.</summary>
    internal bool HasReply(UInt128 key)
    {
        lock (_lock)
            return _replies.ContainsKey(key);
    }

    /// <summary>Records a job before it is created.</summary>
    internal void Intend(JournaledBatch job) => Append(BatchJournalLine.Job(job), isDurable: true, _ => AddJob(job));

    /// <summary>Records the id of a job that was created.</summary>
    internal void Create(JournaledBatch job, string id) => Append(BatchJournalLine.Created(job.Name, id), isDurable: true, _ => job.Id = id);

    /// <summary>Records that nothing more comes of a job. Its replies are on the disk before.</summary>
    internal void End(JournaledBatch job, GenerationBatchStatus status, string? reason)
    {
        Append([], isDurable: true, _ => { });
        Append(BatchJournalLine.Ended(job.Name, status, reason), isDurable: true, _ => EndJob(job, status, reason));
    }

    /// <summary>Records a reply.</summary>
    internal void Add(UInt128 key, BatchAnswer answer)
    {
        byte[] line = BatchJournalLine.Reply(key, answer);
        Append(line, isDurable: false, offset => _replies[key] = (offset, line.Length - 1));
    }

    /// <summary>Forgets replies: the calls are made again when they come again.</summary>
    internal void Forget(IReadOnlyList<UInt128> keys) => Append(BatchJournalLine.Forget(keys), isDurable: false, _ => RemoveReplies(keys));

    private void Append(byte[] line, bool isDurable, Action<long> change)
    {
        lock (_lock)
        {
            try
            {
                RandomAccess.Write(_file, line, _length);
                if (isDurable)
                    RandomAccess.FlushToDisk(_file);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
            {
                Exception cause = error is ArgumentOutOfRangeException range ? DiskFull.FileTooLong(range) : error;
                throw new RunEndedException(RunEnd.JournalNotWritten, $"The journal '{FilePath}' cannot be written: {DiskFull.Explain(cause, FilePath)}", cause);
            }

            change(_length);
            _length += line.Length;
        }
    }

    private void AddJob(JournaledBatch job)
    {
        _jobs[job.Name] = job;
        foreach (UInt128 key in job.Keys)
            _open[key] = job;
    }

    private void EndJob(JournaledBatch job, GenerationBatchStatus status, string? reason)
    {
        foreach (UInt128 key in job.Keys)
        {
            if (_open.TryGetValue(key, out JournaledBatch? open) && open == job)
                _open.Remove(key);
        }

        (job.End, job.Reason, job.Keys) = (status, reason, []);
    }

    private void RemoveReplies(IReadOnlyList<UInt128> keys)
    {
        foreach (UInt128 key in keys)
            _replies.Remove(key);
    }

    private void Load(CancellationToken cancellationToken)
    {
        byte[] block = new byte[1 << 20];
        int held = 0;
        long at = 0;
        for (int read = 1; read > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            read = RandomAccess.Read(_file, block.AsSpan(held), at + held);
            int from = 0, end = held + read;
            for (int next; (next = block.AsSpan(from, end - from).IndexOf((byte)'\n')) >= 0; from += next + 1)
                Index(block.AsMemory(from, next), at + from);
            held = end - from;
            block.AsSpan(from, held).CopyTo(block);
            at += from;
            if (held == block.Length)
                Array.Resize(ref block, block.Length * 2);
        }

        if (at == 0 && held > 0 && !"{\"job\":\""u8.StartsWith(block.AsSpan(0, Math.Min(held, 8))))
            throw new InvalidDataException("It is not one of jobs.");
        TornBytes = held;
        _length = at;
    }

    private void Index(ReadOnlyMemory<byte> line, long offset)
    {
        string? kind = BatchJournalLine.ReadKind(line.Span, out UInt128 key);
        if (kind is null && offset == 0)
            throw new InvalidDataException("Its first line is not one of a job.");
        if (kind == "key" && line.Span[^1] == '}')
        {
            _replies[key] = (offset, line.Length);
            return;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            Read(kind, document.RootElement);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            BadLines++;
        }
    }

    private void Read(string? kind, JsonElement line)
    {
        switch (kind)
        {
            case "job":
                AddJob(BatchJournalLine.ReadJob(line));
                break;
            case "created":
                _jobs[line.GetProperty(kind).GetString()!].Id = line.GetProperty("id").GetString();
                break;
            case "ended":
                string? reason = line.TryGetProperty("reason", out JsonElement given) ? given.GetString() : null;
                EndJob(_jobs[line.GetProperty(kind).GetString()!], Enum.Parse<GenerationBatchStatus>(line.GetProperty("status").GetString()!), reason);
                break;
            case "forget":
                RemoveReplies(BatchJournalLine.ReadKeys(line.GetProperty(kind)));
                break;
            default:
                throw new FormatException("It is of an unknown kind.");
        }
    }
}
