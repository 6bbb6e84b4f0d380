using System.Text.RegularExpressions;
using SynthGen.Documents.Numbers;

namespace SynthGen.Documents.Marks;

/// <summary>A number alone between signs, such as at the foot of a page: <c>- 3 -</c>, <c>[3]</c>, <c>=== 3 ===</c>.</summary>
internal sealed partial class NumberMarker : EachLineMarker
{
    public NumberMarker(string? shape = null)
        : base($"Number ({(shape is null ? "- 3 -" : MarkerText.Example(shape, " 3 "))})", shape)
    {
    }

    internal override PageMarkerPosition At => PageMarkerPosition.End;

    internal override bool IsAtOnePlace => false;

    internal override MarkStrength Strength => MarkStrength.Weak;

    private protected override bool SkipsCode => true;

    private protected override bool NeedsNeighbours => true;

    internal override PageMarker OfShape(string? shape) => new NumberMarker(shape);

    internal override MarkReading Read(ReadOnlySpan<char> line)
    {
        if (char.IsLetterOrDigit(line[0]) || char.IsLetterOrDigit(line[^1]))
            return MarkReading.Text;
        Match match = Framed().Match(line.ToString());
        return match.Success && PageNumber.TryParse(match.Groups["number"].ValueSpan, out PageNumber page)
            ? new MarkReading(true, page, $"{MarkLine.Look(match.Groups["open"].ValueSpan)}#{MarkLine.Look(match.Groups["close"].ValueSpan)}")
            : MarkReading.Text;
    }

    // Rows of a table and entries of a bibliography begin like this.
    private protected override bool Fits(ReadOnlySpan<char> line, ReadOnlySpan<char> before, ReadOnlySpan<char> after) =>
        line[0] is not ('|' or '[' or '{' or '<') || (before.IsWhiteSpace() && after.IsWhiteSpace());

    [GeneratedRegex(@"\A(?<open>[-\u2010-\u2015\u2500=*~#+|_\[{<\u00B7\u2022:/\s]+)(?<number>[0-9]{1,5}|[ivxlc]+|[IVXLC]+)(?<close>[-\u2010-\u2015\u2500=*~#+|_\]}>\u00B7\u2022:/\s]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Framed();
}
