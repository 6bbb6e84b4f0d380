using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using SynthGen.Pictures.Charts;

namespace SynthGen.Adapters.Charts;

/// <summary>Draws lines of cells.</summary>
internal static class CellPlot
{
    private const double LineHeight = 24, Margins = 40, Gap = 0.1;

    /// <summary>Fills a plot, and returns its height.</summary>
    public static double Fill(PlotModel model, CellChart chart, MarkColors colors)
    {
        model.Axes.Add(ChartPlot.Categories(AxisPosition.Left, "", chart.Lines.Select(line => line.Name)));
        model.Axes.Add(ChartPlot.Hidden(AxisPosition.Bottom, 0, Math.Max(20, chart.Lines.Max(line => line.Cells.Count))));
        foreach ((ChartColor color, string name) in chart.Legend)
            model.Series.Add(new RectangleBarSeries { Title = name, FillColor = colors.Next(color), StrokeThickness = 0 });
        RectangleBarSeries cells = new() { StrokeThickness = 0 };
        for (int line = 0; line < chart.Lines.Count; line++)
        {
            for (int i = 0; i < chart.Lines[line].Cells.Count; i++)
            {
                ChartCell cell = chart.Lines[line].Cells[i];
                cells.Items.Add(new RectangleBarItem(i, line - 0.5 + Gap, i + 1 - Gap, line + 0.5 - Gap) { Color = colors.Next(cell.Color, cell.Text) });
            }
        }

        model.Series.Add(cells);
        ChartPlot.AddLegend(model);
        return Margins + chart.Lines.Count * LineHeight;
    }
}
