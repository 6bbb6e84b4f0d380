using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using SynthGen.Documents.Encodings;
using SynthGen.Documents.Marks;
using SynthGen.Documents.Numbers;

namespace SynthGen.Documents;

/// <summary>Splits one document, which arrives in pieces of any size, into pages.</summary>
/// <remarks>
/// Text enters through <see cref="Write"/>, <see cref="WriteLine"/> or <see cref="GetSpan"/> and <see cref="Advance"/>.
/// <see cref="TryRead"/> returns each page as soon as the marker after it has arrived. Only the current page and the last
/// piece are held. The boundaries of the pieces do not affect the pages.
/// </remarks>
public sealed class PageSplitter : IDisposable
{
    /// <summary>The maximum length of a page, in UTF-16 code units: what a page and its buffer can hold in about 1 GB.</summary>
    public const int DefaultMaxPageLength = 1 << 28;

    private const int MinBufferLength = 1 << 16;
    private const int MaxPooledLength = 1 << 20;
    private const char ByteOrderMark = '\uFEFF';

    private readonly LineEnds _lineEnds = new();
    private readonly MarkerDetector? _detector;
    private readonly int _maxPageLength;
    private readonly bool _skipPreamble;
    private char[] _buffer = [];
    private int _start;
    private int _end;
    private MarkScan _scan;
    private long _line = 1;
    private long _lineOfPage = 1;
    private int _ordinal;
    private bool _begun;
    private bool _isWhole;
    private PageMarkerPosition? _at;
    private PageNumbering _numbering = new(1);
    private PageNumber? _page;
    private PageNumber? _blanks;

    /// <summary>Creates a splitter for one document.</summary>
    /// <param name="marker">The page marker; null to detect it from the first lines.</param>
    /// <param name="source">The document's name, for the pages.</param>
    /// <param name="skipPreamble">Whether text before the first marker is dropped instead of becoming page 0.</param>
    /// <param name="maxPageLength">The maximum length of a page, in UTF-16 code units.</param>
    public PageSplitter(
        PageMarker? marker, string source = "", bool skipPreamble = false, int maxPageLength = DefaultMaxPageLength)
    {
        Marker = marker;
        Source = source;
        _detector = marker is null ? new MarkerDetector() : null;
        _skipPreamble = skipPreamble;
        _maxPageLength = maxPageLength;
    }

    /// <summary>The document's name.</summary>
    public string Source { get; }

    /// <summary>The page marker; null until it is detected.</summary>
    public PageMarker? Marker { get; private set; }

    /// <summary>Whether the document has ended and all its pages were read.</summary>
    public bool IsRead { get; private set; }

    /// <summary>Where the marks stand; null if the marker or the document says it.</summary>
    public PageMarkerPosition? MarkerAt { get; init; }

    /// <summary>The number of the first page, where marks have no numbers.</summary>
    public int FirstPage
    {
        init => _numbering = new PageNumbering(value);
    }

    /// <summary>The number of markers found so far.</summary>
    public long MarkCount { get; private set; }

    /// <summary>The marker that was detected; null before, and if it was given.</summary>
    internal MarkerChoice? Choice { get; private set; }

    /// <summary>Where the marks stand, once the first was found.</summary>
    internal PageMarkerPosition At => _at ?? Marker?.At ?? PageMarkerPosition.Start;

    /// <summary>The lines that nearly are marks.</summary>
    internal NearMarks NearMarks { get; } = new();

    /// <summary>The marker, where it stands and what it was detected by, for messages.</summary>
    public string Describe() =>
        $"{Marker?.Name}{(Choice is null ? "" : $": {Choice.Seen}")}, at the {(At == PageMarkerPosition.End ? "end" : "start")} of pages" +
        (Choice is null ? "" : Choice.Doubt is null && !Choice.IsSingle ? "; sure" : $"; unsure, because {Choice.Doubt ?? "there is only one"}");

    /// <summary>Whether a line could be or hold a mark, of any kind while none is chosen. False is certain; the check is cheap.</summary>
    public bool MayMark(ReadOnlySpan<char> line) => Marker?.MayMark(line) ?? (line.Contains('\f') || MarkLine.MayMark(line));

    /// <summary>Adds a piece of the document, of any size.</summary>
    public void Write(ReadOnlySpan<char> text)
    {
        text.CopyTo(GetSpan(text.Length));
        Advance(text.Length);
    }

    /// <summary>Adds whole lines: like <see cref="Write"/>, but ends the last line if the text does not.</summary>
    public void WriteLine(ReadOnlySpan<char> text)
    {
        Span<char> space = GetSpan(text.Length + 1);
        text.CopyTo(space);
        int length = text.Length;
        if (length == 0 || text[^1] is not ('\n' or '\r'))
            space[length++] = '\n';
        Advance(length);
        _lineEnds.Break();
    }

    /// <summary>Returns space to write text to.</summary>
    /// <param name="length">The minimum length, in UTF-16 code units.</param>
    /// <exception cref="PageTooLongException">The current page exceeds the maximum length.</exception>
    public Span<char> GetSpan(int length)
    {
        if (_buffer.Length - _end < length)
            MakeRoom(length);
        return _buffer.AsSpan(_end);
    }

    /// <summary>Adds the text that was written to the space.</summary>
    /// <param name="length">The length of that text, in UTF-16 code units.</param>
    public void Advance(int length)
    {
        Span<char> text = _buffer.AsSpan(_end, length);
        if (!_begun)
        {
            ReadOnlySpan<char> behind = ((ReadOnlySpan<char>)text).TrimStart(ByteOrderMark);
            if (behind.Length < length)
            {
                behind.CopyTo(text);
                text = text[..behind.Length];
            }

            _begun = text.Length > 0;
        }

        _end += _lineEnds.Normalize(text);
    }

