namespace SynthGen.Models.Hub;

/// <summary>What of a file has come so far; it stays for the next attempt until it is complete.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly Stream _stream;

    /// <exception cref="HubException">It cannot be opened.</exception>
    public PartialFile(string path, Func<string, Stream> open)
    {
        Path = path;
        _stream = Guard(() => open(path));
        _stream.Seek(0, SeekOrigin.End);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>How many bytes have come.</summary>
    public long Length => _stream.Length;

    // Beside the part, for the process that resumes it.
    private string TagPath => $"{Path}.etag";

    /// <summary>The entity tag of the content that the part is of, with its quotes; null if it is not known.</summary>
    public string? EntityTag
    {
        get => File.Exists(TagPath) && Guard(() => File.ReadAllText(TagPath)) is ['"', _, .., '"'] tag && !tag[1..^1].Any(letter => letter is '"' or < '!' or > '~') ? tag : null;
        set => Guard(() =>
        {
            if (value is null)
                File.Delete(TagPath);
            else
                File.WriteAllText(TagPath, value);
            return true;
        });
    }

    /// <summary>Opens a part for one process alone.</summary>
    public static Stream Open(string path)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
    }

    /// <summary>Adds what came.</summary>
    /// <exception cref="HubException">It cannot be written; what was written before stays.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _stream.Write(bytes);
        }
        catch (IOException error)
        {
            throw NotWritten(Path, error);
        }
    }

    /// <summary>Throws away what has come.</summary>
    public void Restart()
    {
        Guard(() => _stream.Seek(0, SeekOrigin.Begin));
        _stream.SetLength(0);
        EntityTag = null;
    }

    /// <summary>The SHA-256 of what has come, in lower case, once all of it is on the disk.</summary>
    /// <param name="progress">Called with the number of bytes that were read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public string ComputeSha256(Action<long> progress, CancellationToken cancellationToken)
    {
        (_stream as FileStream)?.Flush(flushToDisk: true);
        return Guard(() => ContentHash.Sha256(_stream, progress, cancellationToken));
    }

    /// <summary>Closes it and lets the file be; its entity tag is no longer needed.</summary>
    public void Complete()
    {
        _stream.Dispose();
        EntityTag = null;
    }

    /// <summary>Deletes it.</summary>
    public void Delete()
    {
        Complete();
        Guard(() =>
        {
            File.Delete(Path);
            return true;
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    /// <summary>The failure to write a file.</summary>
    internal static HubException NotWritten(string path, Exception error) => IsDiskFull(error)
        ? new HubException(HubError.DiskFull, $"The disk of '{path}' is full.", error)
        : new HubException(HubError.NotWritten, $"'{path}' cannot be written: {error.Message}", error);

    // ENOSPC, and EDQUOT of Linux and macOS; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows.
    private static bool IsDiskFull(Exception error) => error is IOException && error.HResult is 28 or 122 or 69 or unchecked((int)0x80070070) or unchecked((int)0x80070027);

    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(Path, error);
        }
    }
}
