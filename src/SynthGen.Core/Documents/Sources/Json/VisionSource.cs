namespace SynthGen.Documents.Sources.Json;

/// <summary>Responses of Google Vision: of images, of files, and the output files of asynchronous requests, each of which has some of the pages.</summary>
internal sealed class VisionSource() : JsonSource("GoogleVision", "a response of Google Vision")
{
    /// <summary>The paths, in the order that <see cref="VisionReader"/> knows.</summary>
    internal static readonly string[] Paths = ["responses/*", "fulltextannotation", "textannotations", "context", "error", "inputconfig/gcssource/uri"];

    /// <inheritdoc/>
    public override PartedDocument Begin(SourceContext context) => new VisionReader(this, Below(Paths), context);

    /// <inheritdoc/>
    protected override bool Fits(Func<string, bool> has) =>
        has("fulltextannotation") || has("textannotations") || has("responses/*/fulltextannotation") || has("responses/*/textannotations")
        || has("responses/*/responses") || (has("responses") && (has("inputconfig") || has("responses/*/context/pagenumber") || has("responses/*/error/code")));
}
