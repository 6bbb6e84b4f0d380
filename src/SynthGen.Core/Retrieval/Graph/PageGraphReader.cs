using System.Text.Json;
using SynthGen.Documents;
using SynthGen.Json;

namespace SynthGen.Retrieval.Graph;

/// <summary>Reads the lines of a graph's file, and refuses whatever is not a whole one.</summary>
internal sealed class PageGraphReader
{
    private readonly List<PageKey> _pages = [];
    private readonly List<PagePassage> _passages = [];
    private readonly List<PageGraphNode> _nodes = [];
    private readonly List<PageGraphEdge> _edges = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private string? _method;
    private int _pageCount, _passageCount, _nodeCount, _edgeCount;

    /// <summary>Reads a line.</summary>
    /// <exception cref="InvalidDataException">It is not one of a graph.</exception>
    public void Read(ReadOnlyMemory<byte> line, long number)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line, JsonLine.Options);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                throw new FormatException("it is not an object");
            if (_method is null)
                ReadHead(root);
            else if (_pages.Count < _pageCount)
                _pages.Add(new PageKey(Text(root, "source"), root.TryGetProperty("ordinal", out JsonElement ordinal) ? ordinal.GetInt32() : root.GetProperty("page").GetInt32(), root.GetProperty("page").GetInt32(), root.TryGetProperty("label", out JsonElement label) ? label.GetString() : null));
            else if (_passages.Count < _passageCount)
                ReadPassage(root);
            else if (_nodes.Count < _nodeCount)
                ReadNode(root);
            else if (_edges.Count < _edgeCount)
                ReadEdge(root);
            else
                throw new FormatException("there are more lines than the first one says");
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException(
                _method is null ? "Its first line is not the head of a page graph." : $"Line {number} cannot be read: {Reason(error)}.", error);
        }
    }

    /// <summary>Returns the graph.</summary>
    /// <exception cref="InvalidDataException">Lines are missing.</exception>
    public PageGraph ToGraph()
    {
        if (_method is null)
            throw new InvalidDataException("It is empty.");
        if ((_pages.Count, _passages.Count, _nodes.Count, _edges.Count) != (_pageCount, _passageCount, _nodeCount, _edgeCount))
            throw new InvalidDataException($"It ends after {_nodes.Count} of {_nodeCount} names and {_edges.Count} of {_edgeCount} edges.");
        return new PageGraph(_method, _pages, _nodes, _edges);
    }

    private static string Reason(Exception error) => error is FormatException ? error.Message : error is JsonException ? "it is not JSON" : "a member is missing or has another type";

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null");

    private static T At<T>(List<T> items, JsonElement place)
    {
        int index = place.GetInt32();
        return index >= 0 && index < items.Count ? items[index] : throw new FormatException($"there is no item {index}");
    }

    private void ReadHead(JsonElement head)
    {
        if (Text(head, "format") != PageGraphFile.Format)
            throw new FormatException("another format");
        if (head.GetProperty("version").GetInt32() is var version && version != PageGraphFile.Version)
            throw new InvalidDataException($"It has version {version} of the format; this module reads version {PageGraphFile.Version}.");
        (_pageCount, _passageCount, _nodeCount, _edgeCount) = (Count("pages"), Count("passages"), Count("nodes"), Count("edges"));
        _method = Text(head, "method");

        int Count(string name) => head.GetProperty(name).GetInt32() is >= 0 and int count ? count : throw new FormatException($"'{name}' is negative");
    }

    private void ReadPassage(JsonElement line)
    {
        string quote = Text(line, "quote");
        int start = line.GetProperty("start").GetInt32();
        if (start < 0 || quote.Length == 0)
            throw new FormatException("the sentence has no place");
        _passages.Add(new PagePassage(At(_pages, line.GetProperty("on")), new Evidence(quote, start, quote.Length)));
    }

    private void ReadNode(JsonElement line)
    {
        string name = Text(line, "name");
        if (!_names.Add(name))
            throw new FormatException($"'{name}' is there twice");
        if (!Enum.TryParse(Text(line, "kind"), out PageGraphKind kind) || !Enum.IsDefined(kind))
            throw new FormatException($"'{Text(line, "kind")}' is not a kind");

        List<PageGraphMention> mentions = [];
        foreach (JsonElement mention in line.GetProperty("mentions").EnumerateArray())
        {
            PagePassage passage = At(_passages, mention[0]);
            int start = mention[1].GetInt32(), length = mention[2].GetInt32();
            if (start < passage.Evidence.Start || length < 1 || start > passage.Evidence.Start + passage.Evidence.Length - length)
                throw new FormatException("a mention is not in its sentence");
            mentions.Add(new PageGraphMention(passage, start, length));
        }

        _nodes.Add(new PageGraphNode(name, kind)
        {
            Aliases = line.TryGetProperty("aliases", out JsonElement aliases) ? [.. aliases.EnumerateArray().Select(alias => alias.GetString() ?? "")] : [],
            Pages = [.. mentions.Select(mention => mention.Passage.Page).Distinct()],
            Mentions = mentions,
        });
    }

    private void ReadEdge(JsonElement line)
    {
        List<PagePassage> passages = [.. line.GetProperty("passages").EnumerateArray().Select(place => At(_passages, place))];
        if (passages.Count == 0)
            throw new FormatException("the edge has no sentence");
        _edges.Add(new PageGraphEdge(At(_nodes, line.GetProperty("from")).Name, At(_nodes, line.GetProperty("to")).Name)
        {
            Weight = line.GetProperty("weight").GetDouble(),
            Relation = line.TryGetProperty("relation", out JsonElement relation) ? relation.GetString() : null,
            Passages = passages,
        });
    }
}
