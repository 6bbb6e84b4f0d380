using System.Text;
using System.Text.Json;
using SynthGen.Documents.Encodings;
using SynthGen.Files;
using SynthGen.Json;

namespace SynthGen.Documents.Sources.Json;

/// <summary>Reads a document of JSON, value by value.</summary>
/// <param name="roots">The paths of values to read, each below one of the roots at which the document may stand.</param>
/// <param name="count">The number of paths below one root.</param>
/// <param name="context">What reading needs beside the document.</param>
internal abstract class JsonDocumentReader(string[] roots, int count, SourceContext context) : PartedDocument
{
    private readonly JsonPaths _paths = new(roots);
    private readonly Queue<SourcePage> _pages = new();

    /// <summary>The line on which the current outermost object, or the last value read, begins.</summary>
    protected long Line { get; private set; } = 1;

    /// <inheritdoc/>
    public sealed override IEnumerable<SourcePage> Read(Stream part)
    {
        using JsonStream json = new(InUtf8(part), _paths);
        while (TryReadOn(json))
        {
            while (_pages.TryDequeue(out SourcePage page))
                yield return page;
        }
    }

    /// <inheritdoc/>
    public override bool IsContinuedBy(SourceBeginning next) => false;

    /// <inheritdoc/>
    public override IEnumerable<SourcePage> Complete() => [];

    /// <summary>Takes a value.</summary>
    /// <param name="path">The place of its path among those below one root.</param>
    /// <param name="value">The value, valid during the call.</param>
    protected abstract void Take(int path, JsonElement value);

    /// <summary>Called at the end of each outermost object.</summary>
    protected virtual void EndObject()
    {
    }

    /// <summary>Tells the user something of the document, in one sentence.</summary>
    protected void Warn(string message) => context.Warn(message);

    /// <summary>
    /// Returns the pages of a document with the numbers printed on them if every page with text has one, otherwise without:
    /// some printed numbers among those of the engine's would be in no order.
    /// </summary>
    protected static IEnumerable<SourcePage> Labelled(IReadOnlyList<SourcePage> pages) =>
        pages.All(page => page.Label is not null || string.IsNullOrWhiteSpace(page.Text)) ? pages : pages.Select(page => page with { Label = null });

    /// <summary>Gives a page that is complete.</summary>
    protected void Give(SourcePage page) => _pages.Enqueue(page);

    private bool TryReadOn(JsonStream json)
    {
        try
        {
            if (!json.Read(out JsonPiece piece))
                return false;
            Line = piece.Line;
            if (piece.IsEnd)
                EndObject();
            else
                Take(piece.Path % count, piece.Value);
            return true;
        }
        catch (JsonException error)
        {
            throw new SourceException(
                $"The JSON is damaged or cut off at line {error.LineNumber + 1:N0}, byte {error.BytePositionInLine + 1:N0} of it.",
                "Fetch or copy the file again.", error);
        }
    }

    // Windows PowerShell's > writes UTF-16.
    private Stream InUtf8(Stream part)
    {
        PeekedStream stream = new(part, SourceBeginning.MaxLength);
        return (context.Encoding ?? TextEncoding.Detect(stream.Beginning)) is { } encoding and not UTF8Encoding
            ? Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8)
            : stream;
    }
}
