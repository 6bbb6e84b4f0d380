namespace SynthGen.Documents.Marks;

/// <summary>How far the text of the current page was searched for a marker.</summary>
internal struct MarkScan
{
    /// <summary>Where the search must resume with more text.</summary>
    public int Position;

    /// <summary>Whether the text before belongs to a page that is not the document's first.</summary>
    public bool IsLaterPage;

    /// <summary>The lines since a block of code or a front matter began, counted from 1; 0 outside of one.</summary>
    public int CodeLines;

    /// <summary>Whether the block is a front matter, which <c>---</c> ends.</summary>
    public bool InFrontMatter;
}
