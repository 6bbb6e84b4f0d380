using SynthGen.Documents.Numbers;

namespace SynthGen.Documents.Marks;

/// <summary>EDGAR's <c>&lt;PAGE&gt;</c>, which ends a page. The printed number, if there is one, is on the last line before it.</summary>
internal sealed class EdgarMarker : EachLineMarker
{
    public EdgarMarker()
        : base("Edgar (<PAGE>)")
    {
    }

    internal override PageMarkerPosition At => PageMarkerPosition.End;

    internal override bool IsAtOnePlace => false;

    internal override MarkStrength Strength => MarkStrength.Break;

    public override bool MayMark(ReadOnlySpan<char> line) => MarkLine.Trim(line) is ['<', ..];

    internal override MarkReading Read(ReadOnlySpan<char> line) =>
        line.Equals("<page>", StringComparison.OrdinalIgnoreCase) ? new MarkReading(true) : MarkReading.Text;

    internal override PageNumber? TakeEdges(ref ReadOnlySpan<char> text, int next)
    {
        if (text.TrimEnd().EndsWith("</page>", StringComparison.OrdinalIgnoreCase))
            text = PageText.TrimBlankLines(text[..text.LastIndexOf('<')]);

        int start = text.LastIndexOf('\n') + 1;
        ReadOnlySpan<char> line = text[start..].Trim();
        if (line.Length > 12 || !PageNumber.TryRead(MarkLine.WithoutSigns(line, out _, out _), out PageNumber number))
            return null;

        // Another number than the one expected may be the last line of a table.
        bool isExpected = number.Value >= next && number.Value <= next + 1;
        if (!isExpected && number.Label is null && next != 1)
            return null;
        text = PageText.TrimBlankLines(text[..start]);
        return number;
    }
}
