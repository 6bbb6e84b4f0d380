using SynthGen.Documents.Numbers;

namespace SynthGen.Documents.Marks;

/// <summary>A word for page and a number with signs on both sides: <c>[[Page 3]]</c>, <c>**Page 3**</c>, <c>{{page 3}}</c>.</summary>
internal sealed class SignsMarker : EachLineMarker
{
    private const int MaxNearLength = 24;

    public SignsMarker(string? shape = null)
        : base($"Signs ({(shape is null ? "[[Page 3]]" : MarkerText.Example(shape, " 3"))})", shape)
    {
    }

    internal override MarkStrength Strength => MarkStrength.Rising;

    internal override PageMarker OfShape(string? shape) => new SignsMarker(shape);

    internal override MarkReading Read(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> core = MarkLine.WithoutSigns(line, out ReadOnlySpan<char> open, out ReadOnlySpan<char> close);
        if (core.IsEmpty || (open.IsEmpty && close.IsEmpty) || !MarkerText.BeginsWithWord(core))
            return MarkReading.Text;

        // A comment is a tag, and a bullet is not a frame.
        if (open.StartsWith("<!"))
            return MarkReading.Text;
        bool isFramed = !open.IsEmpty && close.ContainsAnyExcept(" .,:;");
        if (isFramed && MarkerText.TryParse(core, out PageNumber page, out string look))
            return new MarkReading(true, page, $"{MarkLine.Look(open)}{look}#{MarkLine.Look(close)}");
        return core.Length <= MaxNearLength && core.ContainsAnyInRange('0', '9') && IsFrame(open, close) ? MarkReading.Near : MarkReading.Text;
    }

    // Near marks matter only beside marks of the same frame.
    private bool IsFrame(ReadOnlySpan<char> open, ReadOnlySpan<char> close) =>
        Shape is not null
            ? (!open.IsEmpty && Shape[0] == open[0]) || (!close.IsEmpty && Shape[^1] == close[^1])
            : !open.IsEmpty && close.ContainsAnyExcept(" .,:;");
}
