using System.Management.Automation;
using System.Text.RegularExpressions;
using SynthGen.Documents;
using SynthGen.Documents.Encodings;
using SynthGen.Documents.Sources;

namespace SynthGen;

/// <summary>Writes the pages of files to the pipeline. A document of several parts goes on from file to file.</summary>
/// <param name="command">The command that writes.</param>
/// <param name="input">How the documents are read and split.</param>
internal sealed class DocumentFiles(ModuleCmdlet command, DocumentInput input) : IDisposable
{
    private DocumentOutput? _open;

    /// <summary>Reads a file and writes its pages as they come. An unreadable file is an error that does not end the pipeline.</summary>
    public void Take(string path) => FileErrors.Guard(command, path, () =>
    {
        using DocumentFile file = OpenFile(command, path, input);
        DocumentSource? source;
        try
        {
            source = input.Format.Choose(file.Beginning);
        }
        catch (SourceException error)
        {
            Complete();
            using DocumentOutput foreign = new(command, input.Names.Of(path), path, input.Split);
            foreign.ReportForeign(error);
            return;
        }

        if (_open is not null && source is PartedSource && _open.IsContinuedBy(file.Beginning))
        {
            WritePart(file);
            return;
        }

        Complete();
        DocumentOutput output = new(command, input.Names.Of(path), path, input.Split);
        if (source is PartedSource parted)
        {
            output.Begin(parted, input.Encoding);
            _open = output;
            WritePart(file);
        }
        else
        {
            using (output)
                Write(file, source, output);
        }
    });

    /// <summary>Ends the document that could have gone on.</summary>
    public void Complete()
    {
        using DocumentOutput? output = _open;
        _open = null;
        output?.CompleteParts();
    }

    /// <inheritdoc/>
    public void Dispose() => _open?.Dispose();

    /// <summary>Opens a file; reading it shows progress and heeds Ctrl-C.</summary>
    public static DocumentFile OpenFile(ModuleCmdlet command, string path, DocumentInput input)
    {
        WorkProgress progress = new(command, "Splitting documents");
        long length = 0;
        DocumentFile file = new(path, input.Encoding, read =>
        {
            // A page of a format may be long, and Ctrl-C must end reading it.
            if (command.Stopping)
                throw new PipelineStoppedException();
            progress.Bytes(read, length, Path.GetFileName(path));
            if (read == length)
                progress.Complete();
        });
        length = file.Length;
        return file;
    }

    private void WritePart(DocumentFile file)
    {
        bool isWhole = false;
        try
        {
            isWhole = _open!.WritePart(file.Open(seekable: false));
        }
        finally
        {
            // A document with a part that cannot be read ends there.
            if (!isWhole)
            {
                _open!.Dispose();
                _open = null;
            }
        }
    }

    private void Write(DocumentFile file, DocumentSource? source, DocumentOutput output)
    {
        if (source is not null)
        {
            output.Write(source, file.Open(source.NeedsSeeking), input.Encoding);
            return;
        }

        try
        {
            using DocumentReader reader = file.OpenText(check: input.Format != InputFormat.Text);
            while (reader.ReadInto(output.Splitter))
                output.WritePages();
            output.Complete();
            output.Warn(reader.Warnings());
        }
        catch (Exception error) when (error is PageTooLongException or RegexMatchTimeoutException or NotTextException)
        {
            output.Report(error);
        }
    }
}
