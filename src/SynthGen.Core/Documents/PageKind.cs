namespace SynthGen;

/// <summary>What a page is made of, as far as its layout tells.</summary>
public enum PageKind
{
    /// <summary>Running text, forms, letters: everything that is none of the others.</summary>
    Content,

    /// <summary>Nothing to read: no words, or no more than a page number or stray marks.</summary>
    Blank,

    /// <summary>A contents page: lines that end in dot leaders and page numbers.</summary>
    TableOfContents,

    /// <summary>A back-of-book index: short entries followed by page numbers.</summary>
    Index,
}
