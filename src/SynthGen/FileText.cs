using System.Management.Automation;
using System.Text;
using System.Text.RegularExpressions;
using SynthGen.Documents;

namespace SynthGen;

/// <summary>Writes a file's pages to the pipeline.</summary>
internal static class FileText
{
    /// <summary>Reads a file and writes its pages as they come. An unreadable file is an error that does not end the pipeline.</summary>
    public static void Write(ModuleCmdlet command, SourceNames names, string path, Encoding? encoding, DocumentSplitOptions options)
    {
        using DocumentOutput output = new(command, names.Of(path), path, options);
        try
        {
            if (Directory.Exists(path))
            {
                Report(command, "PathIsAFolder", ErrorCategory.InvalidArgument, path,
                    $"'{path}' is a folder.", "Give its files, as in -Path folder/*.txt.");
                return;
            }

            using DocumentReader reader = new(path, encoding);
            long length = reader.Length;
            WorkProgress progress = new(command, "Splitting documents");
            while (reader.ReadInto(output.Splitter))
            {
                output.WritePages();
                progress.Bytes(reader.Position, length, Path.GetFileName(path));
            }

            output.Complete();
            progress.Complete();
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
        catch (IOException error)
        {
            Report(command, "FileUnreadable", ErrorCategory.ReadError, path,
                $"'{path}' cannot be read: {error.Message}", "Check that no other program holds it, and its disk.", error);
        }
        catch (Exception error) when (error is PageTooLongException or RegexMatchTimeoutException)
        {
            output.Report(error);
        }
    }

    private static void Report(
        ModuleCmdlet command, string id, ErrorCategory category, string path, string message, string advice, Exception? error = null) =>
        command.WriteError(Errors.Create(id, category, path, message, advice, error));
}
