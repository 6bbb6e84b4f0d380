namespace SynthGen.Models.Hub;

/// <summary>A model cannot be had. Its message never holds a token.</summary>
public sealed class HubException(HubError fault, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Why.</summary>
    public HubError Fault { get; } = fault;

    /// <summary>Whether the same request may succeed a little later.</summary>
    internal bool IsTransient => Fault is HubError.RateLimited or HubError.ServerError or HubError.Offline or HubError.Broken;

    /// <summary>How long the server asks to wait; null if it does not say.</summary>
    internal TimeSpan? RetryAfter { get; init; }
}
