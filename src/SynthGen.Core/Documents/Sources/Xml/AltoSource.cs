using System.Globalization;
using System.Xml;

namespace SynthGen.Documents.Sources.Xml;

/// <summary>ALTO 2 to 4, of the Library of Congress.</summary>
/// <remarks>
/// A word that is broken at the end of its line stays broken as printed, with its hyphen: -JoinHyphen joins it. Margins come
/// in their place around the print space. A reading order, which version 4 can have, goes before the order of the file.
/// </remarks>
public sealed class AltoSource() : XmlSource("Alto", "an ALTO file", "alto")
{
    private static readonly string[] Regions = ["TopMargin", "LeftMargin", "PrintSpace", "RightMargin", "BottomMargin"];

    /// <inheritdoc/>
    private protected override IEnumerable<SourcePage> Read(XmlReader reader)
    {
        PhysicalNumber numbers = new(first: 1);
        ReadingOrder order = new();
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            if (reader.LocalName == "ReadingOrder")
                order.Read(reader);
            else if (reader.LocalName == "Page")
                yield return ReadPage(reader, order, numbers);
        }
    }

    private static SourcePage ReadPage(XmlReader reader, ReadingOrder order, PhysicalNumber numbers)
    {
        int? image = int.TryParse(reader.GetAttribute("PHYSICAL_IMG_NR"), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
        SourcePage page = new("")
        {
            Number = numbers.Of(image),
            Label = reader.GetAttribute("PRINTED_IMG_NR") is { Length: > 0 } label ? label : null,
            Line = LineOf(reader),
        };
        List<Block> blocks = reader.IsEmptyElement ? [] : ReadBlocks(reader, order);
        PageBuilder text = new();
        foreach (Block block in blocks.OrderBy(block => block.Place ?? int.MaxValue).ThenBy(block => block.Region))
            text.Add(block.Text);
        return page with { Text = text.ToString(), Confidence = text.Confidence };
    }

    private static List<Block> ReadBlocks(XmlReader reader, ReadingOrder order)
    {
        List<Block> blocks = [];
        Block block = new(0, null);
        int end = reader.Depth, region = 0;
        // The places of the blocks around this one, by their depth: what is in a block is read in its place.
        SortedDictionary<int, int?> around = [];
        bool isBroken = false;
        while (reader.Read() && reader.Depth > end)
        {
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            int depth = reader.Depth;
            switch (reader.LocalName)
            {
                case "TopMargin" or "LeftMargin" or "PrintSpace" or "RightMargin" or "BottomMargin":
                    region = Array.IndexOf(Regions, reader.LocalName);
                    around.Clear();
                    break;
                case "ComposedBlock" or "TextBlock":
                    foreach (int inner in around.Keys.Where(key => key >= depth).ToList())
                        around.Remove(inner);
                    around[depth] = order.PlaceOf(reader.GetAttribute("ID")) ?? around.Values.LastOrDefault();
                    if (reader.LocalName == "TextBlock")
                        blocks.Add(block = new Block(region, around[depth]));
                    break;
                case "TextLine":
                    EndLine(block, ref isBroken);
                    break;
                case "String":
                    block.Text.AddWord(reader.GetAttribute("CONTENT"), Confidence(reader.GetAttribute("WC")));
                    isBroken = reader.GetAttribute("SUBS_TYPE") == "HypPart1" && reader.GetAttribute("CONTENT") is { Length: > 0 } word && !IsHyphen(word[^1]);
                    break;
                case "HYP":
                    block.Text.Add(reader.GetAttribute("CONTENT") is { Length: > 0 } hyphen ? hyphen : "-");
                    isBroken = false;
                    break;
            }
        }

        EndLine(block, ref isBroken);
        return blocks;
    }

    // Some programs mark the first part of a word and leave its hyphen out.
    private static void EndLine(Block block, ref bool isBroken)
    {
        if (isBroken)
            block.Text.Add("-");
        isBroken = false;
        block.Text.EndLine();
    }

    private static bool IsHyphen(char c) => c is '-' or '\u00AD' or '\u2010' or '\u00AC' or '\u2E17' or '=';

    private static double? Confidence(string? value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double confidence) ? confidence : null;

    private sealed record Block(int Region, int? Place)
    {
        public PageBuilder Text { get; } = new();
    }
}
