using System.Text.Json.Nodes;
using static SynthGen.TestServer.Faults.OddEnvelopes;
using static SynthGen.TestServer.Faults.WireAnswer;

namespace SynthGen.TestServer.Faults;

/// <summary>Faults that another attempt may not have.</summary>
internal static class MomentaryFaults
{
    public static IReadOnlyList<ServiceBehavior> All { get; } =
    [
        Of("429", new WireAnswer("", 429), new WireAnswer("", 429)),
        Of("rate limit of the minute",
            Error(429, "Rate limit reached for model `probe` in organization `org_0` on tokens per minute (TPM): Limit 6000, Used 5034, Requested 1443. Please try again in 0.2s.", "tokens", "rate_limit_exceeded"),
            Google(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota, please check your plan and billing details.\nPlease retry in 0.2s.", Exceeded("GenerateContentInputTokensPerModelPerMinute", "250000"), Retry("0.2s"))),
        Of("provider rate limit", _ => new("""{"error":{"message":"Provider returned error","code":429,"metadata":{"raw":"probe is temporarily rate-limited upstream. Please retry shortly.","provider_name":"probe"}}}""", 429)),
        Of("Mistral capacity", _ => new("""{"object":"error","message":"Service tier capacity exceeded for this model.","type":"service_tier_capacity_exceeded","param":null,"code":"3505"}""", 429)),
        Of("capacity exhausted", Error(498, "Flex tier capacity exceeded", code: "capacity_exceeded"), Google(429, "RESOURCE_EXHAUSTED", "No capacity available for model on the server", Reason("MODEL_CAPACITY_EXHAUSTED"))),
        Of("500", Error(500, "The server had an error while processing your request. Sorry about that!", "server_error"), Google(500, "INTERNAL", "An internal error has occurred.")),
        Of("503", Error(503, "Loading model", "unavailable_error"), Google(503, "UNAVAILABLE", "The model is overloaded. Please try again later.")),
        Of("gateway timeout", Page(524, "524: A timeout occurred"), Page(504, "504 Gateway Time-out")),
        Of("502 in a 200",
            _ => new("""{"error":{"message":"Provider returned error","code":502}}"""),
            _ => new("""{"error":{"code":502,"message":"Bad gateway.","status":"UNAVAILABLE"}}""")),
        Of("502 in a choice", sound => new(Change(sound, "choices.0.message.content", "", "choices.0.finish_reason", "error", "choices.0.error", JsonNode.Parse("""{"code":502,"message":"Provider returned error"}""")))),
        Of("finish_reason: error", sound => new(Change(sound, "choices.0.message.content", "{\"queries\": [{\"que", "choices.0.finish_reason", "error"))),
        Of("insufficient_system_resource", sound => new(Change(sound, "choices.0.message.content", "{\"queries\": [{\"que", "choices.0.finish_reason", "insufficient_system_resource"))),
        Of("MALFORMED_FUNCTION_CALL", null, sound => new(Change(sound, "candidates.0.content", new JsonObject(), "candidates.0.finishReason", "MALFORMED_FUNCTION_CALL"))),
        Of("stream that breaks off",
            sound => Events("data: " + Half(sound)),
            sound => Events("data: " + Half(sound))),
        Of("half a body", sound => new(Half(sound)), sound => new(Half(sound))),
    ];

    private static string Half(JsonObject sound) => sound.ToJsonString() is var text ? text[..(text.Length / 2)] : "";

    private static ServiceBehavior Of(string name, Func<JsonObject, WireAnswer>? openAI, Func<JsonObject, WireAnswer>? gemini = null) =>
        new(name, BehaviorMeaning.Moment) { OpenAI = openAI, Gemini = gemini };
}
