namespace SynthGen.Pictures.Charts;

/// <summary>Makes the texts of a chart fit for XML, whatever a row holds.</summary>
internal static class ChartCleaner
{
    /// <summary>Returns the chart with its texts cleaned.</summary>
    public static Chart Clean(Chart chart) => chart switch
    {
        BarChart bars => bars with { Categories = [.. bars.Categories.Select(Text)], Series = [.. bars.Series.Select(series => series with { Name = Text(series.Name) })] },
        CellChart cells => cells with { Lines = [.. cells.Lines.Select(line => new CellLine(Text(line.Name), [.. line.Cells.Select(cell => cell with { Text = Text(cell.Text) })]))] },
        PointChart points => points with { Series = Clean(points.Series) },
        LineChart lines => lines with { Series = Clean(lines.Series) },
        _ => chart,
    };

    private static PointValues[] Clean(IReadOnlyList<PointValues> all) =>
        [.. all.Select(series => series with { Name = Text(series.Name), Points = [.. series.Points.Select(point => point with { Text = Text(point.Text) })] })];

    private static string Text(string text) => MarkupText.Of(text);
}
