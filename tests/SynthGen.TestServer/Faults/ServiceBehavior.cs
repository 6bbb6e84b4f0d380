using System.Text.Json.Nodes;
using SynthGen.Models;

namespace SynthGen.TestServer.Faults;

/// <summary>The right reaction to a <see cref="ServiceBehavior"/>.</summary>
public enum BehaviorMeaning
{
    /// <summary>The page fails with its reason; the next one goes on.</summary>
    Page,

    /// <summary>The page fails, after a control request was answered; the run ends if that is refused too.</summary>
    Unexplained,

    /// <summary>The run ends at once.</summary>
    Run,

    /// <summary>The run stops cleanly, with the time to come back.</summary>
    Day,

    /// <summary>The request is sent again.</summary>
    Moment,

    /// <summary>The answer is sound, whatever stands around it.</summary>
    Sound,
}

/// <summary>How a real service or server behaves, by name: what it sends instead of the sound answer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Meaning">What is to be made of it.</param>
/// <param name="Subject">What it is about, where it is a refusal.</param>
public sealed record ServiceBehavior(string Name, BehaviorMeaning Meaning, RefusalSubject Subject = RefusalSubject.Unknown)
{
    /// <summary>The answer in OpenAI's wire format, made from the sound one; null where the format cannot show it.</summary>
    public Func<JsonObject, WireAnswer>? OpenAI { get; init; }

    /// <summary>The same in Gemini's.</summary>
    public Func<JsonObject, WireAnswer>? Gemini { get; init; }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ServiceBehavior> All { get; } =
        [.. PageRefusals.All, .. UnexplainedRefusals.All, .. RunRefusals.All, .. DayRefusals.All, .. MomentaryFaults.All, .. OddEnvelopes.All];

    /// <summary>The one of this name.</summary>
    public static ServiceBehavior Named(string name) => All.Single(behavior => behavior.Name == name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A response as it goes over the wire.</summary>
/// <param name="Body">The body.</param>
/// <param name="Status">The HTTP status.</param>
public sealed record WireAnswer(string Body, int Status = 200)
{
    /// <summary>The content type.</summary>
    public string Type { get; init; } = "application/json";

    /// <summary>More headers.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Answers with this, whatever was asked.</summary>
    public static implicit operator Func<JsonObject, WireAnswer>(WireAnswer answer) => _ => answer;

    /// <summary>A web page.</summary>
    public static WireAnswer Page(int status, string title) =>
        new($"<!DOCTYPE html>\r\n<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>\r\n", status) { Type = "text/html" };

    /// <summary>An error as OpenAI has it.</summary>
    public static WireAnswer Error(int status, string message, string? type = "invalid_request_error", string? code = null, string? param = null) => new(
        new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["type"] = type, ["param"] = param, ["code"] = code } }.ToJsonString(), status);

    /// <summary>An error as Google has it.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="word">The same in a word.</param>
    /// <param name="message">What it says.</param>
    /// <param name="details">JSON objects of google.rpc.</param>
    public static WireAnswer Google(int status, string word, string message, params string[] details) => new(
        new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["code"] = status, ["message"] = message, ["status"] = word,
                ["details"] = new JsonArray([.. details.Select(detail => JsonNode.Parse(detail))]),
            },
        }.ToJsonString(),
        status);

    /// <summary>google.rpc.ErrorInfo.</summary>
    public static string Reason(string reason) => $$"""{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"{{reason}}","domain":"googleapis.com"}""";

    /// <summary>google.rpc.RetryInfo.</summary>
    public static string Retry(string delay) => $$"""{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"{{delay}}"}""";

    /// <summary>google.rpc.QuotaFailure.</summary>
    public static string Exceeded(string id, string? value) =>
        $$"""{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaMetric":"generativelanguage.googleapis.com/generate_content_free_tier_requests","quotaId":"{{id}}"{{(value is null ? "" : $",\"quotaValue\":\"{value}\"")}}}]}""";
}
