using SynthGen.Documents.Numbers;

namespace SynthGen.Documents.Marks;

/// <summary>The form feed that ends a page, at the beginning of a line or within one.</summary>
/// <remarks>A page that is only OCRmyPDF's note of skipped pages stands for these pages, which are blank.</remarks>
internal sealed class FormFeedMarker : PageMarker
{
    private FormFeedMarker()
        : base("FormFeed (\\f)")
    {
    }

    public static FormFeedMarker Instance { get; } = new();

    internal override PageMarkerPosition At => PageMarkerPosition.End;

    internal override MarkStrength Strength => MarkStrength.Break;

    public override bool MayMark(ReadOnlySpan<char> line) => line.Contains('\f');

    internal override bool TryFind(ReadOnlySpan<char> text, bool isWhole, ref MarkScan scan, out PageMark mark)
    {
        ref int position = ref scan.Position;
        int index = text[position..].IndexOf('\f');
        if (index < 0)
        {
            position = text.Length;
            mark = default;
            return false;
        }

        mark = new PageMark(position + index, position + index + 1, Page: null);
        position = mark.End;
        return true;
    }

    internal override PageNumber? TakeEdges(ref ReadOnlySpan<char> text, int next)
    {
        // OCRmyPDF writes one note for all pages that it skipped between two others.
        if (SkippedPages.TryRead(text, out int first, out int last) && first == next)
        {
            text = default;
            return new PageNumber(first) { Last = last };
        }

        return null;
    }
}
