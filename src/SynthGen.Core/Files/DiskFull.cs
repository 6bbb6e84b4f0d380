namespace SynthGen.Files;

/// <summary>Recognizes that a disk is full, or that a quota or limit of the user's is reached.</summary>
public static class DiskFull
{
    /// <summary>Whether an exception says so.</summary>
    // ENOSPC, EDQUOT on Linux and macOS, EFBIG; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows.
    public static bool Is(Exception error) =>
        error is IOException && (error.HResult is 28 or 122 or 69 or 27 or unchecked((int)0x80070070) or unchecked((int)0x80070027) || error is FileTooLongException);

    /// <summary>Returns what is to be said of a file that could not be written: that its disk is full, or the exception's own words.</summary>
    public static string Explain(Exception error, string path) => !Is(error) ? error.Message
        : error is FileTooLongException ? error.Message
        : $"the disk of '{Path.GetDirectoryName(Path.GetFullPath(path))}' is full.";

    /// <summary>Returns the error for a write under a limit of a file's length, which .NET calls an argument out of range.</summary>
    internal static IOException FileTooLong(ArgumentOutOfRangeException error) => new FileTooLongException(error);

    private sealed class FileTooLongException(Exception cause) : IOException("No file may be that long here.", cause);
}
