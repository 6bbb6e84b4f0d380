using System.Text.Json.Nodes;
using SynthGen.Models;
using static SynthGen.TestServer.Faults.WireAnswer;

namespace SynthGen.TestServer.Faults;

/// <summary>Refusals that are about one page.</summary>
internal static class PageRefusals
{
    public static IReadOnlyList<ServiceBehavior> All { get; } =
    [
        Of("content filter", RefusalSubject.Content,
            sound => new(OddEnvelopes.Change(sound, "choices.0.message.content", null, "choices.0.finish_reason", "content_filter")),
            _ => new("""{"promptFeedback":{"blockReason":"SAFETY"},"usageMetadata":{"promptTokenCount":812},"modelVersion":"probe-test-001"}""")),
        Of("Azure content_filter", RefusalSubject.Content, _ => new(
            """
            {"error":{"message":"The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry.",
            "type":null,"param":"prompt","code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"violence":{"filtered":true,"severity":"medium"}}}}}
            """, 400)),
        Of("OpenAI invalid_prompt", RefusalSubject.Content, Error(400, "Invalid prompt: your prompt was flagged as potentially violating our usage policy.", code: "invalid_prompt")),
        Of("OpenRouter moderation", RefusalSubject.Content, _ => new(
            """{"error":{"code":403,"message":"meta/probe requires moderation and your input was flagged","metadata":{"reasons":["violence"],"flagged_input":"The tenant","provider_name":"probe"}}}""", 403)),
        Of("DeepSeek content risk", RefusalSubject.Content, Error(400, "Content Exists Risk")),
        Of("DashScope data_inspection_failed", RefusalSubject.Content, Error(400, "Input data may contain inappropriate content.", "data_inspection_failed", "data_inspection_failed")),
        Of("unavailable for legal reasons", RefusalSubject.Content, Error(451, "Not here."), Google(451, "UNKNOWN", "Not here.")),
        Of("Groq json_validate_failed", RefusalSubject.Reply, _ => new(
            """{"error":{"message":"Failed to validate JSON. Please adjust your prompt. See 'failed_generation' for more details.","type":"invalid_request_error","code":"json_validate_failed","failed_generation":"{\"queries\": [{"}}""", 400)),
        Of("context length", RefusalSubject.Length,
            Error(400, "This model's maximum context length is 8192 tokens. However, your messages resulted in 9921 tokens. Please reduce the length of the messages.", code: "context_length_exceeded", param: "messages"),
            Google(400, "INVALID_ARGUMENT", "The input token count (1100000) exceeds the maximum number of tokens allowed (1048576).")),
        Of("Mistral context length", RefusalSubject.Length, _ => new(
            """{"object":"error","message":"Prompt contains 40131 tokens and 0 draft tokens, too large for model with 32768 maximum context length","type":"invalid_request_error","param":null,"code":"3051"}""", 400)),
        Of("vLLM context length", RefusalSubject.Length, _ => new(
            """{"object":"error","message":"The decoder prompt (length 5120) is longer than the maximum model length of 4096. Make sure that max_model_len is no smaller than the number of text tokens.","type":"BadRequestError","param":null,"code":400}""", 400)),
        Of("llama.cpp context size", RefusalSubject.Length, _ => new(
            """{"error":{"code":400,"message":"the request exceeds the available context size, try increasing it","type":"exceed_context_size_error","n_prompt_tokens":5120,"n_ctx":4096}}""", 400)),
        Of("llama.cpp batch size", RefusalSubject.Length, _ => new(
            """{"error":{"code":500,"message":"input is too large to process. increase the physical batch size","type":"server_error"}}""", 500)),
        Of("Together context length", RefusalSubject.Length, Error(422, "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 8193. Given: 9120 `inputs` tokens and 1024 `max_new_tokens`")),
        Of("Ollama context length", RefusalSubject.Length, Error(400, "prompt too long; exceeded max context length by 4 tokens", "api_error")),
        Of("OpenRouter context length", RefusalSubject.Length, _ => new(
            """{"error":{"message":"Provider returned error","code":400,"metadata":{"raw":"{\"error\":{\"message\":\"This model's maximum context length is 262144 tokens. However, your messages resulted in 262897 tokens.\",\"type\":\"Bad Request\",\"code\":400}}","provider_name":"probe"}}}""", 400)),
        Of("payload size", RefusalSubject.Length,
            Page(413, "413 Request Entity Too Large"),
            Google(400, "INVALID_ARGUMENT", "Request payload size exceeds the limit: 20971520 bytes.")),
        Of("413", RefusalSubject.Length, new WireAnswer("", 413), new WireAnswer("", 413)),
        Of("Groq request too large", RefusalSubject.Length, Error(
            413, "Request too large for model `probe` in organization `org_0` service tier `on_demand` on tokens per minute (TPM): Limit 6000, Requested 6294, please reduce your message size and try again.", "tokens", "rate_limit_exceeded")),
        Of("OpenAI request too large", RefusalSubject.Length, Error(
            429, "Request too large for probe in organization org-0 on tokens per min (TPM): Limit 30000, Requested 41211. The input or output tokens must be reduced in order to run successfully.", "tokens", "rate_limit_exceeded")),
    ];

    private static ServiceBehavior Of(string name, RefusalSubject subject, Func<JsonObject, WireAnswer>? openAI, Func<JsonObject, WireAnswer>? gemini = null) =>
        new(name, BehaviorMeaning.Page, subject) { OpenAI = openAI, Gemini = gemini };
}
