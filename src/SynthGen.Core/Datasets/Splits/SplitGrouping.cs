namespace SynthGen.Datasets.Splits;

/// <summary>Which rows stay together.</summary>
public enum SplitGrouping
{
    /// <summary>Those of one page.</summary>
    Page,

    /// <summary>Those of neighbouring pages, as many as a block has: what goes over a page's end is on one side.</summary>
    PageBlock,

    /// <summary>Those of one source.</summary>
    Source,
}
