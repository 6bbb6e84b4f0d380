namespace SynthGen.Conversations.Model;

/// <summary>Where the results of tools come from that the index cannot run.</summary>
public enum ToolResultSource
{
    /// <summary>From the index, which gives an error for them.</summary>
    Index,

    /// <summary>From a model that plays the tool; such conversations are marked.</summary>
    Model,
}
