using System.Text;
using System.Xml.Linq;
using CsCheck;
using SynthGen.Documents;
using SynthGen.Generation.Graph;
using SynthGen.Retrieval.Graph;

namespace SynthGen.Core.Tests.Retrieval;

public sealed class PageGraphFileTests
{
    private static readonly Gen<string> Texts = Gen.String[Gen.Char["ab \n\"\\é最\u0007<&1"], 1, 20];

    private static readonly Gen<PageGraph> Graphs =
        from pages in Gen.Select(Gen.Int[0, 3], Gen.Int[0, 50], Texts).Array[1, 4]
        from quotes in Gen.Select(Gen.Int[0, 3], Gen.Int[0, 1000], Texts).Array[1, 6]
        from names in Texts.Array[1, 5]
        from kinds in Gen.Int[0, 8].Array[5]
        from weights in Gen.Double[0, 9].Array[1, 4]
        from relation in Texts.Null()
        select Make(pages, quotes, names, kinds, weights, relation);

    [Fact]
    public void What_is_read_back_is_what_was_written() => Graphs.Sample(
        graph =>
        {
            byte[] bytes = Bytes(graph);
            PageGraph back = PageGraphFile.Read(new MemoryStream(bytes));
            Assert.Equal(bytes, Bytes(back));
            Assert.Equal(graph.Pages, back.Pages);
            Assert.Equal(graph.Nodes.Select(node => (node.Name, node.Kind, node.PageCount, node.Mentions.Count)), back.Nodes.Select(node => (node.Name, node.Kind, node.PageCount, node.Mentions.Count)));
            Assert.Equal(graph.Edges.Select(edge => (edge.From, edge.To, edge.Weight, edge.Relation, edge.Quote)), back.Edges.Select(edge => (edge.From, edge.To, edge.Weight, edge.Relation, edge.Quote)));
        },
        iter: 500);

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_refused()
    {
        string[] lines = Encoding.UTF8.GetString(Bytes(OfflineEntityReader.BuildGraph(PageGraphKit.Document()))).TrimEnd('\n').Split('\n');
        for (int count = 0; count < lines.Length; count++)
            Assert.Throws<InvalidDataException>(() => Read(string.Join('\n', lines[..count])));
        Assert.Throws<InvalidDataException>(() => Read(string.Join('\n', [.. lines, lines[^1]])));
    }

    [Theory]
    [InlineData("", "It is empty.")]
    [InlineData("""{"query":"q","tools":[],"page":1}""", "Its first line is not the head of a page graph.")]
    [InlineData("not JSON", "Its first line is not the head of a page graph.")]
    [InlineData("""{"format":"synthgen-page-graph","version":2,"method":"Offline","pages":0,"passages":0,"nodes":0,"edges":0}""", "It has version 2 of the format; this module reads version 1.")]
    [InlineData("{\"format\":\"synthgen-page-graph\",\"version\":1,\"method\":\"Offline\",\"pages\":0,\"passages\":1,\"nodes\":0,\"edges\":0}\n{\"on\":0,\"start\":0,\"quote\":\"x\"}", "Line 2 cannot be read: there is no item 0.")]
    public void What_is_not_a_graph_is_refused_in_words(string content, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => Read(content)).Message);

    [Fact]
    public void GraphML_holds_every_node_and_edge_and_is_XML_whatever_the_pages_hold() => Graphs.Sample(
        graph =>
        {
            using MemoryStream stream = new();
            GraphMlFile.Write(stream, graph);
            stream.Position = 0;
            XDocument document = XDocument.Load(stream);
            XNamespace ns = "http://graphml.graphdrawing.org/xmlns";
            Assert.Equal(graph.Nodes.Count, document.Descendants(ns + "node").Count());
            Assert.Equal(graph.Edges.Count, document.Descendants(ns + "edge").Count());
            HashSet<string> ids = [.. document.Descendants(ns + "node").Select(node => node.Attribute("id")!.Value)], keys = [.. document.Descendants(ns + "key").Select(key => key.Attribute("id")!.Value)];
            Assert.All(document.Descendants(ns + "edge"), edge => Assert.True(ids.Contains(edge.Attribute("source")!.Value) && ids.Contains(edge.Attribute("target")!.Value)));
            Assert.All(document.Descendants(ns + "data"), data => Assert.Contains(data.Attribute("key")!.Value, keys));
        },
        iter: 200);

    private static PageGraph Read(string content) => PageGraphFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(content)));

    private static byte[] Bytes(PageGraph graph)
    {
        using MemoryStream stream = new();
        PageGraphFile.Write(stream, graph);
        return stream.ToArray();
    }

    private static PageGraph Make((int, int, string)[] pages, (int Page, int Start, string Text)[] quotes, string[] names, int[] kinds, double[] weights, string? relation)
    {
        PageKey[] keys = [.. pages.Select((page, i) => new PageKey(page.Item3, i + page.Item1, page.Item2, page.Item1 == 0 ? "iv" : null)).Distinct()];
        PagePassage[] passages = [.. quotes.Select(quote => new PagePassage(keys[quote.Page % keys.Length], new Evidence(quote.Text, quote.Start, quote.Text.Length)))];
        PageGraphNode[] nodes = [.. names.Distinct(StringComparer.Ordinal).Select((name, i) =>
        {
            PageGraphMention[] mentions = [.. passages.Where((_, at) => at % (i + 1) == 0).Select(passage => new PageGraphMention(passage, passage.Evidence.Start, 1))];
            return new PageGraphNode(name, (PageGraphKind)kinds[i]) { Aliases = i == 0 ? ["x", name] : [], Mentions = mentions, Pages = [.. mentions.Select(mention => mention.Passage.Page).Distinct()] };
        })];
        return new PageGraph("Offline", keys, nodes, [.. weights.Select((weight, i) => new PageGraphEdge(nodes[i % nodes.Length].Name, nodes[0].Name) { Weight = weight, Relation = relation, Passages = [passages[i % passages.Length]] })]);
    }
}
