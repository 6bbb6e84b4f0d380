namespace SynthGen.Datasets.Splits;

/// <summary>The rows that stay together.</summary>
public enum SplitGrouping
{
    /// <summary>Rows of one page.</summary>
    Page,

    /// <summary>Rows of a block of neighbouring pages, so that text across a page break is on one side.</summary>
    PageBlock,

    /// <summary>Rows of one source.</summary>
    Source,
}
