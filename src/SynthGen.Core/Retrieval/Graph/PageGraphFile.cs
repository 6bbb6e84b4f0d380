using System.Text.Json;
using SynthGen.Files;

namespace SynthGen.Retrieval.Graph;

/// <summary>
/// A graph's file: JSON lines, a head with the format's version and the counts first, then pages, sentences, nodes and edges.
/// Nodes and edges name sentences, and edges name nodes, by their places. The same graph gives the same bytes.
/// </summary>
public static class PageGraphFile
{
    /// <summary>The format that the head of a file names.</summary>
    public const string Format = "synthgen-page-graph";

    /// <summary>The version of the format.</summary>
    public const int Version = 1;

    /// <summary>Writes a graph; a file that is there is replaced at the end, or stays as it was.</summary>
    /// <exception cref="NotAFileException">The path is something else than a regular file.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder does not allow it.</exception>
    public static void Write(string path, PageGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        AtomicFile.Write(path, stream => Write(stream, graph));
    }

    /// <summary>Reads a graph.</summary>
    /// <exception cref="InvalidDataException">The file is not a whole graph; the message says what is wrong and in which line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static PageGraph Read(string path, CancellationToken cancellationToken = default)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, cancellationToken);
    }

    internal static void Write(Stream stream, PageGraph graph)
    {
        PassageTable passages = PassageTable.Of(graph);
        using LineWriter<Action<Utf8JsonWriter>> lines = new(stream);
        Line(json =>
        {
            json.WriteString("format", Format);
            json.WriteNumber("version", Version);
            json.WriteString("method", graph.Method);
            json.WriteNumber("pages", graph.Pages.Count);
            json.WriteNumber("passages", passages.Items.Count);
            json.WriteNumber("nodes", graph.Nodes.Count);
            json.WriteNumber("edges", graph.Edges.Count);
        });
        foreach (Documents.PageKey page in graph.Pages)
            Line(json => GraphLines.WritePage(json, page));
        foreach (PagePassage passage in passages.Items)
            Line(json => GraphLines.WritePassage(json, passage, passages.PageOf(passage)));
        foreach (PageGraphNode node in graph.Nodes)
            Line(json => GraphLines.WriteNode(json, node, passages));
        foreach (PageGraphEdge edge in graph.Edges)
            Line(json => GraphLines.WriteEdge(json, edge, passages));
        lines.Flush();

        void Line(Action<Utf8JsonWriter> write) => lines.Write(write, static (json, write) =>
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        });
    }

    internal static PageGraph Read(Stream stream, CancellationToken cancellationToken = default)
    {
        PageGraphReader reader = new();
        foreach ((long number, ReadOnlyMemory<byte> line, bool tooLong) in new LineSource(stream).Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (tooLong)
                throw new InvalidDataException($"Line {number} is too long.");
            if (line.Length > 0)
                reader.Read(line, number);
        }

        return reader.ToGraph();
    }
}
