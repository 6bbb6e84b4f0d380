using System.Management.Automation;
using System.Text;
using System.Text.RegularExpressions;
using SynthGen.Documents;
using SynthGen.Documents.Encodings;
using SynthGen.Documents.Sources;

namespace SynthGen;

/// <summary>Writes one document's pages, warnings and errors to the pipeline.</summary>
internal sealed class DocumentOutput : IDisposable
{
    // The most that is held of a whole text beside the text itself.
    private const int PieceLength = 1 << 18;

    private readonly ModuleCmdlet _command;
    private readonly object _target;
    private readonly DocumentSplitOptions _options;
    private readonly string _source;
    private DocumentSplit _split;
    private PartedDocument? _parts;
    private string? _document;
    private string _prefix;
    private bool _toldMarker;

    /// <param name="command">The command that writes.</param>
    /// <param name="source">The document's name; empty if unknown.</param>
    /// <param name="target">The target of errors.</param>
    /// <param name="options">How the document is split.</param>
    public DocumentOutput(ModuleCmdlet command, string source, object target, DocumentSplitOptions options)
    {
        _command = command;
        _target = target;
        _options = options;
        _source = source;
        _split = new DocumentSplit(source, options);
        _prefix = source.Length == 0 ? "" : $"{source}: ";
        _toldMarker = options.Marker is not null;
    }

    /// <summary>Whether pages were written.</summary>
    public bool HasPages => _split.HasPages;

    /// <summary>Takes the document's text.</summary>
    public PageSplitter Splitter => _split.Splitter;

    /// <summary>Takes whole lines of the document, one or all.</summary>
    public void Write(string text)
    {
        ReadOnlySpan<char> rest = text;
        for (; rest.Length > PieceLength; rest = rest[PieceLength..])
        {
            Splitter.Write(rest[..PieceLength]);
            WritePages();
        }

        Splitter.WriteLine(rest);
    }

    /// <summary>Writes the pages that are complete. Called after each piece of the document, so that Ctrl-C takes effect within a long document.</summary>
    public void WritePages()
    {
        if (_command.Stopping)
            throw new PipelineStoppedException();
        while (_split.TryRead(out OcrPage? page))
        {
            TellMarker();
            _command.WriteObject(page);
        }
    }

    /// <summary>Writes the pages of a document whose format has pages itself, then what remains.</summary>
    /// <param name="source">The format.</param>
    /// <param name="stream">The document.</param>
    /// <param name="encoding">The encoding that the user names; null to detect it.</param>
    public void Write(DocumentSource source, Stream stream, Encoding? encoding)
    {
        _command.WriteVerbose($"{_prefix}the document is {source.Title}.");
        SourceContext context = Context(encoding);
        if (!WriteAll(source.Read(stream, context)))
            return;
        Warn(context.Warnings());
        Complete();
    }

    /// <summary>Begins a document that may come in parts.</summary>
    public void Begin(PartedSource source, Encoding? encoding)
    {
        _command.WriteVerbose($"{_prefix}the document is {source.Title}.");
        _parts = source.Begin(Context(encoding));
    }

    /// <summary>Whether the document goes on in a file.</summary>
    public bool IsContinuedBy(SourceBeginning next) => _parts!.IsContinuedBy(next);

    /// <summary>Writes the pages that a part completes.</summary>
    /// <returns>False if it is damaged, which is reported and ends the document.</returns>
    public bool WritePart(Stream part) => WriteAll(_parts!.Read(part));

    /// <summary>Writes what remains after the last part.</summary>
    public void CompleteParts()
    {
        if (WriteAll(_parts!.Complete()))
            Complete();
    }

    /// <summary>Writes a page.</summary>
    public void Write(SourcePage page)
    {
        // Where a file holds several documents, each has its own numbers and warnings.
        if (page.Document != _document)
        {
            if (_split.HasPages)
                Complete();
            _split.Dispose();
            _document = page.Document;
            string name = _source.Length == 0 ? _document ?? "" : $"{_source}/{_document}";
            _split = new DocumentSplit(name, _options);
            _prefix = $"{name}: ";
        }

        _split.Add(page);
        WritePages();
    }

