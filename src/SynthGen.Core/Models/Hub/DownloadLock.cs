using SynthGen.Files;

namespace SynthGen.Models.Hub;

/// <summary>Lets one process at a time download a file. huggingface_hub locks the same file in the same way.</summary>
internal sealed class DownloadLock : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private readonly FileStream _stream;

    private DownloadLock(FileStream stream) => _stream = stream;

    /// <summary>Acquires the lock; waits while another process, or another command of this one, holds it.</summary>
    /// <param name="path">The lock file.</param>
    /// <param name="isKept">Whether the file stays when the lock is released.</param>
    /// <param name="waiting">Called once if the lock is held by another.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="HubException">The file cannot be created.</exception>
    public static async Task<DownloadLock> TakeAsync(string path, bool isKept, Action waiting, TimeProvider time, CancellationToken cancellationToken)
    {
        for (bool isFirst = true; ; isFirst = false)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                return new DownloadLock(new FileStream(
                    path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, isKept ? FileOptions.None : FileOptions.DeleteOnClose));
            }
            catch (IOException error) when (FileLock.IsTaken(error))
            {
                if (isFirst)
                    waiting();
                await Task.Delay(Interval, time, cancellationToken);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw PartialFile.NotWritten(path, error);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
