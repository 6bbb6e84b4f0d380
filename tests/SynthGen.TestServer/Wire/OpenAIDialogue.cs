using System.Text.Json;
using SynthGen.TestServer.Model;

namespace SynthGen.TestServer.Wire;

/// <summary>Tools, calls and results in OpenAI's chat completions.</summary>
internal static class OpenAIDialogue
{
    /// <summary>The conversation of a request that offers tools, or whose instruction names a part of one; null for any other.</summary>
    /// <exception cref="FormatException">A call has no result, or a result no call.</exception>
    public static Dialogue? Read(JsonElement body)
    {
        JsonElement first = body.GetProperty("messages")[0];
        bool hasTools = body.TryGetProperty("tools", out JsonElement tools);
        if (!hasTools && Dialogue.PartOf(first.TryGetProperty("content", out JsonElement said) ? TextOf(said) : "") is null)
            return null;
        List<DialogueTurn> turns = [];
        HashSet<string> open = [];
        foreach (JsonElement message in body.GetProperty("messages").EnumerateArray())
        {
            string role = message.GetProperty("role").GetString()!;
            string text = message.TryGetProperty("content", out JsonElement content) ? TextOf(content) : "";
            if (role == "tool" && !open.Remove(message.GetProperty("tool_call_id").GetString()!))
                throw new FormatException("Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.");
            if (role != "tool" && open.Count > 0)
                throw new FormatException("An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'.");
            DialogueCall[] calls = message.TryGetProperty("tool_calls", out JsonElement made) && made.ValueKind is JsonValueKind.Array ? [.. made.EnumerateArray().Select(Call)] : [];
            open.UnionWith(calls.Select(call => call.Id));
            turns.Add(new DialogueTurn(RoleOf(role), text) { Calls = calls });
        }

        return new Dialogue([.. (hasTools ? tools.EnumerateArray() : default).Select(tool => tool.GetProperty("function")).Select(function =>
            Dialogue.Tool(function.GetProperty("name"), function.TryGetProperty("parameters", out JsonElement parameters) ? parameters : null))], turns);
    }

    /// <summary>Writes the calls of a reply.</summary>
    public static void WriteCalls(Utf8JsonWriter json, IReadOnlyList<DialogueCall> calls)
    {
        if (calls.Count == 0)
            return;
        json.WriteStartArray("tool_calls"u8);
        foreach (DialogueCall call in calls)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, call.Id);
            json.WriteString("type"u8, "function"u8);
            json.WriteStartObject("function"u8);
            json.WriteString("name"u8, call.Name);
            json.WriteString("arguments"u8, call.Arguments);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static DialogueCall Call(JsonElement call)
    {
        JsonElement function = call.GetProperty("function");
        using JsonDocument arguments = JsonDocument.Parse(function.GetProperty("arguments").GetString()!);
        return new DialogueCall(call.GetProperty("id").GetString()!, function.GetProperty("name").GetString()!, JsonSerializer.Serialize(arguments.RootElement));
    }

    private static DialogueRole RoleOf(string role) => role switch
    {
        "system" or "developer" => DialogueRole.System,
        "assistant" => DialogueRole.Assistant,
        "tool" => DialogueRole.Tool,
        _ => DialogueRole.User,
    };

    private static string TextOf(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => content.GetString()!,
        JsonValueKind.Array => string.Concat(content.EnumerateArray().Select(part => part.TryGetProperty("text", out JsonElement text) ? text.GetString() : "")),
        _ => "",
    };
}
