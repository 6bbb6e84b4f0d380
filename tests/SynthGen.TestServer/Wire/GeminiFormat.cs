using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SynthGen.Quality;
using SynthGen.TestServer.Dialects;
using SynthGen.TestServer.Faults;
using SynthGen.TestServer.Model;
using SynthGen.TestServer.Quota;

namespace SynthGen.TestServer.Wire;

/// <summary>The Gemini API.</summary>
internal sealed class GeminiFormat(ModelServerOptions options) : WireFormat(options)
{
    private readonly IReadOnlyCollection<Feature> _unknown = options.Unknown;

    public override Ask Read(HttpRequest request, string model, JsonElement body)
    {
        if (Find(body, "contents") is not { ValueKind: JsonValueKind.Array } contents || contents.GetArrayLength() == 0)
            throw new FormatException("* GenerateContentRequest.contents: contents is not specified");

        GeminiFeatures.Check(body, model, _unknown);
        PageFinder finder = new();
        int length = Find(body, "systemInstruction", "system_instruction") is JsonElement system && Find(system, "parts") is JsonElement told
            ? TextOf(told).Length
            : 0;
        foreach (JsonElement turn in contents.EnumerateArray())
        {
            string text = Find(turn, "parts") is JsonElement parts ? TextOf(parts) : "";
            length += text.Length;
            if (Find(turn, "role") is not JsonElement role || role.ValueEquals("user"u8))
                finder.AddUserTurn(text);
            else if (!role.ValueEquals("model"u8))
                throw new FormatException("Please use a valid role: user, model.");
        }

        JsonElement? config = Find(body, "generationConfig", "generation_config");
        JsonElement? schema = config is JsonElement c ? Find(c, "responseJsonSchema", "responseSchema", "response_schema") : null;
        if (schema is not null && Find(config!.Value, "responseMimeType", "response_mime_type") is not JsonElement mime)
            throw new FormatException("Response schema is only supported with response mime type: application/json");
        if (config is JsonElement settings && Find(settings, "thinkingConfig") is JsonElement thinking &&
            Find(thinking, "thinkingLevel") is not null && Find(thinking, "thinkingBudget") is not null)
            throw new FormatException("You can only set one of thinking budget and thinking level.");

        string? inUrl = request.Query.TryGetValue("key", out var query) ? query.ToString() : null;
        Dialogue? dialogue = GeminiDialogue.Read(body);
        return new Ask(model, dialogue?.ToPage() ?? finder.Page ?? throw new FormatException("Please ensure that there is a turn of the user."))
        {
            Dialogue = dialogue,
            Tools = schema is JsonElement given ? ToolShape.From(given) : ToolShape.BuiltIn,
            RefinedTools = finder.RefinedTools,
            InputTokens = (length + LengthOf(schema)) / 4,
            MaxOutputTokens = config is JsonElement limits && Find(limits, "maxOutputTokens") is JsonElement most ? most.GetInt32() : null,
            ContinuationToken = (Find(body, "continuationToken") ?? (config is JsonElement inside ? Find(inside, "continuationToken") : null))?.GetString(),
            CanContinue = true,
            Key = request.Headers.TryGetValue("x-goog-api-key", out var key) ? key.ToString() : inUrl ?? BearerOf(request),
            KeyInUrl = inUrl is not null,
        };
    }

    // The token is in the candidate and beside it, so that a client finds it in either place.
    public override byte[] Reply(Ask ask, ModelReply reply, Decision decision) => CompactJson.WriteBytes((ask, reply, decision), static (json, state) =>
    {
        (Ask ask, ModelReply reply, Decision decision) = state;
        json.WriteStartObject();
        if (reply.BlockReason is string blocked)
        {
            json.WriteStartObject("promptFeedback"u8);
            json.WriteString("blockReason"u8, blocked);
            json.WriteEndObject();
        }
        else
        {
            json.WriteStartArray("candidates"u8);
            WriteCandidate(json, reply);
            json.WriteEndArray();
        }

        if (reply.ContinuationToken is not null)
            json.WriteString("continuationToken"u8, reply.ContinuationToken);
        json.WriteStartObject("usageMetadata"u8);
        json.WriteNumber("promptTokenCount"u8, reply.InputTokens);
        if (reply.OutputTokens > 0)
            json.WriteNumber("candidatesTokenCount"u8, reply.OutputTokens);
        if (reply.ThoughtTokens > 0)
            json.WriteNumber("thoughtsTokenCount"u8, reply.ThoughtTokens);
        json.WriteNumber("totalTokenCount"u8, reply.InputTokens + reply.OutputTokens + reply.ThoughtTokens);
        json.WriteEndObject();
        json.WriteString("modelVersion"u8, $"{ask.Model}-test-001");
        json.WriteString("responseId"u8, $"r{decision.Request.Sequence}");
        json.WriteEndObject();
    });

