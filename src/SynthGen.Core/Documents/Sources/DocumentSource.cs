namespace SynthGen.Documents.Sources;

/// <summary>A format in which a document comes, other than text with page marks. A new one is one class and one line in <see cref="DocumentSources"/>.</summary>
public abstract class DocumentSource
{
    /// <summary>Creates a format.</summary>
    /// <param name="name">Its name, as users choose it.</param>
    /// <param name="title">Its name in a sentence, as in "an hOCR file".</param>
    protected DocumentSource(string name, string title) => (Name, Title) = (name, title);

    /// <summary>The format's name, as users choose it.</summary>
    public string Name { get; }

    /// <summary>The format's name in a sentence, as in "an hOCR file".</summary>
    public string Title { get; }

    /// <summary>Whether <see cref="Read"/> needs a stream that can seek.</summary>
    public virtual bool NeedsSeeking => false;

    /// <summary>Whether a document is in this format, by its content.</summary>
    public abstract bool Recognizes(SourceBeginning beginning);

    /// <summary>Reads a document's pages in order, as they come where the format allows it.</summary>
    /// <param name="stream">The document, decompressed; left open.</param>
    /// <param name="context">What reading needs beside the document.</param>
    /// <exception cref="SourceException">The document is damaged or not in this format; the pages before stand.</exception>
    /// <exception cref="IOException">The document cannot be read.</exception>
    public abstract IEnumerable<SourcePage> Read(Stream stream, SourceContext context);

    /// <summary>The name.</summary>
    public sealed override string ToString() => Name;
}
