namespace SynthGen.Datasets;

/// <summary>Which tools a row offers to choose from.</summary>
public enum ToolChoice
{
    /// <summary>All that the row had to choose from.</summary>
    All,

    /// <summary>Those alone that the row calls. Such a row teaches no selection.</summary>
    Used,

    /// <summary>Those that the row calls, and some of the others.</summary>
    Sampled,
}
