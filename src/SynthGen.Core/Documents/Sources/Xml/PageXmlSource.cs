using System.Xml;

namespace SynthGen.Documents.Sources.Xml;

/// <summary>PAGE XML of PRImA, in the versions of 2010 to 2019, as Transkribus, OCR-D and tesseract write it.</summary>
/// <remarks>Regions come in their reading order, and those that it does not name behind them. A line's own text goes before that of its words.</remarks>
public sealed class PageXmlSource() : XmlSource("PageXml", "a PAGE XML file", "PcGts")
{
    /// <inheritdoc/>
    private protected override IEnumerable<SourcePage> Read(XmlReader reader)
    {
        while (reader.Read())
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "Page" })
                yield return ReadPage(reader);
        }
    }

    private static SourcePage ReadPage(XmlReader reader)
    {
        long line = LineOf(reader);
        List<PageRegion> regions = reader.IsEmptyElement ? [] : ReadRegions(reader);
        PageBuilder text = new();
        foreach (PageRegion region in regions.OrderBy(region => region.Place ?? int.MaxValue))
            text.Add(region.Finish());
        return new SourcePage(text.ToString()) { Line = line, Confidence = text.Confidence };
    }

    private static List<PageRegion> ReadRegions(XmlReader reader)
    {
        ReadingOrder order = new();
        List<PageRegion> regions = [];
        Stack<(int Depth, PageRegion Region)> open = [];
        int end = reader.Depth;
        while (reader.Read() && reader.Depth > end)
        {
            while (open.TryPeek(out (int Depth, PageRegion) top) && reader.Depth <= top.Depth)
                open.Pop();
            if (reader.NodeType != XmlNodeType.Element)
                continue;

            if (reader.LocalName == "ReadingOrder")
            {
                order.Read(reader);
            }
            else if (reader.LocalName.EndsWith("Region", StringComparison.Ordinal) || reader.LocalName == "TableCell")
            {
                PageRegion region = new(order.PlaceOf(reader.GetAttribute("id")) ?? (open.TryPeek(out (int, PageRegion Region) outer) ? outer.Region.Place : null));
                regions.Add(region);
                if (!reader.IsEmptyElement)
                    open.Push((reader.Depth, region));
            }
            else if (open.TryPeek(out (int, PageRegion Region) current))
            {
                current.Region.Read(reader);
            }
        }

        return regions;
    }
}
