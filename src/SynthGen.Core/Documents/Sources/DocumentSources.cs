using SynthGen.Documents.Sources.Hocr;
using SynthGen.Documents.Sources.Json;
using SynthGen.Documents.Sources.Xml;

namespace SynthGen.Documents.Sources;

/// <summary>The formats in which documents come. What none of them recognises is text, or nothing that can be read.</summary>
public static class DocumentSources
{
    private static readonly JsonSource[] JsonFormats =
    [
        new TextractSource(),
        new AzureSource(),
        new DocumentAISource(),
        new VisionSource(),
        new DoclingSource(),
        new MistralSource(),
        new OlmOcrSource(),
    ];

    /// <summary>All formats, in the order in which they are tried.</summary>
    public static IReadOnlyList<DocumentSource> All { get; } =
    [
        new PdfSource(),
        new ZipSource(),
        new AltoSource(),
        new PageXmlSource(),
        new HocrSource(),
        new TesseractTsvSource(),
        .. JsonFormats,
        new UnknownJsonSource(JsonFormats),
    ];

    /// <summary>Returns the format of a document; null if it is none of these.</summary>
    public static DocumentSource? Recognize(SourceBeginning beginning) => All.FirstOrDefault(source => source.Recognizes(beginning));

    /// <summary>Whether a document is of a kind that holds no text to read, such as an image.</summary>
    public static bool IsForeign(SourceBeginning beginning) => Recognize(beginning) is null && ForeignDocument.Describe(beginning) is not null;
}
