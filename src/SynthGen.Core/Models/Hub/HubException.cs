namespace SynthGen.Models.Hub;

/// <summary>A model cannot be had. Its message never holds a token.</summary>
public sealed class HubException(HubFault fault, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Why.</summary>
    public HubFault Fault { get; } = fault;

    /// <summary>Whether the same request may succeed a little later.</summary>
    internal bool IsTransient => Fault is HubFault.RateLimited or HubFault.ServerError or HubFault.Offline or HubFault.Broken;

    /// <summary>How long the server asks to wait; null if it does not say.</summary>
    internal TimeSpan? RetryAfter { get; init; }
}
