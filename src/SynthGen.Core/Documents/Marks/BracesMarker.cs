using System.Text.RegularExpressions;
using SynthGen.Documents.Numbers;

namespace SynthGen.Documents.Marks;

/// <summary><c>{3}------------------------------------------------</c>, counted from 0: marker's paginated output.</summary>
internal sealed partial class BracesMarker : EachLineMarker
{
    public BracesMarker()
        : base("Braces ({3}--------)")
    {
    }

    internal override bool IsZeroBased(string? shape) => true;

    public override bool MayMark(ReadOnlySpan<char> line) => MarkLine.Trim(line) is ['{', ..];

    internal override MarkReading Read(ReadOnlySpan<char> line)
    {
        if (line[0] != '{' || line.Length < 8)
            return MarkReading.Text;
        Match match = Look().Match(line.ToString());
        if (!match.Success)
            return MarkReading.Text;
        return PageNumber.TryRead(match.Groups[1].ValueSpan, out PageNumber page) ? new MarkReading(true, page) : MarkReading.Near;
    }

    [GeneratedRegex(@"\A\{([^{}]{1,24})\}-{4,}\z")]
    private static partial Regex Look();
}
