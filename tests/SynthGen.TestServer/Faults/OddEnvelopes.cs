using System.Text.Json.Nodes;

namespace SynthGen.TestServer.Faults;

/// <summary>Sound answers with something odd around them.</summary>
internal static class OddEnvelopes
{
    private const string Message = "choices.0.message", Content = $"{Message}.content", Finish = "choices.0.finish_reason";
    private const string Candidate = "candidates.0", Part = $"{Candidate}.content.parts.0";

    public static IReadOnlyList<ServiceBehavior> All { get; } =
    [
        Of("finish null", s => new(Change(s, Finish, null)), s => new(Change(s, $"{Candidate}.finishReason", null))),
        Of("finish unknown", s => new(Change(s, Finish, "frobnicated")), s => new(Change(s, $"{Candidate}.finishReason", "FROBNICATED"))),
        Of("finish wrong", s => new(Change(s, Finish, "content_filter")), s => new(Change(s, $"{Candidate}.finishReason", "OTHER"))),
        Of("error after the answer", s => new(Change(s, Finish, "error")), s => new(Change(s, $"{Candidate}.finishReason", "MALFORMED_FUNCTION_CALL"))),
        Of("thinking chunks", s => new(Change(s, Content, new JsonArray(
            JsonNode.Parse("""{"type":"thinking","thinking":[{"type":"text","text":"Let me see: {\"queries\": [] }?"}]}"""),
            new JsonObject { ["type"] = "text", ["text"] = Take(s, Content) })))),
        Of("content in parts", s => new(Change(s, Content, new JsonArray(Split(Take(s, Content)).Select(JsonNode? (half) => new JsonObject { ["type"] = "text", ["text"] = half }).ToArray())))),
        Of("created a float", s => new(Change(s, "created", 1760000000.25))),
        Of("created a string", s => new(Change(s, "created", "2026-10-01T00:00:00Z"))),
        Of("created null", s => new(Change(s, "created", null))),
        Of("usage in floats",
            s => new(Change(s, "usage.prompt_tokens", Raw("812.0"), "usage.completion_tokens", Raw("99.0"), "usage.total_tokens", Raw("911.0"))),
            s => new(Change(s, "usageMetadata.promptTokenCount", Raw("812.0"), "usageMetadata.candidatesTokenCount", Raw("9.9e1")))),
        Of("usage null", s => new(Change(s, "usage", null)), s => new(Change(s, "usageMetadata", null))),
        Of("role model", s => new(Change(s, $"{Message}.role", "model")), s => new(Change(s, $"{Candidate}.content.role", null))),
        Of("index null", s => new(Change(s, "choices.0.index", null)), s => new(Change(s, $"{Candidate}.index", null))),
        Of("id and model null", s => new(Change(s, "id", null, "model", null)), s => new(Change(s, "responseId", null, "modelVersion", null))),
        Of("event stream", s => Events($"data: {Deltas(s, 0)}\n\ndata: {Deltas(s, 1)}\n\ndata: {Deltas(s, 2)}\n\ndata: [DONE]\n\n"), s => Events($"data: {Pieces(s, 0)}\r\n\r\ndata: {Pieces(s, 1)}\r\n\r\n")),
        Of("whole answer as an event", s => Events($"event: message\ndata: {s.ToJsonString()}\n\n"), s => Events($"data: {s.ToJsonString()}\n\n")),
        Of("list of pieces", null, s => new($"[{Pieces(s, 0)}\n,\n{Pieces(s, 1)}]")),
        Of("comment lines", s => new($": OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\n{s.ToJsonString()}"), s => new($": keep-alive\n\n{s.ToJsonString()}")),
        Of("byte order mark", s => new($"\uFEFF{s.ToJsonString()}"), s => new($"\uFEFF{s.ToJsonString()}")),
        Of("blanks in front", s => new($"\n\n \r\n\t{s.ToJsonString()}\n"), s => new($"\n\n \r\n\t{s.ToJsonString()}\n")),
        Of("answer in the reasoning",
            s => new(Change(s, $"{Message}.reasoning_content", Take(s, Content), Content, null)),
            s => new(Change(s, $"{Part}.thought", true))),
        Of("[THINK]", s => new(Change(s, Content, $"[THINK]Three queries: [1, 2]?[/THINK]{Take(s, Content)}")), s => new(Change(s, $"{Part}.text", $"[THINK]Three queries: [1, 2]?[/THINK]{Take(s, $"{Part}.text")}"))),
        Of("<think>", s => new(Change(s, Content, $"<think>\nThree queries.\n</think>\n\n{Take(s, Content)}")), s => new(Change(s, $"{Part}.text", $"<think>\nThree queries.\n</think>\n\n{Take(s, $"{Part}.text")}"))),
        Of("prompt cut", s => new(Change(s, "usage.prompt_tokens", 258)), s => new(Change(s, "usageMetadata.promptTokenCount", 258))),
    ];

    /// <summary>An answer in which places have other values.</summary>
    /// <param name="sound">The sound answer; it stays.</param>
    /// <param name="changes">A path and its value, and so on.</param>
    public static string Change(JsonObject sound, params object?[] changes)
    {
        JsonNode copy = sound.DeepClone();
        for (int i = 0; i < changes.Length; i += 2)
        {
            string[] steps = ((string)changes[i]!).Split('.');
            JsonNode parent = steps[..^1].Aggregate(copy, Step);
            parent[steps[^1]] = changes[i + 1] switch
            {
                null => null,
                JsonNode node => node,
                object value => JsonValue.Create(value),
            };
        }

        return copy.ToJsonString();
    }

    /// <summary>An event stream.</summary>
    public static WireAnswer Events(string text) => new(text) { Type = "text/event-stream" };

    private static JsonNode? Raw(string json) => JsonNode.Parse(json);

    private static string Take(JsonObject sound, string path) => path.Split('.').Aggregate((JsonNode)sound, Step).GetValue<string>();

    private static JsonNode Step(JsonNode node, string step) => node is JsonArray list ? list[int.Parse(step)]! : node[step]!;

    private static string[] Split(string text) => [text[..(text.Length / 2)], text[(text.Length / 2)..]];

    private static string Deltas(JsonObject sound, int piece)
    {
        JsonObject choice = new() { ["index"] = 0, ["delta"] = new JsonObject { ["content"] = piece < 2 ? Split(Take(sound, Content))[piece] : null }, ["finish_reason"] = piece < 2 ? null : "stop" };
        return new JsonObject
        {
            ["id"] = "chatcmpl-1", ["object"] = "chat.completion.chunk", ["model"] = Take(sound, "model"), ["choices"] = new JsonArray(choice),
            ["usage"] = piece < 2 ? null : sound["usage"]!.DeepClone(),
        }.ToJsonString();
    }

    private static string Pieces(JsonObject sound, int piece)
    {
        string text = Split(Take(sound, $"{Part}.text"))[piece];
        return piece == 0 ? Change(sound, $"{Part}.text", text, $"{Candidate}.finishReason", null) : Change(sound, $"{Part}.text", text);
    }

    private static ServiceBehavior Of(string name, Func<JsonObject, WireAnswer>? openAI, Func<JsonObject, WireAnswer>? gemini = null) =>
        new(name, BehaviorMeaning.Sound) { OpenAI = openAI, Gemini = gemini };
}
