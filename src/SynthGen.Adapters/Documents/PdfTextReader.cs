using SynthGen.Documents.Sources;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace SynthGen.Adapters.Documents;

/// <summary>Reads the text layer of PDF documents through PdfPig.</summary>
public sealed class PdfTextReader : IPdfTextReader
{
    /// <inheritdoc/>
    public IEnumerable<SourcePage> Read(Stream stream)
    {
        using PdfDocument document = PdfDocument.Open(stream);
        for (int i = 1; i <= document.NumberOfPages; i++)
            yield return new SourcePage(document.GetPage(i).Text);
    }
}
