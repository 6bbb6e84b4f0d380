using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace SynthGen.Documents;

/// <summary>Splits one document, which arrives in pieces of any size, into pages.</summary>
/// <remarks>
/// Text enters through <see cref="Write"/>, <see cref="WriteLine"/> or <see cref="GetSpan"/> and <see cref="Advance"/>.
/// <see cref="TryRead"/> returns each page as soon as the marker after it has arrived. Only the current page and the last
/// piece are held. The boundaries of the pieces do not affect the pages.
/// </remarks>
public sealed class PageSplitter : IDisposable
{
    /// <summary>The maximum length of a page, in UTF-16 code units: half of what a string can hold.</summary>
    public const int DefaultMaxPageLength = 1 << 29;

    private const int MinBufferLength = 1 << 16;
    private const int MaxPooledLength = 1 << 20;
    private const char ByteOrderMark = '\uFEFF';

    private readonly LineEnds _lineEnds = new();
    private readonly MarkerDetector? _detector;
    private readonly int _maxPageLength;
    private readonly bool _skipPreamble;
    private char[] _buffer = [];
    private int _start;
    private int _scanned;
    private int _end;
    private long _line = 1;
    private long _lineOfPage = 1;
    private int _ordinal;
    private bool _begun;
    private bool _isWhole;
    private PageNumber _page;

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

    /// <summary>The number of markers found so far.</summary>
    public long MarkCount { get; private set; }

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

    /// <summary>Marks the end of the document.</summary>
    public void Complete() => _isWhole = true;

    /// <summary>Returns the next page if it is complete.</summary>
    public bool TryRead([NotNullWhen(true)] out OcrPage? page)
    {
        page = null;
        while (!IsRead && page is null)
        {
            ReadOnlySpan<char> text = _buffer.AsSpan(_start.._end);
            Marker ??= _detector!.Detect(text, _isWhole) ?? (_isWhole ? EqualSignsMarker.Instance : null);
            if (Marker is null)
                return false;

            if (Marker.TryFind(text, _isWhole, ref _scanned, out PageMark mark))
            {
                page = Cut(text[..mark.Start], isLast: false);
                _line += text[..mark.Start].Count('\n');
                _lineOfPage = _line;
                _line += text[mark.Start..mark.End].Count('\n');
                _page = NextNumber(mark.Page);
                MarkCount++;
                _start += mark.End;
                _scanned = 0;
            }
            else if (_isWhole)
            {
                page = Cut(text, isLast: true);
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
        _start = _end = _scanned = 0;
        IsRead = true;
    }

    // Creates the current page; null if there is no text for one.
    private OcrPage? Cut(ReadOnlySpan<char> text, bool isLast)
    {
        text = PageText.TrimBlankLines(text);
        bool isBeforeFirst = MarkCount == 0;
        bool endsPages = Marker!.EndsPage;
        if (isBeforeFirst && isLast)
            return text.IsEmpty ? null : new OcrPage(1, text.ToString(), Source);
        if (isBeforeFirst && !endsPages)
            return text.IsEmpty || _skipPreamble ? null : new OcrPage(0, text.ToString(), Source);
        if (isLast && endsPages && text.IsEmpty)
            return null;

        PageNumber page = isBeforeFirst ? new PageNumber(1) : _page;
        return new OcrPage(page.Value, text.ToString(), Source, _lineOfPage, page.Label, ++_ordinal);
    }

    private PageNumber NextNumber(PageNumber? marked)
    {
        // A form feed before any other marker ends page 1.
        int next = MarkCount == 0 && Marker!.EndsPage ? 2 : _page.Value + 1;
        return marked is not { } page ? new PageNumber(next)
            : page.Value == PageNumber.Unknown ? page with { Value = next }
            : page;
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
            long twice = Math.Min(2L * _buffer.Length, (long)_maxPageLength + length);
            int needed = (int)Math.Max(checked(held + length), Math.Max(MinBufferLength, twice));
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
