using SynthGen.Files;

namespace SynthGen.Models.Hub;

/// <summary>The downloaded part of a file; it stays for the next attempt until it is complete.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly Stream _stream;

    /// <exception cref="HubException">The partial file cannot be opened.</exception>
    public PartialFile(string path, Func<string, Stream> open)
    {
        Path = path;
        _stream = Guard(() => open(path));
        _stream.Seek(0, SeekOrigin.End);
    }

    /// <summary>The path.</summary>
    public string Path { get; }

    /// <summary>The number of bytes downloaded.</summary>
    public long Length => _stream.Length;

    // Stored beside the partial file, for the process that resumes it.
    private string TagPath => $"{Path}.etag";

    /// <summary>The entity tag of the content that the bytes belong to, with its quotes; null if unknown.</summary>
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

    /// <summary>Opens a partial file for exclusive use.</summary>
    public static Stream Open(string path)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
    }

    /// <summary>Appends downloaded bytes.</summary>
    /// <exception cref="HubException">The bytes cannot be written; earlier ones stay.</exception>
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

    /// <summary>Discards the downloaded bytes.</summary>
    public void Restart()
    {
        Guard(() => _stream.Seek(0, SeekOrigin.Begin));
        _stream.SetLength(0);
        EntityTag = null;
    }

    /// <summary>Flushes to the disk and returns the SHA-256 of the downloaded bytes, in lower case.</summary>
    /// <param name="progress">Called with the number of bytes read.</param>
    /// <param name="cancellationToken">Cancels the computation.</param>
    public string ComputeSha256(Action<long> progress, CancellationToken cancellationToken)
    {
        (_stream as FileStream)?.Flush(flushToDisk: true);
        return Guard(() => ContentHash.Sha256(_stream, progress, cancellationToken));
    }

    /// <summary>Closes the file and keeps it; deletes its entity tag, which is no longer needed.</summary>
    public void Complete()
    {
        _stream.Dispose();
        EntityTag = null;
    }

    /// <summary>Deletes the partial file.</summary>
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

    /// <summary>Returns the exception for a file that cannot be written.</summary>
    internal static HubException NotWritten(string path, Exception error) => DiskFull.Is(error)
        ? new HubException(HubError.DiskFull, $"The disk of '{path}' is full.", error)
        : new HubException(HubError.NotWritten, $"'{path}' cannot be written: {error.Message}", error);

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
