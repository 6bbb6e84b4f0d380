namespace SynthGen.Documents.Sources;

/// <summary>A format whose documents may come in several files, the parts.</summary>
public abstract class PartedSource(string name, string title) : DocumentSource(name, title)
{
    /// <summary>Begins a document.</summary>
    /// <param name="context">What reading needs beside the document.</param>
    public abstract PartedDocument Begin(SourceContext context);

    /// <inheritdoc/>
    public sealed override IEnumerable<SourcePage> Read(Stream stream, SourceContext context)
    {
        PartedDocument document = Begin(context);
        foreach (SourcePage page in document.Read(stream))
            yield return page;
        foreach (SourcePage page in document.Complete())
            yield return page;
    }
}
