namespace SynthGen.Datasets.Splits;

/// <summary>The result of splitting a row.</summary>
public enum SplitStatus : long // ConvertTo-Json writes the names of 64-bit enumerations.
{
    /// <summary>The row has a side.</summary>
    Placed,

    /// <summary>The row is left out because its query copies, exactly or nearly, that of a row on another side.</summary>
    Copy,

    /// <summary>The row is left out because it came with a side, and its page is on another one.</summary>
    Torn,

    /// <summary>The conversation is left out because its pages are on different sides.</summary>
    Apart,
}

/// <summary>A row with the result of splitting it.</summary>
/// <param name="Row">The row; with its side if it is placed, otherwise unchanged.</param>
/// <param name="Status">The result.</param>
/// <param name="Side">The side of its first page; of a conversation without pages, its own.</param>
public readonly record struct SplitPlacement(DatasetRow Row, SplitStatus Status, DatasetSplit Side);
