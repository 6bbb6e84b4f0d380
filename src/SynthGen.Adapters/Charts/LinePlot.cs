using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using SynthGen.Pictures.Charts;

namespace SynthGen.Adapters.Charts;

/// <summary>Draws lines on two scales.</summary>
internal static class LinePlot
{
    private const double Height = 260;

    /// <summary>Fills a plot, and returns its height.</summary>
    public static double Fill(PlotModel model, LineChart chart, MarkColors colors)
    {
        ChartPoint[] points = [.. chart.Series.SelectMany(series => series.Points)];
        model.Axes.Add(ChartPlot.Values(AxisPosition.Bottom, ChartPlot.CategoryAxis, chart.OtherTitle, ChartUnit.Count, points.Select(point => point.X).DefaultIfEmpty(0).Max()));
        model.Axes.Add(ChartPlot.Values(AxisPosition.Left, ChartPlot.ValueAxis, chart.ValueTitle, ChartUnit.Count, points.Select(point => point.Y).DefaultIfEmpty(0).Max() * 1.05));
        foreach (PointValues series in chart.Series)
        {
            LineSeries line = new() { Title = series.Name, Color = colors.Next(series.Color, series.Name), StrokeThickness = 2 };
            line.Points.AddRange(series.Points.Select(point => new DataPoint(point.X, point.Y)));
            model.Series.Add(line);
        }

        if (chart.Series.Count > 1)
            ChartPlot.AddLegend(model);
        return Height;
    }
}
