using SynthGen.Documents.Numbers;

namespace SynthGen.Documents.Marks;

/// <summary>A marker that takes a whole line.</summary>
/// <remarks>
/// Lines are not examined one by one. A vectorised search jumps to the next place where a marker could be, and only the line
/// around that place is read.
/// </remarks>
internal abstract class LineMarker : PageMarker
{
    /// <summary>The maximum length of a marker line.</summary>
    internal const int MaxLength = 256;

    private readonly int _anchorLength;

    private protected LineMarker(string name, int anchorLength)
        : base(name) => _anchorLength = anchorLength;

    /// <summary>Returns the index of the first possible place of a marker, or -1.</summary>
    private protected abstract int IndexOfAnchor(ReadOnlySpan<char> text);

    /// <summary>Parses a line, without its line end, as a marker.</summary>
    internal abstract bool TryParse(ReadOnlySpan<char> line, out PageNumber page);

    /// <summary>Whether a line that is not a marker nearly is one.</summary>
    private protected abstract bool IsNear(ReadOnlySpan<char> line);

    /// <inheritdoc/>
    internal override bool TryFind(ReadOnlySpan<char> text, bool isWhole, ref MarkScan scan, out PageMark mark)
    {
        ref int position = ref scan.Position;
        while (position < text.Length)
        {
            int anchor = IndexOfAnchor(text[position..]);
            if (anchor < 0)
            {
                // The end of the text may hold the beginning of an anchor.
                position = Math.Max(position, text.Length - _anchorLength + 1);
                break;
            }

            anchor += position;
            int farthest = Math.Max(0, anchor - MaxLength);
            int before = text[farthest..anchor].LastIndexOf('\n');
            int start = farthest + before + 1;
            bool isLong = before < 0 && farthest > 0;
            ReadOnlySpan<char> rest = text.Slice(anchor, Math.Min(MaxLength + 1, text.Length - anchor));
            int length = rest.IndexOf('\n');
            if (length < 0 && !isLong && rest.Length <= MaxLength)
            {
                if (!isWhole)
                {
                    position = anchor;
                    break;
                }

                length = rest.Length;
            }

            if (length >= 0 && !isLong && anchor + length - start <= MaxLength)
            {
                ReadOnlySpan<char> line = text[start..(anchor + length)];
                bool isMark = TryParse(line, out PageNumber page);
                if (isMark || IsNear(line))
                {
                    mark = new PageMark(start, Math.Min(anchor + length + 1, text.Length), page, IsNear: !isMark);
                    position = mark.End;
                    return true;
                }
            }

            // The line is not a marker, so the search continues with the next line.
            int end = text[anchor..].IndexOf('\n');
            position = end < 0 ? text.Length : anchor + end + 1;
        }

        mark = default;
        return false;
    }
}
