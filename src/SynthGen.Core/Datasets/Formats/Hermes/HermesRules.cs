using System.Text.Json;
using System.Text.Json.Nodes;
using SynthGen.Datasets.Formats.ShareGpt;
using SynthGen.Datasets.Validation;
using SynthGen.Json;

namespace SynthGen.Datasets.Formats.Hermes;

/// <summary>The rules of Hermes rows.</summary>
internal sealed class HermesRules() : ShareGptRules("conversations", "id", "tools", "category", "subcategory", "task")
{
    private static readonly JsonDocumentOptions Unique = JsonLine.Options with { AllowDuplicateProperties = false };
    private static readonly string[] Speakers = ["system", "human", "gpt", "tool", "user", "assistant"];
    private static readonly Rule UnknownSpeaker = Rule.Error("UnknownSpeaker", "Use system, human, gpt or tool, and a value that is a string.");
    private static readonly Rule BlockNotJson = Rule.Error("BlockNotJson", "Put JSON alone between the tags: a list of tools, or one call.");
    private static readonly Rule BlockNotClosed = Rule.Error("BlockNotClosed", "Close every <tool_call> with </tool_call>.");
    private static readonly Rule ResponseUnmatched = Rule.Warning("ResponseUnmatched", "Give the response the name of the function that was called.");
    private static readonly Rule CallBroken = Rule.Error("CallBroken", "A call is {\"name\": …, \"arguments\": {…}}, one in a block.");

    protected override void CheckTurns(JsonObject row, JsonArray turns, LineReport report)
    {
        HashSet<string>? offered = ReadTools(row["tools"], report);
        HashSet<string> called = new(StringComparer.Ordinal);
        TurnOrder order = new("from");
        bool areKnown = true;
        for (int i = 0; i < turns.Count; i++)
        {
            string path = $"$.conversations[{i}]";
            JsonObject? turn = turns[i] as JsonObject;
            if (turn is null || Node.Text(turn["from"]) is not { } from || Node.Text(turn["value"]) is not { } value || !Speakers.Contains(from))
            {
                areKnown = false;
                report.Add(UnknownSpeaker, $"{path}.from", $"The turn is from {Node.ToJson(turn?["from"])}, or has no value.");
                continue;
            }

            if (from == "system")
                offered = ReadTools(value, $"{path}.value", report) ?? offered;
            else if (from is "gpt" or "assistant")
                CheckCalls(turn, value, $"{path}.value", offered, called, report);
            else if (from == "tool")
                CheckResponses(value, $"{path}.value", called, report);
            AddTurn(from, value, path, order, report);
        }

        if (areKnown)
            order.Finish("$.conversations", report);
    }

    // A turn has a block for each of several answers, or is one answer as it is.
    private static void AddTurn(string from, string value, string path, TurnOrder order, LineReport report)
    {
        int calls = HermesBlocks.Count(value, "<tool_call>");
        TurnRole role = from switch
        {
            "system" => TurnRole.System,
            "tool" => TurnRole.Answers,
            "human" or "user" => TurnRole.User,
            _ => calls > 0 ? TurnRole.Calls : TurnRole.Text,
        };
        int count = role switch
        {
            TurnRole.Calls => calls,
            TurnRole.Answers => Math.Max(1, CountResponses(value)),
            _ => string.IsNullOrWhiteSpace(value) ? 0 : 1,
        };
        order.Add(role, path, report, count);
    }

    // A block may hold several, one after the other.
    private static int CountResponses(string value)
    {
        int count = HermesBlocks.Count(value, "<tool_response>");
        return count == 1 ? Math.Max(1, NamesIn(value).Count) : count;
    }

    private static void CheckResponses(string value, string path, HashSet<string> called, LineReport report)
    {
        foreach (string name in NamesIn(value))
        {
            if (called.Count > 0 && !called.Contains(name))
                report.Add(ResponseUnmatched, path, $"'{name}' was not called in the turn before.");
        }
    }

    // The names of the functions whose responses a turn holds, where they are named.
    private static List<string> NamesIn(string value)
    {
        List<string> names = [];
        int end = 0;
        for (; HermesBlocks.Find(value, end, "<tool_response>", "</tool_response>") is { } block; end = block.End)
        {
            foreach (JsonDocument response in HermesBlocks.TryReadValues(value, block) ?? [])
            {
                using (response)
                {
                    if (response.RootElement.ValueKind == JsonValueKind.Object && response.RootElement.TryGetProperty("name", out JsonElement name) && name.ValueKind == JsonValueKind.String && response.RootElement.TryGetProperty("content", out _))
                        names.Add(name.GetString()!);
                }
            }
        }

        return names;
    }

    // The published sets have the tools beside the conversation too, in JSON or in Python's notation.
    private static HashSet<string>? ReadTools(JsonNode? tools, LineReport report)
    {
        JsonNode? list = tools;
        if (Node.Text(tools) is { } text)
        {
            using JsonDocument? held = HermesBlocks.Parse(text);
            list = held is null ? null : JsonNode.Parse(held.RootElement.GetRawText());
        }

        return list is JsonArray { Count: > 0 } known ? Offered(known, "$.tools", report) : null;
    }

    private static HashSet<string>? ReadTools(string value, string path, LineReport report)
    {
        if (HermesBlocks.FindTools(value) is not { } block)
            return null;
        if (Read(value, block, path, report) is not { } values)
            return [];

        return Offered(values.SelectMany(one => one is JsonArray list ? list.AsEnumerable() : [one]), path, report);
    }

    private static void CheckCalls(JsonObject turn, string value, string path, HashSet<string>? offered, HashSet<string> called, LineReport report)
    {
        called.Clear();
        int end = 0;
        string corrected = value;
        for (; HermesBlocks.Find(value, end, "<tool_call>", "</tool_call>") is { } block; end = block.End)
        {
            if (Read(value, block, path, report) is not { } values)
                continue;
            if (values is not [JsonObject call] || Node.Text(call["name"]) is not { } name)
            {
                report.Add(CallBroken, path, "A block does not hold one call with a name.");
                continue;
            }

            called.Add(name);
            CheckOffered(offered, name, path, report);
            string inner = value[block.Inner..block.InnerEnd];
            CallArguments.CheckObject(call, "arguments", path, report);
            if (call["arguments"] is JsonObject && report.Changed)
                corrected = corrected.Replace(inner, $"\n{Node.ToJson(call)}\n", StringComparison.Ordinal);
        }

        if (value.AsSpan(end).Contains("<tool_call>", StringComparison.Ordinal))
            report.Add(BlockNotClosed, path, "A <tool_call> is not closed.");
        if (report.Changed && corrected != value)
            turn["value"] = corrected;
    }

    private static List<JsonNode?>? Read(string value, HermesBlock block, string path, LineReport report)
    {
        try
        {
            return [.. HermesBlocks.ReadValues(value, block).Select(document => JsonNode.Parse(document.RootElement.GetRawText(), documentOptions: Unique))];
        }
        catch (JsonException)
        {
            report.Add(BlockNotJson, path, "An object in the block has a key twice.");
            return null;
        }
        catch (FormatException error)
        {
            report.Add(BlockNotJson, path, $"W{error.Message[1..]}.");
            return null;
        }
    }
}
