namespace SynthGen.Files;

/// <summary>
/// An empty file beside an output that one process at a time holds. The operating system releases it when the process ends,
/// however it ends; it is deleted when it is released.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private const int Attempts = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly string _path;
    private readonly FileStream _stream;
    private bool _disposed;

    private FileLock(string path, FileStream stream) => (_path, _stream) = (path, stream);

    /// <summary>Returns the path of an output's lock.</summary>
    public static string PathFor(string output) => output + ".lock";

    /// <summary>Takes the lock of an output.</summary>
    /// <param name="output">The output, at the end of its links.</param>
    /// <exception cref="FileInUseException">Another process holds it.</exception>
    /// <exception cref="NotAFileException">Its path is not one of an empty regular file.</exception>
    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be created.</exception>
    public static FileLock Take(string output)
    {
        string path = PathFor(output);
        while (true)
        {
            Check(path);
            FileStream stream;
            try
            {
                // Elsewhere it is deleted before it is released, so that no other process gets one that is gone.
                stream = new FileStream(
                    path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0,
                    OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None);
            }
            catch (IOException error) when (IsTaken(error))
            {
                throw new FileInUseException(output, error);
            }

            if (OperatingSystem.IsWindows() || IsAt(path, stream))
                return new FileLock(path, stream);
            stream.Dispose();
        }
    }

    /// <summary>Takes the lock of an output; waits some seconds for another process.</summary>
    /// <inheritdoc cref="Take" path="/param"/>
    /// <inheritdoc cref="Take" path="/exception"/>
    public static FileLock Await(string output)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return Take(output);
            }
            catch (FileInUseException) when (attempt < Attempts)
            {
                Thread.Sleep(Pause);
            }
        }
    }

    /// <summary>Whether a file could not be opened because another process holds it.</summary>
    // EWOULDBLOCK on Linux and macOS; ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION on Windows.
    public static bool IsTaken(IOException error) => error.HResult is 11 or 35 or unchecked((int)0x80070020) or unchecked((int)0x80070021);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
            return;

        _disposed = true;
        if (!OperatingSystem.IsWindows())
        {
            try
            {
                File.Delete(_path);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // An empty file stays; it is not in the way.
            }
        }

        _stream.Dispose();
    }

    // What has content is the user's own, and a link would have another file deleted.
    private static void Check(string path)
    {
        FileStatus status = FileStatus.Of(path);
        if (status.Kind == FileKind.Missing)
            return;
        if (status.Kind != FileKind.File)
            throw new NotAFileException(path, path, $"'{path}' is the name of a lock, and is something else than an empty file.");
        if (new FileInfo(path) is { Exists: true, Length: > 0 })
            throw new NotAFileException(path, path, $"'{path}' is the name of a lock, and is a file with content.");
    }

    // Between opening and locking, the process that held the lock may have deleted it.
    private static bool IsAt(string path, FileStream stream) =>
        File.Exists(path) && File.GetCreationTimeUtc(stream.SafeFileHandle) == File.GetCreationTimeUtc(path);
}

/// <summary>Another process writes the file.</summary>
public sealed class FileInUseException(string path, Exception cause) : IOException($"Another process writes '{path}'.", cause);
