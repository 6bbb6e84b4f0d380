namespace SynthGen.Documents.Marks;

/// <summary><c>---</c> between every two pages, as LlamaParse writes it.</summary>
/// <remarks>A line of hyphens under a paragraph is a heading in Markdown, and at the document's beginning a front matter.</remarks>
internal sealed class RuleMarker : EachLineMarker
{
    public RuleMarker()
        : base("Rule (---)")
    {
    }

    internal override PageMarkerPosition At => PageMarkerPosition.End;

    internal override bool IsAtOnePlace => false;

    internal override MarkStrength Strength => MarkStrength.Rule;

    private protected override bool SkipsCode => true;

    private protected override bool NeedsNeighbours => true;

    internal override MarkReading Read(ReadOnlySpan<char> line) => line is "---" ? new MarkReading(true) : MarkReading.Text;

    private protected override bool Fits(ReadOnlySpan<char> line, ReadOnlySpan<char> before, ReadOnlySpan<char> after) =>
        before.IsWhiteSpace() || !after.IsWhiteSpace();
}
