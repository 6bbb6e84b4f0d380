using SynthGen.Documents.Numbers;

namespace SynthGen.Documents.Marks;

/// <summary><c>=== PAGE 3 ===</c>: two or more equals signs on either side.</summary>
internal sealed class EqualSignsMarker : LineMarker
{
    private EqualSignsMarker()
        : base("EqualSigns (=== PAGE 3 ===)", anchorLength: 1)
    {
    }

    public static EqualSignsMarker Instance { get; } = new();

    public override bool MayMark(ReadOnlySpan<char> line)
    {
        line = MarkLine.Trim(line);
        return line.Length > 0 && line[0] == '=';
    }

    internal override bool TryParse(ReadOnlySpan<char> line, out PageNumber page)
    {
        page = default;
        if (line.Length > MaxLength)
            return false;

        line = MarkLine.Trim(line);
        ReadOnlySpan<char> behind = line.TrimStart('=');
        ReadOnlySpan<char> between = behind.TrimEnd('=');
        return line.Length - behind.Length >= 2 && behind.Length - between.Length >= 2 && MarkerText.TryParse(between, out page);
    }

    private protected override int IndexOfAnchor(ReadOnlySpan<char> text) => text.IndexOf('=');

    private protected override bool IsNear(ReadOnlySpan<char> line)
    {
        line = MarkLine.Trim(line);
        return !line.IsEmpty && (line[0] == '=' || line[^1] == '=') && line.Contains("page", StringComparison.OrdinalIgnoreCase);
    }
}
