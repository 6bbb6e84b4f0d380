using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using SynthGen.Pictures.Charts;

namespace SynthGen.Adapters.Charts;

/// <summary>Makes of OxyPlot's SVG one whose colours a style sheet gives, so that it is light or dark as its page is, and whose marks have their text.</summary>
internal static class SvgTheme
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Returns the element svg.</summary>
    /// <param name="written">What OxyPlot wrote.</param>
    /// <param name="colors">The marks by their colours.</param>
    public static XElement Apply(string written, MarkColors colors)
    {
        using XmlReader reader = XmlReader.Create(new StringReader(written), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, IgnoreWhitespace = true });
        XElement root = XElement.Load(reader);
        string width = (string)root.Attribute("width")!, height = (string)root.Attribute("height")!;
        return new XElement(
            Svg + "svg",
            new XAttribute("width", width), new XAttribute("height", height), new XAttribute("viewBox", $"0 0 {width} {height}"),
            Shapes(root).Select(shape => shape.Name == Svg + "text" ? Label(shape) : Mark(shape, colors)).OfType<XElement>());
    }

    // The groups clip what is inside the plot anyway.
    private static IEnumerable<XElement> Shapes(XElement parent) => parent.Elements().SelectMany(element =>
        element.Name == Svg + "g" ? Shapes(element) : element.Name == Svg + "defs" ? [] : [element]);

    private static XElement? Label(XElement text) => text.Value.Length == 0 ? null : new XElement(
        Svg + "text",
        new XAttribute("class", "label"),
        text.Attributes().Where(attribute => attribute.Name.LocalName is "dominant-baseline" or "text-anchor" or "transform" or "font-size"),
        text.Value);

    private static XElement? Mark(XElement shape, MarkColors colors)
    {
        Dictionary<string, string> style = ((string?)shape.Attribute("style") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split(':', 2)).ToDictionary(part => part[0].Trim(), part => part[1].Trim());
        string fill = style.GetValueOrDefault("fill", "none"), stroke = style.GetValueOrDefault("stroke", "none");
        (ChartColor Color, string? Text)? mark = colors.Find(fill) ?? colors.Find(stroke);
        if (mark is null && stroke != SvgColor(MarkColors.Grid))
            return null;

        return new XElement(
            shape.Name,
            new XAttribute("class", mark is null ? "grid" : mark.Value.Color.ToString().ToLowerInvariant()),
            shape.Attributes().Where(attribute => attribute.Name.LocalName is not ("style" or "shape-rendering")),
            mark?.Text is { } said ? new XElement(Svg + "title", said) : null);
    }

    private static string SvgColor(OxyPlot.OxyColor color) => string.Create(CultureInfo.InvariantCulture, $"rgb({color.R},{color.G},{color.B})");
}
