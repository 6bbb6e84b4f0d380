namespace SynthGen.Datasets.Splits;

/// <summary>Options for splitting rows.</summary>
public sealed record DatasetSplitOptions
{
    /// <summary>The default number of pages in a block.</summary>
    public const int DefaultBlockSize = 10;

    /// <summary>The share of pages for training, 0 to 1. The three shares add up to 1.</summary>
    public double Train { get; init; } = .8;

    /// <summary>The share of pages for validation.</summary>
    public double Validation { get; init; } = .1;

    /// <summary>The share of pages for testing.</summary>
    public double Test { get; init; } = .1;

    /// <summary>The rows that stay together.</summary>
    public SplitGrouping Grouping { get; init; }

    /// <summary>The number of pages in a block, from 1: with 10, the pages 0 to 9, 10 to 19, and so on.</summary>
    public int BlockSize { get; init; } = DefaultBlockSize;

    /// <summary>The seed of the split.</summary>
    public int Seed { get; init; }

    /// <summary>Whether rows that already have a side are split anew.</summary>
    public bool Anew { get; init; }

    /// <summary>Whether each share is from 0 to 1, and together they are 1 except for rounding.</summary>
    public bool IsWhole => Train is >= 0 and <= 1 && Validation is >= 0 and <= 1 && Test is >= 0 and <= 1
        && Math.Abs(Train + Validation + Test - 1) < 1e-6;
}
