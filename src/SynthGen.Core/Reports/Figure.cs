using System.Xml.Linq;
using SynthGen.Pictures;
using SynthGen.Pictures.Charts;

namespace SynthGen.Reports;

/// <summary>A picture on the page: its charts, what it shows, and its numbers as a table.</summary>
internal static class Figure
{
    /// <summary>Returns the figure.</summary>
    public static XElement Of(Picture picture, IChartRenderer renderer) => Html.Of("figure",
        [
            Html.Attribute("id", picture.Id),
            Html.Of("h3", picture.Title),
            Html.Of("figcaption", picture.Caption),
            .. picture.Charts.SelectMany((chart, i) => Draw(picture, i, renderer)),
        ]);

    private static IEnumerable<object> Draw(Picture picture, int i, IChartRenderer renderer)
    {
        (string name, Chart chart) = picture.Charts[i];
        if (picture.Charts.Count > 1)
            yield return Html.Of("h4", name);
        ChartTable table = ChartTable.Of(chart);
        yield return SvgPicture.Draw(renderer, chart, $"{picture.Id}-{i + 1}", name, table.Describe());
        yield return Html.Of("details", Html.Of("summary", $"The numbers: {name}"), Html.Table(table.Head, table.Rows));
        if (chart is PointChart)
            yield return Html.OfClass("p", "hint", "Rest on a point to read its query.");
    }
}
