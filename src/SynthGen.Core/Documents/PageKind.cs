namespace SynthGen;

/// <summary>The kind of a page, judged by its layout.</summary>
public enum PageKind : long // ConvertTo-Json writes the names of 64-bit enumerations.
{
    /// <summary>Running text, forms, letters: every page that is not of another kind.</summary>
    Content,

    /// <summary>Without content: no words, or only a page number or stray marks.</summary>
    Blank,

    /// <summary>A contents page: lines that end in dot leaders and page numbers.</summary>
    TableOfContents,

    /// <summary>A back-of-book index: short entries followed by page numbers.</summary>
    Index,
}
