using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using SynthGen.Pictures.Charts;

namespace SynthGen.Adapters.Charts;

/// <summary>Draws points on a plane.</summary>
internal static class PointPlot
{
    private const double Height = 440, Radius = 4;

    /// <summary>Fills a plot, and returns its height.</summary>
    public static double Fill(PlotModel model, PointChart chart, MarkColors colors)
    {
        ChartPoint[] points = [.. chart.Series.SelectMany(series => series.Points)];
        model.Axes.Add(Axis(AxisPosition.Bottom, points.Select(point => point.X)));
        model.Axes.Add(Axis(AxisPosition.Left, points.Select(point => point.Y)));

        // Each point has a colour of its own by its value on an axis of as many colours.
        List<OxyColor> palette = [];
        foreach (PointValues series in chart.Series)
        {
            // A series with a colour of its own does not ask the axis: it is for the legend.
            model.Series.Add(new ScatterSeries { Title = series.Name, MarkerType = MarkerType.Circle, MarkerSize = Radius, MarkerFill = colors.Next(series.Color), MarkerStrokeThickness = 0 });
            ScatterSeries dots = new() { MarkerType = MarkerType.Circle, MarkerSize = Radius, MarkerStrokeThickness = 0 };
            foreach (ChartPoint point in series.Points)
            {
                dots.Points.Add(new ScatterPoint(point.X, point.Y, value: palette.Count));
                palette.Add(colors.Next(series.Color, point.Text));
            }

            model.Series.Add(dots);
        }

        model.Axes.Add(new LinearColorAxis { Position = AxisPosition.None, Minimum = -0.5, Maximum = palette.Count - 0.5, Palette = new OxyPalette(palette) });
        if (chart.Series.Count > 1)
            ChartPlot.AddLegend(model);
        return Height;
    }

    private static LinearAxis Axis(AxisPosition position, IEnumerable<double> values)
    {
        double least = values.DefaultIfEmpty(0).Min(), most = values.DefaultIfEmpty(0).Max(), room = Math.Max((most - least) * 0.03, 1e-6);
        return ChartPlot.Hidden(position, least - room, most + room);
    }
}
