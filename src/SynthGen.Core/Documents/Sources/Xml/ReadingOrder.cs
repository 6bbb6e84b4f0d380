using System.Globalization;
using System.Xml;

namespace SynthGen.Documents.Sources.Xml;

/// <summary>The order in which a page's parts are read, as groups within groups name them.</summary>
internal sealed class ReadingOrder
{
    // Deeper than any program writes, and not so deep that reading them ends the process.
    private const int MaxDepth = 64;

    private readonly Dictionary<string, int> _places = [];

    /// <summary>Reads a ReadingOrder element, and leaves the reader at its end.</summary>
    public void Read(XmlReader reader)
    {
        foreach (string id in ReadGroup(reader, isOrdered: false, MaxDepth))
            _places.TryAdd(id, _places.Count);
    }

    /// <summary>The place of a part; null if the order does not name it.</summary>
    public int? PlaceOf(string? id) => id is not null && _places.TryGetValue(id, out int place) ? place : null;

    private static List<string> ReadGroup(XmlReader reader, bool isOrdered, int depth)
    {
        List<(int Index, List<string> Ids)> members = [];
        if (!reader.IsEmptyElement)
        {
            int end = reader.Depth;
            while (reader.Read() && reader.Depth > end)
            {
                if (reader.NodeType != XmlNodeType.Element)
                    continue;
                int index = int.TryParse(reader.GetAttribute("index"), NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : int.MaxValue;
                List<string> ids = (reader.GetAttribute("regionRef") ?? reader.GetAttribute("REF")) is { } id ? [id] : [];
                if (reader.LocalName.Contains("Group", StringComparison.Ordinal) && depth > 0)
                    ids.AddRange(ReadGroup(reader, reader.LocalName.StartsWith("Ordered", StringComparison.Ordinal), depth - 1));
                members.Add((index, ids));
            }
        }

        return [.. (isOrdered ? members.OrderBy(member => member.Index) : members.AsEnumerable()).SelectMany(member => member.Ids)];
    }
}
