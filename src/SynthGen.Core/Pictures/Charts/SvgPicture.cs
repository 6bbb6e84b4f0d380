using System.Text;
using System.Xml;
using System.Xml.Linq;
using SynthGen.Text;

namespace SynthGen.Pictures.Charts;

/// <summary>A drawn chart as a picture that stands for itself: with a name, a description, and its colours.</summary>
internal static class SvgPicture
{
    /// <summary>The namespace of SVG.</summary>
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>The style sheet of charts.</summary>
    public static string Style { get; } = TextResource.Whole("chart.css").Trim();

    /// <summary>Draws a chart with its name and description, for a page that has the style sheet.</summary>
    /// <param name="renderer">Draws it.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="id">A name that is unique on the page.</param>
    /// <param name="title">The chart's name.</param>
    /// <param name="description">What it shows.</param>
    public static XElement Draw(IChartRenderer renderer, Chart chart, string id, string title, string description)
    {
        XElement svg = renderer.Draw(ChartCleaner.Clean(chart));
        svg.SetAttributeValue("role", "img");
        svg.SetAttributeValue("aria-labelledby", $"{id}-title {id}-text");
        svg.AddFirst(
            new XElement(Svg + "title", new XAttribute("id", $"{id}-title"), MarkupText.Of(title)),
            new XElement(Svg + "desc", new XAttribute("id", $"{id}-text"), MarkupText.Of(description)));
        return svg;
    }

    /// <summary>Returns a drawn chart as a file of its own, UTF-8.</summary>
    public static byte[] ToFile(XElement svg)
    {
        XElement file = new(svg);
        file.AddFirst(new XElement(Svg + "style", Style));
        using MemoryStream bytes = new();
        using (XmlWriter writer = XmlWriter.Create(bytes, new XmlWriterSettings { OmitXmlDeclaration = true, Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.None }))
            file.Save(writer);
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }
}
