using System.Buffers;
using SynthGen.Documents.Numbers;

namespace SynthGen.Documents.Marks;

/// <summary><c>--- Page 3 of 10 ---</c>, with hyphens or dashes, and <c>[Page 3]</c>.</summary>
internal sealed class DashMarker : LineMarker
{
    private const string Dashes = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2500";

    // A longer line is a sentence.
    private const int MaxNearLength = 24;

    // The word is rarer in texts than the signs around it.
    private static readonly SearchValues<string> Word = SearchValues.Create(["page"], StringComparison.OrdinalIgnoreCase);

    private DashMarker()
        : base("Dash (--- Page 3 --- or [Page 3])", anchorLength: 4)
    {
    }

    public static DashMarker Instance { get; } = new();

    public override bool MayMark(ReadOnlySpan<char> line)
    {
        line = MarkLine.Trim(line);
        return line.Length > 0 && (line[0] == '[' || Dashes.Contains(line[0]));
    }

    internal override bool TryParse(ReadOnlySpan<char> line, out PageNumber page)
    {
        page = default;
        if (line.Length > MaxLength)
            return false;

        line = MarkLine.Trim(line);
        if (line.Length > 2 && line[0] == '[' && line[^1] == ']')
            return MarkerText.TryParse(line[1..^1], out page);

        ReadOnlySpan<char> behind = line.TrimStart(Dashes);
        ReadOnlySpan<char> between = behind.TrimEnd(Dashes);
        return IsRule(line[..(line.Length - behind.Length)]) && IsRule(behind[between.Length..]) &&
            MarkerText.TryParse(between, out page);
    }

    private protected override int IndexOfAnchor(ReadOnlySpan<char> text) => text.IndexOfAny(Word);

    private protected override bool IsNear(ReadOnlySpan<char> line)
    {
        line = MarkLine.Trim(line);
        ReadOnlySpan<char> between = MarkLine.WithoutSigns(line, out ReadOnlySpan<char> open, out _);
        return open.Length > 0 && (open[0] == '[' || Dashes.Contains(open[0])) && MarkerText.BeginsWithWord(between) &&
            between.Length <= MaxNearLength;
    }

    // A single hyphen could be a bullet; a single dash is long enough.
    private static bool IsRule(ReadOnlySpan<char> signs) => signs.Length > 1 || (signs.Length == 1 && signs[0] > '\u2011');
}
