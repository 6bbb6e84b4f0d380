namespace SynthGen.Documents.Sources;

/// <summary>Reads the text layer of PDF documents. Port: implemented with a PDF library.</summary>
public interface IPdfTextReader
{
    /// <summary>Reads a document's pages in order, one at a time; a page without text has an empty one.</summary>
    /// <param name="stream">The document, which must be seekable; left open.</param>
    /// <exception cref="SourceException">The document is damaged, or needs a password.</exception>
    IEnumerable<SourcePage> Read(Stream stream);
}
