using System.Xml.Linq;

namespace SynthGen.Pictures.Charts;

/// <summary>Draws charts. Port; implemented with OxyPlot.</summary>
public interface IChartRenderer
{
    /// <summary>
    /// Draws a chart as SVG. Colours are classes of the names in <see cref="ChartColor"/>, in lower case; text is text, of the class
    /// label; each mark has its text as title. The same chart gives the same elements.
    /// </summary>
    /// <param name="chart">The chart.</param>
    /// <returns>The element svg, with a width and a height in pixels.</returns>
    XElement Draw(Chart chart);
}