    /// <summary>Counts the lines of the text up to now, with that which begins last.</summary>
    internal long CountLines() => _line + _buffer.AsSpan(_start.._end).Count('\n');

    /// <summary>Marks the end of the document.</summary>
    public void Complete() => _isWhole = true;

    /// <summary>Returns the next page if it is complete.</summary>
    public bool TryRead([NotNullWhen(true)] out OcrPage? page)
    {
        page = TakeBlank();
        while (!IsRead && page is null)
        {
            ReadOnlySpan<char> text = _buffer.AsSpan(_start.._end);
            if (Marker is null && !TryDetect(text))
                return false;

            if (Marker!.TryFind(text, _isWhole, ref _scan, out PageMark mark))
            {
                if (mark.IsNear || (Marker.NeedsRise && !_numbering.CanFollow(mark.Page)))
                    NearMarks.Add(text, mark, _line);
                else
                    page = Turn(text, mark);
            }
            else if (_isWhole)
            {
                page = Cut(text, marked: null, isLast: true);
                IsRead = true;
            }
            else
            {
                return false;
            }
        }

        return page is not null;
    }

    /// <summary>Returns the buffer to the pool.</summary>
    public void Dispose()
    {
        Replace([]);
        _start = _end = 0;
        _scan = default;
        IsRead = true;
    }

    private bool TryDetect(ReadOnlySpan<char> text)
    {
        Choice = _detector!.Detect(text, _isWhole);
        Marker = Choice?.Marker ?? (_isWhole ? EqualSignsMarker.Instance : null);
        return Marker is not null;
    }

    // Goes on to the text behind a mark; returns the page before it, if there is one.
    private OcrPage? Turn(ReadOnlySpan<char> text, in PageMark mark)
    {
        // Without another sign, a mark that comes before all text begins its page.
        _at ??= MarkerAt ?? Choice?.At ??
            (!Marker!.IsAtOnePlace && text[..mark.Start].IsWhiteSpace() ? PageMarkerPosition.Start : Marker.At);
        PageNumber? marked = _numbering.Read(mark.Page, Marker!.IsZeroBased(mark.Shape));
        OcrPage? page = Cut(text[..mark.Start], At == PageMarkerPosition.End ? marked : null, isLast: false);
        _page = At == PageMarkerPosition.Start ? marked : null;
        _line += text[..mark.Start].Count('\n');
        _lineOfPage = _line;
        _line += text[mark.Start..mark.End].Count('\n');
        NearMarks.Turn();
        MarkCount++;
        _start += mark.End;
        _scan = new MarkScan { IsLaterPage = true };
        return page;
    }

    // Creates the current page; null if there is no text for one.
    private OcrPage? Cut(ReadOnlySpan<char> text, PageNumber? marked, bool isLast)
    {
        text = PageText.TrimBlankLines(text);
        bool isBeforeFirst = MarkCount == 0;
        bool endsPages = At == PageMarkerPosition.End;
        if (isBeforeFirst && isLast)
            return text.IsEmpty ? null : new OcrPage(_numbering.Next, text.ToString(), Source, ordinal: 1);
        if (isBeforeFirst && !endsPages)
            return text.IsEmpty || _skipPreamble ? null : new OcrPage(0, text.ToString(), Source);
        if (isLast && endsPages && text.IsEmpty)
            return null;

        PageNumber? atEdges = Marker!.TakeEdges(ref text, _numbering.Next);
        PageNumber page = _numbering.Take(_page ?? marked ?? atEdges);
        if (text.IsEmpty && page.Label is null && page.Last > page.Value)
            _blanks = page;
        return Page(page, text);
    }

    private OcrPage Page(PageNumber page, ReadOnlySpan<char> text) =>
        new(page.Value, text.ToString(), Source, _lineOfPage, page.Label, ++_ordinal);

    // The second and later pages of a range without text.
    private OcrPage? TakeBlank()
    {
        if (_blanks is not { } blanks)
            return null;
        PageNumber page = new(blanks.Value + 1) { Last = blanks.Last };
        _blanks = page.Value < page.Last ? page : null;
        return Page(page, default);
    }

    private void MakeRoom(int length)
    {
        int held = _end - _start;
        if (held > _maxPageLength)
            throw new PageTooLongException(_lineOfPage, _maxPageLength);

        // The held text moves to the front; the buffer grows only if a page takes more than half of it.
        if (_buffer.Length / 2 >= held && _buffer.Length - held >= length)
        {
            _buffer.AsSpan(_start, held).CopyTo(_buffer);
        }
        else
        {
            // The last step goes to the limit at once, because each copy stays in memory until it is collected.
            long twice = 2L * _buffer.Length;
            long limit = (long)_maxPageLength + Math.Max(length, MaxPooledLength);
            int needed = (int)Math.Max(checked(held + length), Math.Max(MinBufferLength, twice >= _maxPageLength ? limit : twice));
            char[] larger = needed <= MaxPooledLength ? ArrayPool<char>.Shared.Rent(needed) : new char[needed];
            _buffer.AsSpan(_start, held).CopyTo(larger);
            Replace(larger);
        }

        _start = 0;
        _end = held;
    }

    // The pool would keep the buffer of one huge page for ever.
    private void Replace(char[] buffer)
    {
        if (_buffer.Length is > 0 and <= MaxPooledLength)
            ArrayPool<char>.Shared.Return(_buffer);
        _buffer = buffer;
    }
}
