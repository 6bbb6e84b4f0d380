using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SynthGen.TestServer.Dialects;
using SynthGen.TestServer.Faults;
using SynthGen.TestServer.Model;
using SynthGen.TestServer.Quota;

namespace SynthGen.TestServer.Wire;

/// <summary>OpenAI's chat completions, which many servers offer.</summary>
internal sealed class OpenAIFormat(ModelServerOptions options) : WireFormat(options)
{
    private readonly IReadOnlyCollection<Feature> _unknown = options.Unknown;
    private readonly bool _isTerse = options.IsTerse;

    public override Ask Read(HttpRequest request, string model, JsonElement body)
    {
        if (Find(body, "messages") is not { ValueKind: JsonValueKind.Array } messages || messages.GetArrayLength() == 0)
            throw new FormatException("Missing required parameter: 'messages'.");
        if (Find(body, "stream") is { ValueKind: JsonValueKind.True })
            throw new FormatException("Unsupported parameter: 'stream'.");

        OpenAIFeatures.Check(body, _unknown, _isTerse);
        PageFinder finder = new();
        int length = 0;
        foreach (JsonElement turn in messages.EnumerateArray())
        {
            string text = Find(turn, "content") is JsonElement content ? TextOf(content) : "";
            length += text.Length;
            if (Find(turn, "role") is JsonElement role && role.ValueEquals("user"u8))
                finder.AddUserTurn(text);
        }

        JsonElement? schema = Find(body, "response_format") is JsonElement format && Find(format, "json_schema") is JsonElement named
            ? Find(named, "schema")
            : null;
        Dialogue? dialogue = OpenAIDialogue.Read(body);
        return new Ask(
            Find(body, "model")?.GetString() ?? throw new FormatException("you must provide a model parameter"),
            dialogue?.ToPage() ?? finder.Page ?? throw new FormatException("There is no message of the user."))
        {
            Dialogue = dialogue,
            Tools = schema is JsonElement given ? ToolShape.From(given) : ToolShape.BuiltIn,
            RefinedTools = finder.RefinedTools,
            InputTokens = (length + LengthOf(schema)) / 4,
            MaxOutputTokens = Find(body, "max_completion_tokens", "max_tokens")?.GetInt32(),
            Key = KeyOf(request),
            KeyInUrl = request.Query.ContainsKey("key") || request.Query.ContainsKey("api_key"),
        };
    }

    /// <summary>The key of a request: as a bearer's, or in Azure's header at Azure's addresses, where nothing else is let in.</summary>
    public static string? KeyOf(HttpRequest request)
    {
        string authorization = request.Headers.Authorization.ToString();
        if (request.Path.StartsWithSegments("/openai"))
            return authorization.Length == 0 && request.Headers.TryGetValue("api-key", out var key) ? key.ToString() : null;
        return authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization[7..] : null;
    }

