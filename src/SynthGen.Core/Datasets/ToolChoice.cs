namespace SynthGen.Datasets;

/// <summary>The tools that a row offers.</summary>
public enum ToolChoice
{
    /// <summary>All tools that the row could choose from.</summary>
    All,

    /// <summary>Only the tools that the row calls; the model then never learns to choose.</summary>
    Used,

    /// <summary>The tools that the row calls, and some others.</summary>
    Sampled,
}
