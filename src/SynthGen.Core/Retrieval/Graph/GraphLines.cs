using System.Text.Json;
using SynthGen.Documents;
using SynthGen.Rows;

namespace SynthGen.Retrieval.Graph;

/// <summary>Writes the lines of a graph's file; <see cref="PageGraphReader"/> reads them.</summary>
internal static class GraphLines
{
    /// <summary>Writes a page.</summary>
    public static void WritePage(Utf8JsonWriter json, PageKey page)
    {
        json.WriteNumber("page", page.Number);
        json.WriteString("source", page.Source);
        CanonicalWriter.WritePlace(json, page);
    }

    /// <summary>Writes a sentence.</summary>
    public static void WritePassage(Utf8JsonWriter json, PagePassage passage, int page)
    {
        json.WriteNumber("on", page);
        json.WriteNumber("start", passage.Evidence.Start);
        json.WriteString("quote", passage.Quote);
    }

    /// <summary>Writes a node; a mention is [sentence, start, length].</summary>
    public static void WriteNode(Utf8JsonWriter json, PageGraphNode node, PassageTable passages)
    {
        json.WriteString("name", node.Name);
        json.WriteString("kind", node.Kind.ToString());
        if (node.Aliases.Count > 0)
        {
            json.WriteStartArray("aliases");
            foreach (string alias in node.Aliases)
                json.WriteStringValue(alias);
            json.WriteEndArray();
        }

        json.WriteStartArray("mentions");
        foreach (PageGraphMention mention in node.Mentions)
        {
            json.WriteStartArray();
            json.WriteNumberValue(passages[mention.Passage]);
            json.WriteNumberValue(mention.Start);
            json.WriteNumberValue(mention.Length);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes an edge.</summary>
    public static void WriteEdge(Utf8JsonWriter json, PageGraphEdge edge, PassageTable passages)
    {
        json.WriteNumber("from", passages.NodeOf(edge.From));
        json.WriteNumber("to", passages.NodeOf(edge.To));
        json.WriteNumber("weight", edge.Weight);
        if (edge.Relation is not null)
            json.WriteString("relation", edge.Relation);
        json.WriteStartArray("passages");
        foreach (PagePassage passage in edge.Passages)
            json.WriteNumberValue(passages[passage]);
        json.WriteEndArray();
    }
}
