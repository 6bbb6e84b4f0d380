using SynthGen.Documents.Numbers;

namespace SynthGen.Documents.Marks;

/// <summary><c>Page 3 of 10</c>, <c>Page 3:</c>, <c>## Page 3</c>, <c>=== Page 3</c>, <c>Seite 3</c>, <c>p. 3</c>, <c>3 | Page</c>, alone on a line.</summary>
internal sealed class PageLineMarker : EachLineMarker
{
    private const int MaxNearLength = 20;

    public PageLineMarker(string? shape = null)
        : base($"PageLine ({(shape is null ? "Page 3" : MarkerText.Example(shape, shape.Contains("#of", StringComparison.Ordinal) ? "3 " : "3").Replace("3 of", "3 of 10", StringComparison.Ordinal))})", shape)
    {
    }

    // A number of all stands at the foot as a rule.
    internal override PageMarkerPosition At =>
        Shape?.EndsWith("of", StringComparison.Ordinal) == true ? PageMarkerPosition.End : PageMarkerPosition.Start;

    internal override bool IsAtOnePlace => false;

    internal override MarkStrength Strength => MarkStrength.Weak;

    private protected override bool SkipsCode => true;

    internal override PageMarker OfShape(string? shape) => new PageLineMarker(shape);

    internal override MarkReading Read(ReadOnlySpan<char> line)
    {
        if (!MarkLine.MayMark(line))
            return MarkReading.Text;

        ReadOnlySpan<char> core = MarkLine.WithoutSigns(line, out ReadOnlySpan<char> open, out ReadOnlySpan<char> close);
        open = open.Trim();
        if (core.IsEmpty || close.ContainsAnyExcept(" .,:;") || !IsLead(open) || !MayBegin(core))
            return MarkReading.Text;
        if (MarkerText.TryParse(core, out PageNumber page, out string look))
        {
            bool hasTotal = look.EndsWith(" of", StringComparison.Ordinal);
            return new MarkReading(true, page, $"{(open.IsEmpty ? "" : new string(open[0], 2) + " ")}{(hasTotal ? look[..^3] : look)} #{(hasTotal ? "of" : "")}");
        }

        bool isSameLead = Shape is null || (open.IsEmpty ? char.IsLetterOrDigit(Shape[0]) : Shape[0] == open[0]);
        return core.Length <= MaxNearLength && core.ContainsAnyInRange('0', '9') && MarkerText.BeginsWithWord(core) && isSameLead
            ? MarkReading.Near : MarkReading.Text;
    }

    // A heading, or a rule of signs; a single sign is a bullet.
    private static bool IsLead(ReadOnlySpan<char> open) =>
        open.IsEmpty || (!open.ContainsAnyExcept(open[0]) && (open[0] == '#' ? open.Length <= 6 : open.Length > 1 && "=-*~/+%_".Contains(open[0])));

    // In some languages the number comes first.
    private static bool MayBegin(ReadOnlySpan<char> core) =>
        MarkerText.BeginsWithWord(core) || core[0] >= '\u2E80' || char.IsDigit(core[0]);
}
