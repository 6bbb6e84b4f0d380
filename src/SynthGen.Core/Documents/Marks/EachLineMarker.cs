namespace SynthGen.Documents.Marks;

/// <summary>A marker that takes a whole line and is looked for line by line.</summary>
internal abstract class EachLineMarker : PageMarker
{
    // A longer block of code was not closed: OCR does not know what it reads.
    private const int MaxCodeLines = 200;

    private protected EachLineMarker(string name, string? shape = null)
        : base(name) => Shape = shape;

    /// <summary>The only look that marks have; null for any.</summary>
    protected string? Shape { get; }

    /// <summary>The maximum length of a marker line with the blanks at its ends.</summary>
    private protected virtual int MaxLineLength => LineMarker.MaxLength;

    /// <summary>Whether marks do not count in blocks of code and in front matter.</summary>
    private protected virtual bool SkipsCode => false;

    /// <summary>Whether the lines before and after must be read to know a mark.</summary>
    private protected virtual bool NeedsNeighbours => false;

    /// <summary>Reads a line, without what is invisible at its ends.</summary>
    internal abstract MarkReading Read(ReadOnlySpan<char> line);

    /// <summary>Whether a line that reads as a mark is one between its neighbours, which are empty where there are none.</summary>
    private protected virtual bool Fits(ReadOnlySpan<char> line, ReadOnlySpan<char> before, ReadOnlySpan<char> after) => true;

    /// <inheritdoc/>
    public override bool MayMark(ReadOnlySpan<char> line) => MarkLine.MayMark(line);

    /// <inheritdoc/>
    internal sealed override bool TryFind(ReadOnlySpan<char> text, bool isWhole, ref MarkScan scan, out PageMark mark)
    {
        mark = default;
        while (scan.Position < text.Length)
        {
            int start = scan.Position;
            int length = text[start..].IndexOf('\n');
            int end = length < 0 ? text.Length : start + length;
            int next = Math.Min(end + 1, text.Length);
            bool isLineEnd = length >= 0 || isWhole;

            // Where a piece of a long line was passed over, its rest begins in the middle.
            bool isLong = end - start > MaxLineLength || (start > 0 && text[start - 1] != '\n');
            if (!isLineEnd && !isLong)
                return false;
            if (isLong)
            {
                scan.Position = next;
                continue;
            }

            ReadOnlySpan<char> line = MarkLine.Trim(text[start..end]);
            MarkReading reading = line.IsEmpty || (SkipsCode && scan.CodeLines > 0) ? MarkReading.Text : Read(line);
            if (reading.IsMark && Shape is not null && reading.Shape != Shape)
                reading = MarkReading.Text;
            bool isOpening = SkipsCode && !scan.IsLaterPage && scan.CodeLines == 0 && line is "---" && text[..start].IsWhiteSpace();
            if (isOpening || (reading.IsMark && NeedsNeighbours))
            {
                if (!TryReadNext(text[next..], isWhole, out ReadOnlySpan<char> after))
                    return false;
                isOpening = isOpening && FrontMatter.Begins(after);
                if (isOpening || (NeedsNeighbours && !Fits(line, Before(text, start), after)))
                    reading = MarkReading.Text;
            }

            if (SkipsCode)
                Advance(line, isOpening, ref scan);
            scan.Position = next;
            if (reading.IsMark || reading.IsNear)
            {
                mark = new PageMark(start, next, reading.Page, reading.Shape, reading.IsNear);
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> Before(ReadOnlySpan<char> text, int start)
    {
        if (start == 0)
            return default;
        ReadOnlySpan<char> before = text[..(start - 1)];
        // What is far away does not change whether the line is blank.
        ReadOnlySpan<char> near = before[Math.Max(0, before.Length - LineMarker.MaxLength)..];
        return near[(near.LastIndexOf('\n') + 1)..];
    }

    // The line's beginning is enough.
    private static bool TryReadNext(ReadOnlySpan<char> text, bool isWhole, out ReadOnlySpan<char> line)
    {
        line = text[..Math.Min(text.Length, LineMarker.MaxLength)];
        int length = line.IndexOf('\n');
        if (length < 0)
            return isWhole || line.Length == LineMarker.MaxLength;
        line = line[..length];
        return true;
    }

    private static void Advance(ReadOnlySpan<char> line, bool isOpening, ref MarkScan scan)
    {
        bool isFence = line.StartsWith("```", StringComparison.Ordinal) || line.StartsWith("~~~", StringComparison.Ordinal);
        if (scan.CodeLines > 0)
        {
            bool ends = scan.InFrontMatter ? line is "---" or "..." : isFence;
            scan.CodeLines = ends || scan.CodeLines == MaxCodeLines ? 0 : scan.CodeLines + 1;
        }
        else if (isFence)
        {
            (scan.CodeLines, scan.InFrontMatter) = (1, false);
        }
        else if (isOpening)
        {
            (scan.CodeLines, scan.InFrontMatter) = (1, true);
        }
    }
}
