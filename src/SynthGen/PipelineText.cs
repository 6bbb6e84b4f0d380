using System.Collections;
using System.Management.Automation;
using System.Text.RegularExpressions;
using SynthGen.Conversion;
using SynthGen.Documents;
using SynthGen.Documents.Encodings;
using SynthGen.Documents.Sources;

namespace SynthGen;

/// <summary>Takes documents from the pipeline as lines, lists of lines, whole texts or files, and writes their pages.</summary>
/// <remarks>
/// Get-Content notes the file's path on each line: where the path changes, another document begins. Lines without notes
/// belong to the current document.
/// </remarks>
internal sealed class PipelineText : IDisposable
{
    // A list may be a whole document, which must not be held twice.
    private const int LinesAtOnce = 64;

    private readonly ModuleCmdlet _command;
    private readonly DocumentInput _input;
    private readonly Action<string> _takeFile;
    private readonly Action _completeFiles;
    private readonly NotedLines _lines = new();
    private PipelineDocument? _document;
    private DocumentOutput? _output;
    private string? _path;
    private bool _isLost;
    private bool _anyInput;

    /// <param name="command">The command that writes.</param>
    /// <param name="input">How the documents are read and split.</param>
    /// <param name="takeFile">Takes files.</param>
    /// <param name="completeFiles">Ends the files before a text.</param>
    public PipelineText(ModuleCmdlet command, DocumentInput input, Action<string> takeFile, Action completeFiles)
    {
        _takeFile = takeFile;
        _completeFiles = completeFiles;
        _command = command;
        _input = input;
    }

    /// <summary>Takes a line, a text of many lines, a list of either, or a file.</summary>
    public void Take(object? input)
    {
        PSObject? noted = input as PSObject;
        object? item = noted is null ? input : noted.BaseObject;
        if (item is string text)
        {
            TakeLine(noted, text);
            return;
        }

        if (item is null && !_command.MyInvocation.ExpectingInput)
            return;

        _anyInput = true;
        Flush();
        switch (item)
        {
            case FileSystemInfo file:
                EndDocument();
                _takeFile(file.FullName);
                break;
            case IList list:
                TakeList(noted, list);
                break;
            default:
                TakeRecord(input);
                break;
        }
    }

    /// <summary>Ends the last document.</summary>
    public void Complete()
    {
        Flush();
        EndDocument();
        if (_anyInput)
            return;
        if (!_command.MyInvocation.ExpectingInput && !_command.MyInvocation.BoundParameters.ContainsKey("InputObject"))
        {
            _command.WriteError(Errors.Create(
                "EmptyDocument", ErrorCategory.InvalidData, null, "There is no document to split.",
                "Name its file, as in Split-OcrDocument lease.txt, or pass its lines, as in Get-Content lease.txt | Split-OcrDocument."));
        }
        else
        {
            DocumentOutput.ReportEmpty(_command, null, "No text came in.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _document?.Dispose();

    // A line that may end a page is not buffered, so that the page is written at once.
    private void TakeLine(PSObject? noted, string text)
    {
        _anyInput = true;
        if (noted is null)
        {
            Flush();
            Write(null, text);
            WritePages();
            return;
        }

        _lines.Add(noted, text);
        if (_lines.IsFull || _document?.MayMark(text) != false)
            Flush();
    }

    // With -ReadCount the list carries the notes; in a list that somebody collected, the lines do.
    private void TakeList(PSObject? noted, IList list)
    {
        int taken = 0;
        foreach (object? element in list)
        {
            if (++taken % LinesAtOnce == 0)
                WritePages();
            PSObject? notedElement = element as PSObject;
            if ((notedElement is null ? element : notedElement.BaseObject) is string line)
                Write(noted ?? notedElement, line);
            else
                Reject(element);
        }

        WritePages();
    }

    private void Flush()
    {
        if (_lines.Held.Count == 0)
            return;

        if (_lines.AreOf(_path))
        {
            Guard(_lines.Held, static (document, lines) =>
            {
                foreach ((_, string text) in lines)
                    document.Write(text);
            });
        }
        else
        {
            foreach ((PSObject noted, string text) in _lines.Held)
                Write(noted, text);
        }

        _lines.Clear();
        WritePages();
    }

    private void Write(PSObject? noted, string text)
    {
        string? path = NotedLines.PathOf(noted);
        if (_document is null || (path is not null && path != _path))
            BeginDocument(path);
        Guard(text, static (document, text) => document.Write(text));
    }

    private void WritePages()
    {
        // After an error nothing more of the document is written, so Ctrl-C must end a long list here.
        if (_command.Stopping)
            throw new PipelineStoppedException();
        Guard(0, static (document, _) => document.WritePages());
    }

    // The action's inputs are passed as arguments: a closure for each line would cost more than the line.
    private void Guard<T>(T argument, Action<PipelineDocument, T> action)
    {
        if (_document is null || _isLost)
            return;

        try
        {
            action(_document, argument);
        }
        catch (SourceException error)
        {
            _isLost = true;
            _output!.ReportForeign(error);
        }
        catch (Exception error) when (error is PageTooLongException or RegexMatchTimeoutException or NotTextException)
        {
            // The rest of this document cannot be split into pages; the next document may be.
            _isLost = true;
            _output!.Report(error);
        }
    }

    private void BeginDocument(string? path)
    {
        EndDocument();
        _completeFiles();
        _path = path;
        string source = path is null ? "" : _input.Names.Of(path[(path.IndexOf("::", StringComparison.Ordinal) is var provider and >= 0 ? provider + 2 : 0)..]);
        _output = new DocumentOutput(_command, source, (object?)path ?? "pipeline", _input.Split);
        _document = new PipelineDocument(_output, _input.Format);
    }

    private void EndDocument()
    {
        Guard(0, static (document, _) => document.Complete());
        _document?.Dispose();
        _document = null;
        _path = null;
        _isLost = false;
    }

    // A record that has a text is a page or a part of a document already, wherever it is from.
    private void TakeRecord(object? input)
    {
        if (RecordReader.Of(input) is not { } record || PageRecords.HasText(record) || FileRecords.PathOf(input, out bool isLiteral) is not { } path)
        {
            Reject(RecordReader.Bare(input));
            return;
        }

        EndDocument();
        foreach (string file in InputPath.Resolve(_command, [path], isLiteral))
            _takeFile(file);
    }

    private void Reject(object? item) => _command.WriteError(Errors.Create(
        "InputNotText", ErrorCategory.InvalidType, item,
        $"An object of type {(item is PSObject record ? record.BaseObject : item)?.GetType().FullName ?? "null"} came in where lines of text are expected.",
        "Pass the output of Get-Content, or files by Get-ChildItem, or use -Path; of a page, pass its Text."));
}
