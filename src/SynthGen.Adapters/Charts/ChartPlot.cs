using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using SynthGen.Pictures.Charts;

namespace SynthGen.Adapters.Charts;

/// <summary>What all charts share: no frame, quiet axes, the legend above.</summary>
internal static class ChartPlot
{
    /// <summary>The key of the axis of values.</summary>
    public const string ValueAxis = "value";

    /// <summary>The key of the axis of categories.</summary>
    public const string CategoryAxis = "category";

    private const int LongestLabel = 34;
    private const double TitleDistance = 8;

    /// <summary>Begins a plot.</summary>
    public static PlotModel Begin() => new()
    {
        PlotAreaBorderThickness = new OxyThickness(0),
        DefaultFont = "Helvetica",
        DefaultFontSize = 12,
        Padding = new OxyThickness(6, 4, 14, 4),
        IsLegendVisible = true,
    };

    /// <summary>Adds a legend.</summary>
    public static void AddLegend(PlotModel model) => model.Legends.Add(new Legend
    {
        LegendPlacement = LegendPlacement.Outside,
        LegendPosition = LegendPosition.TopLeft,
        LegendOrientation = LegendOrientation.Horizontal,
        LegendItemSpacing = 16,
        LegendMargin = 0,
        LegendPadding = 2,
        LegendSymbolLength = 12,
    });

    /// <summary>Returns an axis of values from 0.</summary>
    public static LinearAxis Values(AxisPosition position, string key, string title, ChartUnit unit, double most) => new()
    {
        Position = position,
        Key = key,
        Title = title.Length > 0 ? title : null,
        Minimum = 0,
        Maximum = unit == ChartUnit.Measure ? 1 : most > 0 ? most : 1,
        MinimumMajorStep = unit == ChartUnit.Count ? 1 : 0,
        StringFormat = unit switch { ChartUnit.Share => "0 %", ChartUnit.Measure => "0.0", _ => "#,0" },
        MajorGridlineStyle = LineStyle.Solid,
        MajorGridlineColor = MarkColors.Grid,
        MajorGridlineThickness = 1,
        MinorGridlineStyle = LineStyle.None,
        TickStyle = TickStyle.None,
        AxislineStyle = LineStyle.None,
        AxisTitleDistance = TitleDistance,
        IntervalLength = position == AxisPosition.Left ? 40 : 90,
    };

    /// <summary>Returns an axis of categories.</summary>
    public static CategoryAxis Categories(AxisPosition position, string title, IEnumerable<string> names)
    {
        CategoryAxis axis = new()
        {
            Position = position, Key = CategoryAxis, Title = title.Length > 0 ? title : null, TickStyle = TickStyle.None, AxislineStyle = LineStyle.None, AxisTitleDistance = TitleDistance, GapWidth = 0.35, IsTickCentered = true,
        };
        if (position == AxisPosition.Left)
            (axis.StartPosition, axis.EndPosition) = (1, 0);
        axis.Labels.AddRange(names.Select(Cut));
        return axis;
    }

    private static string Cut(string name) => name.Length <= LongestLabel ? name : $"{name[..(char.IsHighSurrogate(name[LongestLabel - 2]) ? LongestLabel - 2 : LongestLabel - 1)]}…";

    /// <summary>Returns an axis that is not seen.</summary>
    public static LinearAxis Hidden(AxisPosition position, double least, double most) => new() { Position = position, Minimum = least, Maximum = most, IsAxisVisible = false };
}
