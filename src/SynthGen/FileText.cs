using System.Management.Automation;
using System.Text.RegularExpressions;
using SynthGen.Documents;
using SynthGen.Documents.Sources;

namespace SynthGen;

/// <summary>Writes a file's pages to the pipeline.</summary>
internal static class FileText
{
    /// <summary>Reads a file and writes its pages as they come. An unreadable file is an error that does not end the pipeline.</summary>
    public static void Write(ModuleCmdlet command, string path, DocumentInput input)
    {
        string name = Path.GetFileName(path);
        using DocumentOutput output = new(command, name, path, input.Split);
        try
        {
            if (Directory.Exists(path))
            {
                Report(command, "PathIsAFolder", ErrorCategory.InvalidArgument, path,
                    $"'{path}' is a folder.", "Give its files, as in -Path folder/*.txt.");
                return;
            }

            WorkProgress progress = new(command, "Splitting documents");
            long length = 0;
            using DocumentFile file = new(path, input.Encoding, read =>
            {
                // A page of a format may be long, and Ctrl-C must end reading it.
                if (command.Stopping)
                    throw new PipelineStoppedException();
                progress.Bytes(read, length, name);
            });
            length = file.Length;
            WritePages(file, output, input);
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
        catch (Exception error) when (error is PageTooLongException or RegexMatchTimeoutException or NotTextException)
        {
            output.Report(error);
        }
    }

    private static void WritePages(DocumentFile file, DocumentOutput output, DocumentInput input)
    {
        DocumentSource? source;
        try
        {
            source = input.Format.Choose(file.Beginning);
        }
        catch (SourceException error)
        {
            output.ReportForeign(error);
            return;
        }

        if (source is not null)
        {
            output.Write(source, file.Open(source.NeedsSeeking), input.Encoding);
            return;
        }

        using DocumentReader reader = file.OpenText(check: input.Format != InputFormat.Text);
        while (reader.ReadInto(output.Splitter))
            output.WritePages();
        output.Complete();
        output.Warn(reader.Warnings());
    }

    private static void Report(
        ModuleCmdlet command, string id, ErrorCategory category, string path, string message, string advice, Exception? error = null) =>
        command.WriteError(Errors.Create(id, category, path, message, advice, error));
}
