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

    /// <summary>Midnight in California, in the user's own time.</summary>
    public override DateTimeOffset? NextQuotaDay(TimeProvider time)
    {
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");
        DateTime midnight = TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).Date.AddDays(1);
        return TimeZoneInfo.ConvertTime(new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)), time.LocalTimeZone);
    }
}
