using OxyPlot;
using SynthGen.Pictures.Charts;

namespace SynthGen.Adapters.Charts;

/// <summary>
/// Gives each mark a colour of its own for the time of drawing, by which its element is known again in what OxyPlot wrote.
/// </summary>
internal sealed class MarkColors
{
    // Black is text, and a blue that is nearly black the grid.
    private const int First = 1 << 16;

    private readonly List<(ChartColor Color, string? Text)> _marks = [];

    /// <summary>The colour of grid lines.</summary>
    public static OxyColor Grid { get; } = OxyColor.FromRgb(0, 0, 1);

    /// <summary>Returns the colour of the next mark.</summary>
    /// <param name="color">The colour that it is to have.</param>
    /// <param name="text">The text that it is to have; null for none.</param>
    public OxyColor Next(ChartColor color, string? text = null)
    {
        _marks.Add((color, text));
        int code = First + _marks.Count - 1;
        return OxyColor.FromRgb((byte)(code >> 16), (byte)(code >> 8), (byte)code);
    }

    /// <summary>Returns the mark of a colour as SVG writes it, rgb(1,0,0); null if it is the colour of none.</summary>
    public (ChartColor Color, string? Text)? Find(string color)
    {
        string[] parts = color.StartsWith("rgb(", StringComparison.Ordinal) ? color[4..].TrimEnd(')').Split(',') : [];
        if (parts.Length != 3)
            return null;
        int code = parts.Aggregate(0, (sum, part) => (sum << 8) + int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)) - First;
        return code >= 0 && code < _marks.Count ? _marks[code] : null;
    }
}