    public override byte[] Error(Ask ask, Decision decision, string? complaint) => CompactJson.WriteBytes((Format: this, ask, decision, complaint), static (json, state) =>
    {
        (GeminiFormat format, Ask ask, Decision decision, string? complaint) = state;
        int status = format.StatusOf(decision);
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteNumber("code"u8, status);
        json.WriteString("message"u8, complaint ?? Words(ask, decision));
        json.WriteString("status"u8, status switch
        {
            429 => "RESOURCE_EXHAUSTED",
            400 => "INVALID_ARGUMENT",
            403 => "PERMISSION_DENIED",
            404 => "NOT_FOUND",
            503 => "UNAVAILABLE",
            _ => "INTERNAL",
        });
        if (status == 429 && decision.HasDetails)
            WriteQuotaDetails(json, ask, decision);
        if (decision.Behavior.Fault is Fault.Unauthorized)
        {
            json.WriteStartArray("details"u8);
            json.WriteStartObject();
            json.WriteString("@type"u8, "type.googleapis.com/google.rpc.ErrorInfo");
            json.WriteString("reason"u8, "API_KEY_INVALID");
            json.WriteString("domain"u8, "googleapis.com");
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    });

    public override Func<JsonObject, WireAnswer>? AnswerOf(ServiceBehavior service) => service.Gemini;

    public override byte[] Models(IReadOnlyList<string> models, HttpRequest request)
    {
        int first = int.TryParse(request.Query["pageToken"], CultureInfo.InvariantCulture, out int token) ? token : 0;
        int size = int.TryParse(request.Query["pageSize"], CultureInfo.InvariantCulture, out int asked) && asked > 0 ? asked : 50;
        return CompactJson.WriteBytes((models, first, size), static (json, state) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("models"u8);
            foreach (string model in state.models.Skip(state.first).Take(state.size))
            {
                json.WriteStartObject();
                json.WriteString("name"u8, $"models/{model}");
                json.WriteString("version"u8, "001");
                json.WriteString("displayName"u8, model);
                json.WriteNumber("inputTokenLimit"u8, 1048576);
                json.WriteNumber("outputTokenLimit"u8, 65536);
                json.WriteStartArray("supportedGenerationMethods"u8);
                json.WriteStringValue(model.Contains("embedding", StringComparison.Ordinal) ? "embedContent" : "generateContent");
                json.WriteStringValue("countTokens"u8);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (state.first + state.size < state.models.Count)
                json.WriteString("nextPageToken"u8, (state.first + state.size).ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        });
    }

    public override int StatusOf(Decision decision) => decision.Status == 401 ? 400 : decision.Status;

    private static string? BearerOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { Length: > 7 } given && given.StartsWith("Bearer ", StringComparison.Ordinal) ? given[7..] : null;

    private static void WriteCandidate(Utf8JsonWriter json, ModelReply reply)
    {
        json.WriteStartObject();
        json.WriteStartObject("content"u8);
        if (reply.Text is not null || reply.Calls.Count > 0)
        {
            json.WriteStartArray("parts"u8);
            if (reply.Text is string text)
            {
                json.WriteStartObject();
                json.WriteString("text"u8, text);
                json.WriteEndObject();
            }

            GeminiDialogue.WriteCalls(json, reply.Calls);
            json.WriteEndArray();
        }

        json.WriteString("role"u8, "model"u8);
        json.WriteEndObject();
        json.WriteString("finishReason"u8, reply.Finish);
        if (reply.ContinuationToken is not null)
            json.WriteString("continuationToken"u8, reply.ContinuationToken);
        json.WriteNumber("index"u8, 0);
        json.WriteEndObject();
    }

    private static void WriteQuotaDetails(Utf8JsonWriter json, Ask ask, Decision decision)
    {
        json.WriteStartArray("details"u8);
        json.WriteStartObject();
        json.WriteString("@type"u8, "type.googleapis.com/google.rpc.QuotaFailure");
        json.WriteStartArray("violations"u8);
        foreach (QuotaViolation violation in decision.Violations)
        {
            (string metric, string id) = violation.Kind switch
            {
                QuotaKind.TokensPerMinute => ("generate_content_free_tier_input_token_count", "GenerateContentInputTokensPerModelPerMinute-FreeTier"),
                QuotaKind.RequestsPerDay => ("generate_content_free_tier_requests", "GenerateRequestsPerDayPerProjectPerModel-FreeTier"),
                _ => ("generate_content_free_tier_requests", "GenerateRequestsPerMinutePerProjectPerModel-FreeTier"),
            };
            json.WriteStartObject();
            json.WriteString("quotaMetric"u8, $"generativelanguage.googleapis.com/{metric}");
            json.WriteString("quotaId"u8, id);
            json.WriteStartObject("quotaDimensions"u8);
            json.WriteString("location"u8, "global"u8);
            json.WriteString("model"u8, ask.Model);
            json.WriteEndObject();
            json.WriteString("quotaValue"u8, violation.Limit.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        if (decision.RetryAfter is TimeSpan wait)
        {
            json.WriteStartObject();
            json.WriteString("@type"u8, "type.googleapis.com/google.rpc.RetryInfo");
            json.WriteString("retryDelay"u8, string.Create(CultureInfo.InvariantCulture, $"{wait.TotalSeconds:0.#########}s"));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Words(Ask ask, Decision decision) => decision switch
    {
        { Status: 429, HasDetails: false } => "Resource has been exhausted (e.g. check quota).",
        { Status: 429, RetryAfter: TimeSpan wait } => string.Create(CultureInfo.InvariantCulture,
            $"You exceeded your current quota, please check your plan and billing details.\nPlease retry in {wait.TotalSeconds:0.#########}s."),
        { Status: 429 } => "You exceeded your current quota, please check your plan and billing details.",
        { Behavior.Fault: Fault.Unauthorized } => $"API key not valid: {ask.Key ?? "(none)"}. Please pass a valid API key.",
        _ => Complaint(ask, decision),
    };
}
