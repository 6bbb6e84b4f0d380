using System.Globalization;
using System.Text;
using System.Xml;
using SynthGen.Files;

namespace SynthGen.Retrieval.Graph;

/// <summary>Writes a graph as GraphML 1.0 (graphml.graphdrawing.org), which Gephi, yEd, Cytoscape and networkx read.</summary>
public static class GraphMlFile
{
    private const string Namespace = "http://graphml.graphdrawing.org/xmlns";

    /// <summary>Writes a graph; a file that is there is replaced at the end, or stays as it was.</summary>
    /// <exception cref="NotAFileException">The path is something else than a regular file.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder does not allow it.</exception>
    public static void Write(string path, PageGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        AtomicFile.Write(path, stream => Write(stream, graph));
    }

    internal static void Write(Stream stream, PageGraph graph)
    {
        using XmlWriter xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" });
        xml.WriteStartElement("graphml", Namespace);
        // Gephi shows what is named "label".
        Key("label", "node", "string");
        Key("kind", "node", "string");
        Key("pages", "node", "int");
        Key("weight", "edge", "double");
        Key("relation", "edge", "string");
        Key("page", "edge", "string");
        Key("quote", "edge", "string");
        xml.WriteStartElement("graph");
        xml.WriteAttributeString("edgedefault", "undirected");
        Dictionary<string, string> ids = new(StringComparer.Ordinal);
        foreach (PageGraphNode node in graph.Nodes)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"n{ids.Count}");
            ids.Add(node.Name, id);
            xml.WriteStartElement("node");
            xml.WriteAttributeString("id", id);
            Data("label", node.Name);
            Data("kind", node.Kind.ToString());
            Data("pages", node.PageCount.ToString(CultureInfo.InvariantCulture));
            xml.WriteEndElement();
        }

        foreach (PageGraphEdge edge in graph.Edges)
        {
            xml.WriteStartElement("edge");
            xml.WriteAttributeString("source", ids[edge.From]);
            xml.WriteAttributeString("target", ids[edge.To]);
            Data("weight", edge.Weight.ToString("R", CultureInfo.InvariantCulture));
            if (edge.Relation is not null)
                Data("relation", edge.Relation);
            Data("page", string.Join(", ", edge.Passages.Select(passage => passage.Page.Printed)));
            Data("quote", edge.Quote);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();

        void Key(string name, string owner, string type)
        {
            xml.WriteStartElement("key");
            xml.WriteAttributeString("id", name);
            xml.WriteAttributeString("for", owner);
            xml.WriteAttributeString("attr.name", name);
            xml.WriteAttributeString("attr.type", type);
            xml.WriteEndElement();
        }

        void Data(string key, string text)
        {
            xml.WriteStartElement("data");
            xml.WriteAttributeString("key", key);
            xml.WriteString(Allowed(text));
            xml.WriteEndElement();
        }
    }

    // Pages may hold characters that XML has no place for.
    private static string Allowed(string text)
    {
        StringBuilder? allowed = null;
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            if (isPair || XmlConvert.IsXmlChar(text[i]))
            {
                allowed?.Append(text, i, isPair ? 2 : 1);
                i += isPair ? 1 : 0;
            }
            else
            {
                allowed ??= new StringBuilder(text, 0, i, text.Length);
                allowed.Append('\uFFFD');
            }
        }

        return allowed?.ToString() ?? text;
    }
}
