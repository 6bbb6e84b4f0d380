namespace SynthGen.Documents.Sources.Json;

/// <summary>Results of Azure Document Intelligence, formerly Form Recognizer: versions 2.1, 3 and 4, whole or the analysis alone.</summary>
internal sealed class AzureSource() : JsonSource("AzureDocumentIntelligence", "a result of Azure Document Intelligence", "analyzeresult", "")
{
    /// <summary>The paths, in the order that <see cref="AzureReader"/> knows.</summary>
    internal static readonly string[] Paths = ["pages/*", "readresults/*", "paragraphs/*", "tables/*", "status"];

    /// <inheritdoc/>
    public override PartedDocument Begin(SourceContext context) => new AzureReader(Below(Paths), context);

    /// <inheritdoc/>
    protected override bool Fits(Func<string, bool> has) =>
        has("readresults") || has("stringindextype") || has("pages/*/words/*/span") || has("pages/*/lines/*/spans")
        || (has("modelid") && (has("content") || has("pages") || has("apiversion"))) || (has("status") && has("analyzeresult"));
}
