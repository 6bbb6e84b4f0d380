using System.Collections;
using System.Management.Automation;
using System.Text;
using System.Text.RegularExpressions;
using SynthGen.Documents;

namespace SynthGen;

/// <summary>Takes a document's lines from the pipeline, one by one or in lists, and writes its pages.</summary>
/// <remarks>
/// Get-Content attaches the file's path to what it gives: where it changes, another document begins. Lines that come
/// without it belong to the document in hand.
/// </remarks>
internal sealed class PipelineText : IDisposable
{
    private readonly PSCmdlet _command;
    private readonly DocumentSplitOptions _options;
    private readonly Encoding? _encoding;
    private DocumentOutput? _document;
    private string? _path;
    private bool _isLost;
    private bool _anyInput;

    /// <param name="command">The command that writes.</param>
    /// <param name="encoding">The encoding of files that come in; null if they tell it.</param>
    /// <param name="options">How the documents are split.</param>
    public PipelineText(PSCmdlet command, Encoding? encoding, DocumentSplitOptions options)
    {
        _command = command;
        _encoding = encoding;
        _options = options;
    }

    /// <summary>Takes a line, a text of many lines, a list of either, or a file.</summary>
    public void Take(object? input)
    {
        PSObject? wrapper = input as PSObject;
        object? item = wrapper is null ? input : wrapper.BaseObject;
        if (item is string text)
        {
            TakeText(text, wrapper);
            return;
        }

        if (item is null && !_command.MyInvocation.ExpectingInput)
            return;

        _anyInput = true;
        switch (item)
        {
            case FileInfo file:
                EndDocument();
                FileText.Write(_command, file.FullName, _encoding, _options);
                break;
            case DirectoryInfo folder:
                FileText.Write(_command, folder.FullName, _encoding, _options);
                break;
            case IList list:
                foreach (object? element in list)
                {
                    if ((element is PSObject wrapped ? wrapped.BaseObject : element) is string line)
                        TakeText(line, wrapper ?? element as PSObject);
                    else
                        Reject(element);
                }

                break;
            default:
                Reject(item);
                break;
        }
    }

    /// <summary>Says that there is no more.</summary>
    public void Complete()
    {
        EndDocument();
        if (!_anyInput)
            DocumentOutput.ReportEmpty(_command, null, "No text came in.");
    }

    /// <inheritdoc/>
    public void Dispose() => _document?.Dispose();

    private void TakeText(string text, PSObject? wrapper)
    {
        _anyInput = true;
        string? path = wrapper?.Properties["PSPath"]?.Value as string;
        if (_document is null || (path is not null && !ReferenceEquals(path, _path) && path != _path))
            BeginDocument(path, wrapper);
        if (_isLost)
            return;

        try
        {
            _document!.Splitter.WriteLine(text);
            _document.WritePages();
        }
        catch (Exception error) when (error is PageTooLongException or RegexMatchTimeoutException)
        {
            // The rest of this document cannot be told into pages; the next one may.
            _isLost = true;
            _document!.Report(error);
        }
    }

    private void BeginDocument(string? path, PSObject? wrapper)
    {
        EndDocument();
        _path = path;
        string source = path is null ? "" : wrapper!.Properties["PSChildName"]?.Value as string ?? "";
        _document = new DocumentOutput(_command, source, (object?)path ?? "pipeline", _options);
    }

    private void EndDocument()
    {
        if (_document is { } document && !_isLost)
            document.Complete();
        _document?.Dispose();
        _document = null;
        _isLost = false;
    }

    private void Reject(object? item) => _command.WriteError(Failure.Create(
        "InputNotText", ErrorCategory.InvalidType, item,
        $"An object of type {item?.GetType().FullName ?? "null"} came in where lines of text are expected.",
        "Pass the output of Get-Content, or files by Get-ChildItem, or use -Path."));
}
