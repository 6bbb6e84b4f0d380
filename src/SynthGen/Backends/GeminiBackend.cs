using SynthGen.Models;
using SynthGen.Models.Spending;

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
    protected override ChatModelSettings Connect(CommandSession session, ConnectionSettings connection, VertexAISettings vertexAI, string? model, bool isSending)
    {
        if (!VertexAI.IsMeant(session, connection, vertexAI, KeyVariables))
            return base.Connect(session, connection, vertexAI, model, isSending);
        ParameterCheck.Refuse(
            session, [nameof(ConnectionSettings.ApiKey), nameof(ConnectionSettings.NoKey), nameof(ConnectionSettings.ApiVersion)],
            names => $"Vertex AI has no use for {names}.", "Leave it out: Application Default Credentials are used (gcloud auth application-default login).");
        Uri endpoint = VertexAI.Locate(vertexAI, connection.Endpoint is { } given ? CheckEndpoint(given) : null);
        CheckEncryption(endpoint, connection);
        return new ChatModelSettings(Service, model!, endpoint, null, TimeSpan.FromSeconds(connection.TimeoutSec))
        {
            Platform = ChatPlatform.VertexAI,
            MaxWait = connection.MaxWait,
            Log = session.Verbose,
            Warn = session.Warn,
        };
    }

    /// <summary>At Vertex AI, which lists no models by project, the Gemini models whose prices are known.</summary>
    public override IReadOnlyList<string>? KnownModels(CommandSession session, ConnectionSettings connection, VertexAISettings vertexAI) =>
        VertexAI.IsMeant(session, connection, vertexAI, KeyVariables)
            ? [.. PriceList.BuiltIn.Models.Where(name => name.StartsWith("gemini-", StringComparison.Ordinal))]
            : base.KnownModels(session, connection, vertexAI);

    /// <summary>Midnight in California, in the user's own time.</summary>
    public override DateTimeOffset? NextQuotaDay(TimeProvider time)
    {
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");
        DateTime midnight = TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).Date.AddDays(1);
        return TimeZoneInfo.ConvertTime(new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)), time.LocalTimeZone);
    }
}
