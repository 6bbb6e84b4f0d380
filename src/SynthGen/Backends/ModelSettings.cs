using System.Security;
using SynthGen.Models;

namespace SynthGen.Backends;

// Each record is a group of parameters, and each property is called as its parameter is: ParameterCheck goes by these names.

/// <summary>Where a service is, by which key, and how patiently it is asked.</summary>
internal sealed record ConnectionSettings(
    Uri? Endpoint, string? ApiVersion, SecureString? ApiKey, bool NoKey, bool AllowUnencryptedAuthentication, int TimeoutSec, int RetryLimit)
{
    /// <summary>Whether the user says that the service wants no key.</summary>
    internal bool IsKeyless => NoKey || ApiKey is { Length: 0 };
}

/// <summary>Whose project at Google Cloud is asked, and in which of its regions.</summary>
internal sealed record VertexAISettings(string? Project, string? Location);

/// <summary>Which model, by its name.</summary>
internal sealed record ModelNameSettings(string? Model);

/// <summary>How fast a service is asked, and what it may cost.</summary>
internal sealed record HostedSettings(
    string? ReasoningEffort, int? RequestLimit, int? TokenLimit, int? DailyRequestLimit, long? MaxTotalToken, double? MaxCost, string? PricePath);

/// <summary>How any language model chooses its words.</summary>
internal sealed record SamplingSettings(double? Temperature, double? TopP, int? MaxOutputToken);

/// <summary>The parameters of a command that can ask a language model.</summary>
/// <param name="Session">The command's session.</param>
/// <param name="Connection">The way to a service.</param>
/// <param name="VertexAI">The project at Google Cloud.</param>
/// <param name="Name">The model's name.</param>
/// <param name="Hosted">The pace and the limits of a service.</param>
/// <param name="Sampling">How it samples.</param>
/// <param name="ThrottleLimit">How many requests are under way at a time; null for as many as suit the backend.</param>
internal record ModelSettings(
    CommandSession Session, ConnectionSettings Connection, VertexAISettings VertexAI, ModelNameSettings Name, HostedSettings Hosted, SamplingSettings Sampling, int? ThrottleLimit)
{
    /// <summary>How the model samples.</summary>
    public ChatSampling ToChatSampling(int? seed) =>
        new(Sampling.Temperature, Sampling.TopP, Sampling.MaxOutputToken, Hosted.ReasoningEffort, seed);
}
