using System.Management.Automation;
using System.Text;
using Microsoft.PowerShell.Commands;

namespace SynthGen.Host.Objects;

/// <summary>Opens the files that cmdlets write text into.</summary>
internal static class TextFile
{
    /// <summary>Opens a file to write; a path that cannot be written ends the cmdlet.</summary>
    public static StreamWriter Open(
        PSCmdlet command, string path, bool literal, Encoding encoding, bool append, bool force, bool keepExisting)
    {
        string file = Resolve(command, path, literal);
        if (keepExisting && !append && File.Exists(file))
            throw Fail(command, new IOException($"The file '{file}' already exists."), "NoClobber", ErrorCategory.ResourceExists, file);

        try
        {
            if (force && File.Exists(file))
                File.SetAttributes(file, File.GetAttributes(file) & ~FileAttributes.ReadOnly);
            FileStream stream = new(
                file, append ? FileMode.Append : keepExisting ? FileMode.CreateNew : FileMode.Create, FileAccess.Write, FileShare.Read);
            return new StreamWriter(stream, encoding);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Fail(command, error, "FileOpenFailure", ErrorCategory.OpenError, null);
        }
    }

    private static string Resolve(PSCmdlet command, string path, bool literal)
    {
        string file = command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        if (!literal)
        {
            try
            {
                file = command.GetResolvedProviderPathFromPSPath(path, out _) switch
                {
                    [] => file,
                    [var only] => only,
                    _ => throw Fail(
                        command,
                        new InvalidOperationException($"'{path}' matches more than one file."),
                        "ReadWriteMultipleFilesNotSupported",
                        ErrorCategory.InvalidArgument,
                        path),
                };
            }
            catch (ItemNotFoundException)
            {
                // A file that is to be made.
            }
        }

        return provider.Name == FileSystemProvider.ProviderName
            ? file
            : throw Fail(
                command,
                new NotSupportedException($"'{path}' is no path of the file system."),
                "ReadWriteFileNotFileSystemProvider",
                ErrorCategory.InvalidArgument,
                path);
    }

    private static Exception Fail(PSCmdlet command, Exception error, string id, ErrorCategory category, object? target)
    {
        command.ThrowTerminatingError(new ErrorRecord(error, id, category, target));
        return error;
    }
}