    public override byte[] Reply(Ask ask, ModelReply reply, Decision decision) => CompactJson.WriteBytes((Format: this, ask, reply, decision), static (json, state) =>
    {
        (OpenAIFormat format, Ask ask, ModelReply reply, Decision decision) = state;
        json.WriteStartObject();
        json.WriteString("id"u8, $"chatcmpl-{decision.Request.Sequence}");
        json.WriteString("object"u8, "chat.completion"u8);
        json.WriteNumber("created"u8, decision.Request.Arrival.ToUnixTimeSeconds());
        json.WriteString("model"u8, $"{ask.Model}-test-001");
        json.WriteStartArray("choices"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, 0);
        json.WriteStartObject("message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, reply.Text);
        json.WriteString("refusal"u8, reply.BlockReason is null ? null : "I'm sorry, I can't help with that.");
        OpenAIDialogue.WriteCalls(json, reply.Calls);
        json.WriteEndObject();
        json.WriteNull("logprobs"u8);
        json.WriteString("finish_reason"u8, format.FinishOf(reply));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("usage"u8);
        json.WriteNumber("prompt_tokens"u8, reply.InputTokens);
        json.WriteNumber("completion_tokens"u8, reply.OutputTokens + reply.ThoughtTokens);
        json.WriteNumber("total_tokens"u8, reply.InputTokens + reply.OutputTokens + reply.ThoughtTokens);
        json.WriteStartObject("prompt_tokens_details"u8);
        json.WriteNumber("cached_tokens"u8, 0);
        json.WriteEndObject();
        json.WriteStartObject("completion_tokens_details"u8);
        json.WriteNumber("reasoning_tokens"u8, reply.ThoughtTokens);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    });

    public override byte[] Error(Ask ask, Decision decision, string? complaint) => CompactJson.WriteBytes((ask, decision, complaint), static (json, state) =>
    {
        (Ask ask, Decision decision, string? complaint) = state;
        (string type, string? code) = decision.Status switch
        {
            429 => (decision.Violations is [{ Kind: QuotaKind.TokensPerMinute }] ? "tokens" : "requests", "rate_limit_exceeded"),
            400 => ("invalid_request_error", null),
            401 => ("invalid_request_error", "invalid_api_key"),
            403 => ("invalid_request_error", "permission_denied"),
            404 => ("invalid_request_error", "model_not_found"),
            _ => ("server_error", (string?)null),
        };
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("message"u8, complaint ?? Words(ask, decision));
        json.WriteString("type"u8, type);
        json.WriteString("param"u8, ask.UnknownParameter);
        json.WriteString("code"u8, code);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    public override Func<JsonObject, WireAnswer>? AnswerOf(ServiceBehavior service) => service.OpenAI;

    public override byte[] Models(IReadOnlyList<string> models, HttpRequest request) => CompactJson.WriteBytes(models, static (json, models) =>
    {
        json.WriteStartObject();
        json.WriteString("object"u8, "list"u8);
        json.WriteStartArray("data"u8);
        foreach (string model in models)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, model);
            json.WriteString("object"u8, "model"u8);
            json.WriteNumber("created"u8, 1700000000);
            json.WriteString("owned_by"u8, "test"u8);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    public override void AddHeaders(IHeaderDictionary headers, Ask ask, Decision decision)
    {
        headers["x-request-id"] = $"req_{decision.Request.Sequence:x8}";
        if (decision.Quota.Requests is QuotaReading requests && (decision.Quota.IsGranted || decision.HasDetails))
            AddReading(headers, "requests", requests);
        if (decision.Quota.Tokens is QuotaReading tokens && (decision.Quota.IsGranted || decision.HasDetails))
            AddReading(headers, "tokens", tokens);
        if (decision is { Status: 429, HasDetails: true, RetryAfter: TimeSpan wait })
        {
            headers["retry-after"] = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            headers["retry-after-ms"] = Math.Ceiling(wait.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        }
    }

    public override string? FinishOf(ModelReply reply) => reply.BlockReason is not null ? "stop" : reply.Finish switch
    {
        "STOP" => reply.Calls.Count > 0 ? "tool_calls" : "stop",
        "MAX_TOKENS" => "length",
        "SAFETY" or "RECITATION" or "PROHIBITED_CONTENT" => "content_filter",
        _ => reply.Finish.ToLowerInvariant(),
    };

    private static void AddReading(IHeaderDictionary headers, string name, QuotaReading reading)
    {
        headers[$"x-ratelimit-limit-{name}"] = reading.Limit.ToString(CultureInfo.InvariantCulture);
        headers[$"x-ratelimit-remaining-{name}"] = reading.Remaining.ToString(CultureInfo.InvariantCulture);
        headers[$"x-ratelimit-reset-{name}"] = Duration(reading.Reset);
    }

    // As Go writes durations: 120ms, 7.66s, 6m0s, 1h0m0s.
    private static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 1 } => FormattableString.Invariant($"{Math.Ceiling(time.TotalMilliseconds)}ms"),
        { TotalMinutes: < 1 } => FormattableString.Invariant($"{time.TotalSeconds:0.###}s"),
        { TotalHours: < 1 } => FormattableString.Invariant($"{time.Minutes}m{time.TotalSeconds % 60:0.###}s"),
        _ => FormattableString.Invariant($"{(int)time.TotalHours}h{time.Minutes}m{time.TotalSeconds % 60:0.###}s"),
    };

    private static string Words(Ask ask, Decision decision)
    {
        if (decision.Behavior.Fault is Fault.Unauthorized)
            return $"Incorrect API key provided: {ask.Key ?? "(none)"}.";
        if (decision.Status != 429)
            return Complaint(ask, decision);
        if (!decision.HasDetails || decision.Violations.Count == 0)
            return "Rate limit reached.";
        QuotaViolation worst = decision.Violations[^1];
        string limit = worst.Kind switch
        {
            QuotaKind.TokensPerMinute => "tokens per min (TPM)",
            QuotaKind.RequestsPerDay => "requests per day (RPD)",
            _ => "requests per min (RPM)",
        };
        string again = decision.RetryAfter is TimeSpan wait ? $" Please try again in {Duration(wait)}." : "";
        return $"Rate limit reached for {ask.Model} on {limit}: Limit {worst.Limit}, Used {worst.Limit}, Requested 1.{again}";
    }
}
