namespace SynthGen.Documents;

/// <summary><c>Page 3 of 10</c>, <c>Page 3:</c>, <c>PAGE 3</c>, <c>## Page 3</c>, <c>Seite 3</c>, <c>p. 3</c>, alone on a line.</summary>
internal sealed class PageLineMarker : EachLineMarker
{
    private const int MaxNearLength = 20;

    public PageLineMarker(string? shape = null)
        : base($"PageLine ({(shape is null ? "Page 3" : shape.Replace("#of", "3 of 10", StringComparison.Ordinal).Replace('#', '3'))})", shape)
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

        bool isHeading = line[0] == '#';
        ReadOnlySpan<char> core = line.TrimStart('#');
        if (line.Length - core.Length > 6 || (isHeading && !core.StartsWith(" ")))
            return MarkReading.Text;
        core = core.Trim();
        if (core.IsEmpty || !(MarkerText.BeginsWithWord(core) || core[0] >= '\u2E80' || char.IsDigit(core[0])))
            return MarkReading.Text;
        if (MarkerText.TryParse(core, out PageNumber page, out string look))
        {
            bool hasTotal = look.EndsWith(" of", StringComparison.Ordinal);
            return new MarkReading(true, page, $"{(isHeading ? "## " : "")}{(hasTotal ? look[..^3] : look)} #{(hasTotal ? "of" : "")}");
        }

        return core.Length <= MaxNearLength && core.ContainsAnyInRange('0', '9') && MarkerText.BeginsWithWord(core) && (Shape is null || Shape[0] == '#' == isHeading)
            ? MarkReading.Near : MarkReading.Text;
    }
}
