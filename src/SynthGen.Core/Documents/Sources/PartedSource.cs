namespace SynthGen.Documents.Sources;

/// <summary>A format whose documents may come in several files, the parts.</summary>
public abstract class PartedSource(string name, string title) : DocumentSource(name, title)
{
    /// <summary>Begins a document.</summary>
    /// <param name="warn">Takes what a user must know of a document that can be read, in one sentence each.</param>
    public abstract PartedDocument Begin(Action<string> warn);

    /// <inheritdoc/>
    public sealed override IEnumerable<SourcePage> Read(Stream stream, Action<string> warn)
    {
        PartedDocument document = Begin(warn);
        foreach (SourcePage page in document.Read(stream))
            yield return page;
        foreach (SourcePage page in document.Complete())
            yield return page;
    }
}
