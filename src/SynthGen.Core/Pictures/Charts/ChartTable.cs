using System.Globalization;

namespace SynthGen.Pictures.Charts;

/// <summary>The numbers of a chart, for who does not see it.</summary>
/// <param name="Head">The columns' names.</param>
/// <param name="Rows">The rows; the first value of each is its name.</param>
internal sealed record ChartTable(IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private const int MostDescribed = 6;

    /// <summary>Returns the numbers of a chart.</summary>
    public static ChartTable Of(Chart chart) => chart switch
    {
        BarChart bars => new(
            [bars.OtherTitle, .. bars.Series.Select(series => series.Name)],
            [.. bars.Categories.Select((category, i) => (IReadOnlyList<string>)[category, .. bars.Series.Select(series => bars.Format(series.Values[i]))])]),
        CellChart cells => new(
            [cells.OtherTitle, .. cells.Legend.Select(entry => entry.Name)],
            [.. cells.Lines.Select(line => (IReadOnlyList<string>)[line.Name, .. cells.Legend.Select(entry => Number(line.Cells.Count(cell => cell.Color == entry.Color)))])]),
        LineChart lines => new(
            [lines.OtherTitle, .. lines.Series.Select(series => series.Name)],
            [.. lines.Series.SelectMany(series => series.Points).Select(point => point.X).Distinct().Order()
                .Select(x => (IReadOnlyList<string>)[Number(x), .. lines.Series.Select(series => At(series, x))])]),
        PointChart points => new(["points", "number"], [.. points.Series.Select(series => (IReadOnlyList<string>)[series.Name, Number(series.Points.Count)])]),
        _ => throw new ArgumentException($"There is no table of a {chart.GetType().Name}.", nameof(chart)),
    };

    /// <summary>Returns the first numbers in a sentence, for who hears the page.</summary>
    public string Describe() =>
        $"{string.Join("; ", Rows.Take(MostDescribed).Select(row => $"{row[0]}: {string.Join(", ", row.Skip(1))}"))}{(Rows.Count > MostDescribed ? $"; and {Rows.Count - MostDescribed} more" : "")}.";

    private static string At(PointValues series, double x) => series.Points.Where(point => point.X == x).Select(point => Number(point.Y)).FirstOrDefault("–");

    private static string Number(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
