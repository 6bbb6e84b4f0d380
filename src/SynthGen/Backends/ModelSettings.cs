using System.Security;
using SynthGen.Models;

namespace SynthGen.Backends;

// Each record is a group of parameters. A property has its parameter's name, because ParameterCheck compares these names.

/// <summary>Where a service is, by which key, and how patiently it is asked.</summary>
internal sealed record ConnectionSettings(
    Uri? Endpoint, string? ApiVersion, SecureString? ApiKey, bool NoKey, bool AllowUnencryptedAuthentication, int TimeoutSec, int RetryLimit, TimeSpan MaxWait)
{
    /// <summary>Whether the user says that the service wants no key.</summary>
    internal bool IsKeyless => NoKey || ApiKey is { Length: 0 };
}

/// <summary>Whose project at Google Cloud is asked, and in which of its regions.</summary>
internal sealed record VertexAISettings(string? Project, string? Location);

/// <summary>The model, by name.</summary>
internal sealed record ModelNameSettings(string? Model);

/// <summary>The pace and the limits of requests to a service.</summary>
internal sealed record HostedSettings(
    string? ReasoningEffort, int? RequestLimit, int? TokenLimit, int? DailyRequestLimit, long? MaxTotalToken, double? MaxCost, string? PricePath);

/// <summary>Whether and how a service is asked in jobs of its Batch API.</summary>
internal sealed record BatchSettings(bool Batch, bool Wait, bool BatchFallback, int? BatchSize);

/// <summary>How a language model samples.</summary>
internal sealed record SamplingSettings(double? Temperature, double? TopP, int? MaxOutputToken);

/// <summary>The parameters of a command that can ask a language model.</summary>
/// <param name="Session">The command's session.</param>
/// <param name="Connection">The way to a service.</param>
/// <param name="VertexAI">The project at Google Cloud.</param>
/// <param name="Name">The model's name.</param>
/// <param name="Hosted">The pace and the limits of a service.</param>
/// <param name="Sampling">How the model samples.</param>
/// <param name="ThrottleLimit">The number of requests in flight; null for the backend's own choice.</param>
internal record ModelSettings(
    CommandSession Session, ConnectionSettings Connection, VertexAISettings VertexAI, ModelNameSettings Name, HostedSettings Hosted, SamplingSettings Sampling, int? ThrottleLimit)
{
    /// <summary>Whether and how the service is asked in jobs.</summary>
    public BatchSettings Jobs { get; init; } = new(false, false, false, null);

    /// <summary>The sampling settings of a request.</summary>
    public ChatSampling ToChatSampling(int? seed) =>
        new(Sampling.Temperature, Sampling.TopP, Sampling.MaxOutputToken, Hosted.ReasoningEffort, seed);
}
