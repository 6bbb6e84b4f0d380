using System.Xml.Linq;
using OxyPlot;
using SynthGen.Pictures.Charts;

namespace SynthGen.Adapters.Charts;

/// <summary>
/// Draws charts with OxyPlot: one managed library, whose SVG has text as text, laid out by built-in font metrics, so that it is the
/// same on every machine.
/// </summary>
public sealed class OxyPlotRenderer : IChartRenderer
{
    /// <summary>The width of every chart in pixels.</summary>
    internal const double Width = 680;

    /// <inheritdoc/>
    public XElement Draw(Chart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        MarkColors colors = new();
        PlotModel model = ChartPlot.Begin();
        double height = chart switch
        {
            BarChart bars => BarPlot.Fill(model, bars, colors),
            CellChart cells => CellPlot.Fill(model, cells, colors),
            PointChart points => PointPlot.Fill(model, points, colors),
            LineChart lines => LinePlot.Fill(model, lines, colors),
            _ => throw new ArgumentException($"A {chart.GetType().Name} cannot be drawn.", nameof(chart)),
        };
        SvgExporter exporter = new() { Width = Width, Height = height, TextMeasurer = new TextSize(Width, height) };
        return SvgTheme.Apply(exporter.ExportToString(model), colors);
    }
}
