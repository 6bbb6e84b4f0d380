using System.Management.Automation;

namespace SynthGen;

/// <summary>The errors of documents' files that cannot be read.</summary>
internal static class FileErrors
{
    /// <summary>Reads a file. If it cannot be read, that is an error that does not end the pipeline.</summary>
    public static void Guard(ModuleCmdlet command, string path, Action read)
    {
        if (Directory.Exists(path))
        {
            Report(command, "PathIsAFolder", ErrorCategory.InvalidArgument, path,
                $"'{path}' is a folder.", "Give its files, as in -Path folder/*.txt, or use -OnePageEach if each file in it is one page.");
            return;
        }

        GuardFolder(command, path, read);
    }

    /// <summary>Reads a file or lists a folder, with the same errors.</summary>
    public static void GuardFolder(ModuleCmdlet command, string path, Action read)
    {
        try
        {
            read();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            Report(command, "PathNotFound", ErrorCategory.ObjectNotFound, path,
                $"There is no file '{path}'.", "Check the path; relative ones begin at the current location.", error);
        }
        catch (UnauthorizedAccessException error)
        {
            Report(command, "FileAccessDenied", ErrorCategory.PermissionDenied, path,
                $"'{path}' may not be read.", "Ask for the right to read it.", error);
        }
        catch (InvalidDataException error)
        {
            Report(command, "FileDamaged", ErrorCategory.InvalidData, path,
                $"'{path}' is compressed with gzip and damaged: {error.Message}", "Compress or copy it anew.", error);
        }
        catch (IOException error)
        {
            Report(command, "FileUnreadable", ErrorCategory.ReadError, path,
                $"'{path}' cannot be read: {error.Message}", "Check that no other program holds it, and its disk.", error);
        }
    }

    private static void Report(
        ModuleCmdlet command, string id, ErrorCategory category, string path, string message, string advice, Exception? error = null) =>
        command.WriteError(Errors.Create(id, category, path, message, advice, error));
}
