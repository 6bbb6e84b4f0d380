namespace SynthGen.Documents.Sources.Json;

/// <summary>Responses of Amazon Textract: DetectDocumentText, AnalyzeDocument, and the parts of the asynchronous operations.</summary>
internal sealed class TextractSource() : JsonSource("Textract", "a response of Amazon Textract")
{
    /// <summary>The paths, in the order that <see cref="TextractReader"/> knows.</summary>
    internal static readonly string[] Paths = ["blocks/*", "nexttoken", "documentmetadata/pages", "jobstatus", "warnings/*"];

    /// <inheritdoc/>
    public override PartedDocument Begin(SourceContext context) => new TextractReader(this, Below(Paths), context);

    /// <inheritdoc/>
    protected override bool Fits(Func<string, bool> has) =>
        has("blocks/*/blocktype") || (has("documentmetadata") && (has("blocks") || has("jobstatus") || has("nexttoken"))) || has("detectdocumenttextmodelversion") || has("analyzedocumentmodelversion");
}
