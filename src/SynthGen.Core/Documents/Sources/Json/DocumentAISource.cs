namespace SynthGen.Documents.Sources.Json;

/// <summary>Documents of Google Document AI: one, or the shards of a long one, each of which has its own text.</summary>
internal sealed class DocumentAISource() : JsonSource("DocumentAI", "a document of Google Document AI", "", "document")
{
    /// <summary>The paths, in the order that <see cref="DocumentAIReader"/> knows.</summary>
    internal static readonly string[] Paths = ["text", "pages/*", "shardinfo", "documentlayout/blocks/*", "error"];

    /// <inheritdoc/>
    public override PartedDocument Begin(SourceContext context) => new DocumentAIReader(this, Below(Paths), context);

    /// <inheritdoc/>
    protected override bool Fits(Func<string, bool> has) =>
        has("shardinfo") || has("documentlayout/blocks") || has("pages/*/layout/textanchor") || has("pages/*/blocks/*/layout/textanchor") || has("pages/*/paragraphs/*/layout/textanchor")
        || has("pages/*/lines/*/layout/textanchor") || has("pages/*/tokens/*/layout/textanchor") || (has("mimetype") && (has("text") || has("pages")));
}
