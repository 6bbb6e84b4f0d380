using SynthGen.Models;

namespace SynthGen.Backends;

/// <summary>The Gemini API.</summary>
internal sealed class GeminiBackend : HostedBackend
{
    /// <inheritdoc/>
    public override string Name => "Gemini";

    /// <inheritdoc/>
    public override ChatService Service => ChatService.Gemini;

    /// <inheritdoc/>
    public override Uri DefaultEndpoint { get; } = new("https://generativelanguage.googleapis.com");

    /// <inheritdoc/>
    public override IReadOnlyList<string> KeyVariables { get; } = ["GEMINI_API_KEY", "GOOGLE_API_KEY"];

    /// <inheritdoc/>
    public override string DefaultModel => "gemini-3.8-flash";

    /// <inheritdoc/>
    public override string DefaultEmbeddingModel => "gemini-embedding-001";

    /// <inheritdoc/>
    protected override IReadOnlyList<Type> Reads => [.. base.Reads, typeof(VertexAISettings)];

    /// <summary>The Gemini API, or Vertex AI if a project says so.</summary>
    /// <exception cref="ConfigurationException">The settings do not do.</exception>
    public override ChatModelSettings Connect(ModelSettings settings, bool isSending = true)
    {
        if (!VertexAI.IsMeant(settings, KeyVariables))
            return base.Connect(settings, isSending);
        ParameterCheck.Refuse(
            settings.Session, [nameof(ConnectionSettings.ApiKey), nameof(ConnectionSettings.NoKey), nameof(ConnectionSettings.ApiVersion)],
            names => $"Vertex AI has no use for {names}.", "Leave it out: Application Default Credentials are used (gcloud auth application-default login).");
        Uri endpoint = VertexAI.Locate(settings.VertexAI, settings.Connection.Endpoint is { } given ? CheckEndpoint(given) : null);
        CheckEncryption(endpoint, settings.Connection);
        return new ChatModelSettings(Service, settings.Name.Model ?? DefaultModel, endpoint, null, TimeSpan.FromSeconds(settings.Connection.TimeoutSec))
        {
            Platform = ChatPlatform.VertexAI,
            MaxWait = settings.Connection.MaxWait,
            Log = settings.Session.Verbose,
            Warn = settings.Session.Warn,
        };
    }

    /// <summary>Midnight in California, in the user's own time.</summary>
    public override DateTimeOffset? NextQuotaDay(TimeProvider time)
    {
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");
        DateTime midnight = TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).Date.AddDays(1);
        return TimeZoneInfo.ConvertTime(new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)), time.LocalTimeZone);
    }
}
