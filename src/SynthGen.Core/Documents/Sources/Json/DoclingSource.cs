namespace SynthGen.Documents.Sources.Json;

/// <summary>Documents of docling, as its converter or its server writes them.</summary>
internal sealed class DoclingSource() : JsonSource("Docling", "a document of docling", "", "document/jsoncontent", "jsoncontent")
{
    /// <summary>The paths, in the order that <see cref="DoclingReader"/> knows.</summary>
    internal static readonly string[] Paths = ["body", "furniture", "groups/*", "texts/*", "tables/*", "pictures/*", "pages/*/pageno"];

    /// <inheritdoc/>
    public override PartedDocument Begin(SourceContext context) => new DoclingReader(Below(Paths), context);

    /// <inheritdoc/>
    protected override bool Fits(Func<string, bool> has) =>
        (has("schemaname") && has("version")) || has("body/selfref") || has("texts/*/selfref") || has("texts/*/prov") || has("tables/*/selfref") || has("pictures/*/selfref") || has("groups/*/selfref");
}
