namespace SynthGen;

/// <summary>The part of a split that a row belongs to.</summary>
public enum DatasetSplit
{
    /// <summary>Rows that the model learns from.</summary>
    Train,

    /// <summary>Rows that measure the progress of training.</summary>
    Validation,

    /// <summary>Rows that measure the trained model.</summary>
    Test,
}
