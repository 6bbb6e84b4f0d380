namespace SynthGen.Documents.Sources;

/// <summary>A document that is read part by part.</summary>
public abstract class PartedDocument
{
    /// <summary>Reads the next part, and returns the pages that are complete by then.</summary>
    /// <param name="part">The part, decompressed; left open.</param>
    /// <exception cref="SourceException">The part is damaged or not in this format; the pages before stand.</exception>
    /// <exception cref="IOException">The part cannot be read.</exception>
    public abstract IEnumerable<SourcePage> Read(Stream part);

    /// <summary>Whether a file goes on with this document, after the parts that were read.</summary>
    public abstract bool IsContinuedBy(SourceBeginning next);

    /// <summary>Returns the remaining pages after the last part.</summary>
    /// <exception cref="SourceException">Parts are missing; the pages before stand.</exception>
    public abstract IEnumerable<SourcePage> Complete();
}
