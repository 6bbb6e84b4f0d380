namespace SynthGen.Datasets.Splits;

/// <summary>What became of a row.</summary>
public enum SplitStatus
{
    /// <summary>It is marked.</summary>
    Placed,

    /// <summary>It is left out: its query is a copy, exact or near, of a row on another side.</summary>
    Copy,

    /// <summary>It is left out: it came with a mark, and what it has to stay with is on another side.</summary>
    Torn,
}

/// <summary>A row, and what became of it.</summary>
/// <param name="Row">The row; with its mark if it is placed, else as it came.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Side">The side that its page is on.</param>
public readonly record struct SplitPlacement(SyntheticQuery Row, SplitStatus Status, DatasetSplit Side);
