using System.Management.Automation;
using System.Text.RegularExpressions;
using SynthGen.Documents;

namespace SynthGen;

/// <summary>Writes one document's pages, warnings and errors to the pipeline.</summary>
internal sealed class DocumentOutput : IDisposable
{
    // The most that is held of a whole text beside the text itself.
    private const int PieceLength = 1 << 18;

    private readonly ModuleCmdlet _command;
    private readonly object _target;
    private readonly DocumentSplit _split;
    private readonly string _prefix;
    private bool _toldMarker;

    /// <param name="command">The command that writes.</param>
    /// <param name="source">The document's name; empty if unknown.</param>
    /// <param name="target">The target of errors.</param>
    /// <param name="options">How the document is split.</param>
    public DocumentOutput(ModuleCmdlet command, string source, object target, DocumentSplitOptions options)
    {
        _command = command;
        _target = target;
        _split = new DocumentSplit(source, options);
        _prefix = source.Length == 0 ? "" : $"{source}: ";
        _toldMarker = options.Marker is not null;
    }

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

    /// <summary>Writes what remains, and the warnings.</summary>
    public void Complete()
    {
        Splitter.Complete();
        WritePages();
        TellMarker();
        foreach (string warning in _split.Warnings())
            _command.WriteWarning(_prefix + warning);
        if (_split.IsEmpty)
            ReportEmpty(_command, _target, $"{_prefix}The document has no text.");
    }

    /// <summary>Writes the error of an input without text.</summary>
    public static void ReportEmpty(ModuleCmdlet command, object? target, string message) =>
        command.WriteError(Errors.Create(
            "EmptyDocument", ErrorCategory.InvalidData, target, message,
            "Check that the OCR has written its output, and the encoding."));

    /// <summary>Writes the error of a document that cannot be split to the end.</summary>
    public void Report(Exception error) => _command.WriteError(error is RegexMatchTimeoutException
        ? Errors.Create(
            "MarkerPatternTooSlow", ErrorCategory.OperationTimeout, _target,
            $"{_prefix}-MarkerPattern took too long over a single line.", "Write it without lookarounds and backreferences: then its time grows only with the length of the line.", error)
        : Errors.Create(
            "PageTooLong", ErrorCategory.LimitsExceeded, _target,
            _prefix + error.Message, "The document may have other markers: see -Marker and -MarkerPattern.", error));

    /// <inheritdoc/>
    public void Dispose() => _split.Dispose();

    private void TellMarker()
    {
        if (_toldMarker || Splitter.Marker is null)
            return;
        _toldMarker = true;
        if (Splitter.MarkCount > 0)
            _command.WriteVerbose($"{_prefix}the page markers are {Splitter.Describe()}.");
    }
}
