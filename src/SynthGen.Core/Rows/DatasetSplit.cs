namespace SynthGen;

/// <summary>The part of a split that a row belongs to.</summary>
public enum DatasetSplit : long // ConvertTo-Json writes the names of 64-bit enumerations.
{
    /// <summary>Rows that the model learns from.</summary>
    Train,

    /// <summary>Rows that measure the progress of training.</summary>
    Validation,

    /// <summary>Rows that measure the trained model.</summary>
    Test,
}
