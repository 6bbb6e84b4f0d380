namespace SynthGen.Datasets.Splits;

/// <summary>How rows are split.</summary>
public sealed record DatasetSplitOptions
{
    /// <summary>The default number of pages in a block.</summary>
    public const int DefaultBlockSize = 10;

    /// <summary>The share of the pages to train on, 0 to 1. The three add up to 1.</summary>
    public double Train { get; init; } = .8;

    /// <summary>The share to validate with.</summary>
    public double Validation { get; init; } = .1;

    /// <summary>The share to test with.</summary>
    public double Test { get; init; } = .1;

    /// <summary>Which rows stay together.</summary>
    public SplitGrouping Grouping { get; init; }

    /// <summary>How many pages a block has, from 1: with 10, the pages 0 to 9, 10 to 19, and so on.</summary>
    public int BlockSize { get; init; } = DefaultBlockSize;

    /// <summary>What the split is drawn with.</summary>
    public int Seed { get; init; }

    /// <summary>Whether rows that come in with a mark are marked anew.</summary>
    public bool Anew { get; init; }

    /// <summary>Whether the shares are shares, and add up to 1 but for rounding.</summary>
    public bool IsWhole => Train is >= 0 and <= 1 && Validation is >= 0 and <= 1 && Test is >= 0 and <= 1
        && Math.Abs(Train + Validation + Test - 1) < 1e-6;
}
