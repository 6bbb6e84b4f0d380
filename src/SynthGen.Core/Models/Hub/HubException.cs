namespace SynthGen.Models.Hub;

/// <summary>A model cannot be downloaded. The message never holds a token.</summary>
public sealed class HubException(HubError fault, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The reason.</summary>
    public HubError Fault { get; } = fault;

    /// <summary>Whether the same request may succeed a little later.</summary>
    internal bool IsTransient => Fault is HubError.RateLimited or HubError.ServerError or HubError.Offline or HubError.Broken;

    /// <summary>The time that the server asks to wait; null if it names none.</summary>
    internal TimeSpan? RetryAfter { get; init; }
}
