namespace SynthGen;

/// <summary>What a row is for.</summary>
public enum DatasetSplit
{
    /// <summary>The model learns from it.</summary>
    Train,

    /// <summary>It says how well training goes.</summary>
    Validation,

    /// <summary>It says how good the trained model is.</summary>
    Test,
}
