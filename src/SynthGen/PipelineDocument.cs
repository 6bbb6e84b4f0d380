using System.Text;
using SynthGen.Documents;
using SynthGen.Documents.Encodings;
using SynthGen.Documents.Sources;

namespace SynthGen;

/// <summary>One document that comes from the pipeline as text. Its beginning decides what it is.</summary>
/// <remarks>
/// Text is split at once. What may be a format is held until enough is there to decide; a format is collected to the end,
/// since reading it takes a stream.
/// </remarks>
internal sealed class PipelineDocument : IDisposable
{
    // Get-Content takes twice that, and minutes; a file read by its name takes neither.
    private const int MostCollected = 1 << 28;

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    private readonly DocumentOutput _output;
    private readonly InputFormat _format;
    private readonly TextCheck? _check;
    private readonly List<string> _held = [];
    private int _heldLength;
    private DocumentSource? _source;
    private MemoryStream? _collected;
    private bool _isTooLong;
    private long _lines;
    private long _lost;
    private long _lostFrom;

    /// <param name="output">Takes the text.</param>
    /// <param name="format">The format of the document.</param>
    public PipelineDocument(DocumentOutput output, InputFormat format)
    {
        _output = output;
        _format = format;
        _check = format == InputFormat.Text ? null : new TextCheck();
        IsText = format == InputFormat.Text;
        if (!IsText && format != InputFormat.Auto)
            Begin(format.Choose(new SourceBeginning(default, isAll: false)));
    }

    /// <summary>Whether the document is known to be text.</summary>
    public bool IsText { get; private set; }

    /// <summary>Whether a line may end a page.</summary>
    public bool MayMark(string line) => !IsText || _output.Splitter.MayMark(line);

    /// <summary>Takes whole lines, one or all.</summary>
    /// <exception cref="SourceException">The text is of another kind.</exception>
    /// <exception cref="NotTextException">The text is not text to its end.</exception>
    public void Write(string text)
    {
        if (IsText)
            WriteText(text);
        else if (_collected is not null)
            Collect(text);
        else
            Hold(text);
    }

    /// <summary>Writes the pages that are complete.</summary>
    public void WritePages() => _output.WritePages();

    /// <summary>Writes what remains, and the warnings.</summary>
    public void Complete()
    {
        if (!IsText && _collected is null)
            Decide(isAll: true);
        if (_isTooLong)
            return;
        if (_source is not null)
        {
            _collected!.Position = 0;
            _output.Write(_source, _collected, Utf8);
            return;
        }

        _check?.Complete();
        ThrowIfNotText();
        _output.Complete();
        if (_lost > 0)
            _output.Warn([$"{_lost:N0} characters were lost (U+FFFD), the first in line {_lostFrom}: the text was decoded in another encoding than its own. Name the right one with Get-Content -Encoding; Split-OcrDocument -Path says which one is likely."]);
    }

    /// <inheritdoc/>
    public void Dispose() => _output.Dispose();

    private void WriteText(string text)
    {
        _lines++;
        if (text.Contains('\uFFFD'))
        {
            if (_lost == 0)
                _lostFrom = _lines + text.AsSpan(0, text.IndexOf('\uFFFD')).Count('\n');
            _lost += text.AsSpan().Count('\uFFFD');
        }

        _check?.Add(text);
        ThrowIfNotText();
        _output.Write(text);
    }

    private void ThrowIfNotText()
    {
        if (_check?.NotTextFrom is { } from)
            throw new NotTextException(from);
    }

    private void Hold(string text)
    {
        _held.Add(text);
        _heldLength += text.Length + 1;
        // Most text is known by its first line.
        if (_heldLength >= SourceBeginning.MaxLength || (!string.IsNullOrWhiteSpace(text) && !_held.Exists(MayBeOther)))
            Decide(isAll: false);
    }

    // Formats and foreign content begin with a bracket or with characters that no text has. A page mark may be "[Page 1]".
    private static bool MayBeOther(string line)
    {
        ReadOnlySpan<char> text = line.AsSpan().TrimStart("\uFEFF \t\r\n\f");
        return text switch
        {
            ['<', ..] => true,
            ['{' or '[', ..] => text[1..].TrimStart() is [] or ['{' or '[' or '"', ..],
            _ => text[..Math.Min(32, text.Length)].ContainsAnyInRange('\0', '\u0008') || text[..Math.Min(32, text.Length)].Contains('\uFFFD'),
        };
    }

    private void Decide(bool isAll)
    {
        string text = string.Join('\n', _held);
        string[] lines = [.. _held];
        _held.Clear();
        byte[] bytes = Utf8.GetBytes(text.Length > SourceBeginning.MaxLength ? text[..SourceBeginning.MaxLength] : text);
        Begin(_format.Choose(new SourceBeginning(bytes, isAll)));
        foreach (string line in lines)
            Write(line);
    }

    private void Begin(DocumentSource? source)
    {
        if (source is { NeedsSeeking: true })
            throw new SourceException($"The document is {source.Title}, which text from the pipeline no longer holds whole.", "Name its file with -Path, or pass it as Get-Item gives it.");
        _source = source;
        IsText = source is null;
        _collected = source is null ? null : new MemoryStream();
    }

    private void Collect(string text)
    {
        if (_isTooLong)
            return;
        if (_collected!.Length + text.Length > MostCollected)
        {
            _isTooLong = true;
            _output.ReportTooLong($"The document is {_source!.Title} of more than {MostCollected >> 20} MB, too much to collect from the pipeline.");
            return;
        }

        _collected.Write(Utf8.GetBytes(text));
        _collected.WriteByte((byte)'\n');
    }
}