    /// <summary>Returns what reading needs beside the document.</summary>
    /// <param name="encoding">The encoding that the user names; null to detect it.</param>
    /// <param name="page">The name of the page's file; null where the document is one file.</param>
    public SourceContext Context(Encoding? encoding, string? page = null) => new(
        warning => _command.WriteWarning($"{_prefix}{(page is null ? "" : $"{page}: ")}{warning}"), LibraryLoadContext.Create<IPdfTextReader>, encoding);

    /// <summary>Writes warnings about the document.</summary>
    public void Warn(IEnumerable<string> warnings)
    {
        foreach (string warning in warnings)
            _command.WriteWarning(_prefix + warning);
    }

    /// <summary>Writes what remains, and the warnings.</summary>
    public void Complete()
    {
        _split.Complete();
        WritePages();
        TellMarker();
        Warn(_split.Warnings());
        if (_split.IsEmpty)
            ReportEmpty(_command, _target, $"{_prefix}The document has no text.");
    }

    /// <summary>Writes the error of an input without text.</summary>
    public static void ReportEmpty(ModuleCmdlet command, object? target, string message) =>
        command.WriteError(Errors.Create(
            "EmptyDocument", ErrorCategory.InvalidData, target, message,
            "Check that the OCR has written its output, and the encoding."));

    /// <summary>Writes the error of a document that cannot be read or split to the end.</summary>
    public void Report(Exception error) => _command.WriteError(error switch
    {
        RegexMatchTimeoutException => Errors.Create(
            "MarkerPatternTooSlow", ErrorCategory.OperationTimeout, _target,
            $"{_prefix}-MarkerPattern took too long over a single line.", "Write it without lookarounds and backreferences: then its time grows only with the length of the line.", error),
        SourceException broken => Errors.Create(
            _split.HasPages ? "DocumentDamaged" : "DocumentUnreadable", ErrorCategory.InvalidData, _target, _prefix + broken.Message, broken.Advice, broken),
        NotTextException => Errors.Create(
            "DocumentNotText", ErrorCategory.InvalidData, _target,
            _prefix + error.Message, "Export it as text or PDF. If it is text in another encoding, name it with -Encoding.", error),
        _ => Errors.Create(
            "PageTooLong", ErrorCategory.LimitsExceeded, _target,
            _prefix + error.Message, "The document may have other markers: see -Marker and -MarkerPattern.", error),
    });

    /// <summary>Writes the error of a file that should be a page.</summary>
    public void ReportPage(string path, SourceException error) =>
        _command.WriteError(Errors.Create("PageUnreadable", ErrorCategory.InvalidData, path, $"'{path}': {error.Message}", error.Advice, error));

    /// <summary>Writes the error of a document that is recognised as something that holds no text to read.</summary>
    public void ReportForeign(SourceException error) =>
        _command.WriteError(Errors.Create("DocumentNotText", ErrorCategory.InvalidData, _target, _prefix + error.Message, error.Advice, error));

    /// <summary>Writes the error of a document that is too long to be collected from the pipeline.</summary>
    public void ReportTooLong(string message) =>
        _command.WriteError(Errors.Create("DocumentTooLong", ErrorCategory.LimitsExceeded, _target, _prefix + message, "Name its file with -Path, which reads it page by page."));

    /// <inheritdoc/>
    public void Dispose() => _split.Dispose();

    // What was read before an error stands, and what is wrong comes after it.
    private bool WriteAll(IEnumerable<SourcePage> pages)
    {
        try
        {
            foreach (SourcePage page in pages)
                Write(page);
            return true;
        }
        catch (SourceException error)
        {
            if (_split.HasPages)
                Complete();
            Report(error);
            return false;
        }
    }

    private void TellMarker()
    {
        if (_toldMarker || Splitter.Marker is null)
            return;
        _toldMarker = true;
        if (Splitter.MarkCount > 0)
            _command.WriteVerbose($"{_prefix}the page markers are {Splitter.Describe()}.");
    }
}
