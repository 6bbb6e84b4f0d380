using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using SynthGen.Pictures.Charts;

namespace SynthGen.Adapters.Charts;

/// <summary>Draws bars.</summary>
internal static class BarPlot
{
    private const double BarHeight = 18, CategoryGap = 10, Margins = 56, UprightHeight = 230;

    // Fewer bars would be wider than high.
    private const int FewestUpright = 8;

    // Above the highest bar is room for its value.
    private const double Room = 1.14;

    /// <summary>Fills a plot, and returns its height.</summary>
    public static double Fill(PlotModel model, BarChart chart, MarkColors colors)
    {
        (AxisPosition category, AxisPosition value) = chart.IsUpright ? (AxisPosition.Bottom, AxisPosition.Left) : (AxisPosition.Left, AxisPosition.Bottom);
        CategoryAxis names = ChartPlot.Categories(category, chart.IsUpright ? chart.OtherTitle : "", chart.Categories);
        if (chart.IsUpright && chart.Categories.Count < FewestUpright)
            (names.Minimum, names.Maximum) = (-0.5, FewestUpright - 0.5);
        model.Axes.Add(names);
        model.Axes.Add(ChartPlot.Values(value, ChartPlot.ValueAxis, chart.ValueTitle, chart.Unit, Most(chart) * Room));
        foreach (BarValues series in chart.Series)
            model.Series.Add(Bars(chart, series, colors));
        if (chart.Series.Count > 1)
            ChartPlot.AddLegend(model);
        int bars = chart.IsStacked ? 1 : chart.Series.Count;
        return chart.IsUpright ? UprightHeight : Margins + (chart.Series.Count > 1 ? 22 : 0) + (chart.ValueTitle.Length > 0 ? 16 : 0) + chart.Categories.Count * (bars * BarHeight + CategoryGap);
    }

    private static BarSeries Bars(BarChart chart, BarValues series, MarkColors colors)
    {
        BarSeries bars = new()
        {
            Title = series.Name,
            FillColor = colors.Next(series.Color),
            StrokeThickness = 0,
            IsStacked = chart.IsStacked,
            XAxisKey = ChartPlot.ValueAxis,
            YAxisKey = ChartPlot.CategoryAxis,
            LabelFormatString = chart.IsStacked || chart.Categories.Count * chart.Series.Count > 24 ? null : chart.Unit switch { ChartUnit.Share => "{0:0.# %}", ChartUnit.Measure => "{0:0.00}", _ => "{0:#,0.#}" },
            LabelPlacement = LabelPlacement.Outside,
            LabelMargin = 4,
        };
        for (int i = 0; i < series.Values.Count; i++)
        {
            // A value that is missing or zero has no bar.
            if (series.Values[i] is { } value and not 0)
                bars.Items.Add(new BarItem(value, i) { Color = colors.Next(series.Color, $"{chart.Categories[i]}{(chart.Series.Count > 1 ? $", {series.Name}" : "")}: {chart.Format(value)}") });
        }

        return bars;
    }

    private static double Most(BarChart chart) => chart.Categories
        .Select((_, i) => chart.Series.Select(series => series.Values[i] ?? 0))
        .Select(values => chart.IsStacked ? values.Sum() : values.Max())
        .DefaultIfEmpty(0).Max();
}
