using System.Xml.Linq;
using SynthGen.Pictures.Charts;

namespace SynthGen.Core.Tests.Reports;

/// <summary>Draws every chart as its texts, and keeps them.</summary>
internal sealed class PlainRenderer : IChartRenderer
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public List<Chart> Charts { get; } = [];

    public XElement Draw(Chart chart)
    {
        Charts.Add(chart);
        IEnumerable<string> texts = chart switch
        {
            PointChart points => points.Series.SelectMany(series => series.Points).Select(point => point.Text),
            CellChart cells => cells.Lines.SelectMany(line => line.Cells).Select(cell => cell.Text),
            _ => [],
        };
        return new XElement(Svg + "svg", new XAttribute("width", 10), new XAttribute("height", 10), texts.Select(text => new XElement(Svg + "rect", new XElement(Svg + "title", text))));
    }
}
