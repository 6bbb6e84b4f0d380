using System.Text.Json.Nodes;
using SynthGen.Datasets.Formats.ShareGpt;
using SynthGen.Datasets.Validation;
using SynthGen.Files;

namespace SynthGen.Datasets.Formats.LlamaFactory;

/// <summary>The rules of LLaMA-Factory's sharegpt formatting, which skips a bad row with only a warning.</summary>
/// <param name="path">The file's path; null if it is not a file.</param>
internal sealed class LlamaFactoryRules(string? path) : ShareGptRules("conversations", "system", "tools")
{
    private static readonly string[] Asking = ["human", "observation"], Answering = ["gpt", "function_call"];
    private static readonly Rule UnknownSpeaker = Rule.Error("UnknownSpeaker", "Use human, function_call, observation or gpt, and a value that is a string.");
    private static readonly Rule OddTurns = Rule.Error("OddTurns", "End the row with a turn from gpt or function_call: one with an odd number of turns is skipped.");
    private static readonly Rule TurnsDoNotAlternate = Rule.Error("TurnsDoNotAlternate", "Let human or observation and gpt or function_call take turns: the row is skipped otherwise.");
    private static readonly Rule FunctionCallNotJson = Rule.Error("FunctionCallNotJson", "The value is a call as JSON, {\"name\": …, \"arguments\": {…}}, or a list of calls.");
    private static readonly Rule ToolsNotString = Rule.Error("ToolsNotString", "Write the tools as a string that holds a JSON list.");
    private static readonly Rule CallUnanswered = Rule.Warning("CallUnanswered", "Put an observation behind the function_call, or end the row with it.");
    private static readonly Rule AnswerWithoutCall = Rule.Warning("AnswerWithoutCall", "Put the observation behind a function_call.");
    private static readonly Rule EntryMissing = Rule.Warning("EntryMissing", "Add an entry with the file's name to dataset_info.json; Export-ToolDataset does.");

    protected override void CheckTurns(JsonObject row, JsonArray turns, LineReport report)
    {
        HashSet<string>? offered = ReadTools(row, report);
        int first = Node.Text((turns[0] as JsonObject)?["from"]) == "system" ? 1 : 0;
        for (int i = first; i < turns.Count; i++)
        {
            CheckTurn(turns[i] as JsonObject, $"$.conversations[{i}]", i - first, offered, report);
            CheckAnswer(i == 0 ? null : Speaker(turns[i - 1]), Speaker(turns[i]), $"$.conversations[{i}]", report);
        }

        if ((turns.Count - first) % 2 != 0)
            report.Add(OddTurns, "$.conversations", $"The row has {turns.Count - first} turns.");
    }

    public override void Finish(long rows, LineReport report)
    {
        if (path is null)
            return;

        string entries = new LlamaFactoryEntry().PathFor(path), name = Path.GetFileName(path);
        if (OutputFile.KindOf(entries) != FileKind.File || Node.Parse(File.ReadAllText(entries)) is not JsonObject known || !known.Any(entry => Node.Text((entry.Value as JsonObject)?["file_name"]) == name))
            report.Add(EntryMissing, "$", $"No entry of a dataset_info.json beside the file names '{name}'.");
    }

    private static string? Speaker(JsonNode? turn) => Node.Text((turn as JsonObject)?["from"]);

    // LLaMA-Factory takes such rows, and trains the model to answer what it did not ask.
    private static void CheckAnswer(string? before, string? from, string path, LineReport report)
    {
        if (from == "observation" && before != "function_call")
            report.Add(AnswerWithoutCall, path, "No call waits for an observation here.");
        else if (before == "function_call" && from == "human")
            report.Add(CallUnanswered, path, "The call has no observation before this turn.");
    }

    private static void CheckTurn(JsonObject? turn, string path, int position, HashSet<string>? offered, LineReport report)
    {
        string? from = Node.Text(turn?["from"]);
        if (turn is null || from is null || Node.Text(turn["value"]) is not { } value || !(Asking.Contains(from) || Answering.Contains(from)))
        {
            report.Add(UnknownSpeaker, $"{path}.from", $"The turn is from {Node.ToJson(turn?["from"])}, or has no value.");
            return;
        }

        if (!(position % 2 == 0 ? Asking : Answering).Contains(from))
            report.Add(TurnsDoNotAlternate, $"{path}.from", $"'{from}' stands where one of {string.Join(" and ", position % 2 == 0 ? Asking : Answering)} has its turn.");
        if (from == "gpt" && string.IsNullOrWhiteSpace(value))
            report.Add(TurnOrder.TurnEmpty, path, "The model's turn is empty.");
        if (from == "function_call")
            CheckCalls(turn, value, $"{path}.value", offered, report);
    }

    private static void CheckCalls(JsonObject turn, string value, string path, HashSet<string>? offered, LineReport report)
    {
        JsonNode? held = Node.Parse(value);
        List<JsonNode?> calls = held is JsonArray list ? [.. list] : [held];
        bool corrected = false;
        foreach (JsonNode? one in calls)
        {
            if (one is not JsonObject call || Node.Text(call["name"]) is not { } name)
            {
                report.Add(FunctionCallNotJson, path, "The value does not hold a call with a name.");
                continue;
            }

            CheckOffered(offered, name, path, report);
            // Arguments given as text are encoded once more.
            bool isText = call["arguments"] is not JsonObject;
            corrected |= CallArguments.CheckObject(call, "arguments", path, report) is not null && isText;
        }

        if (calls.Count == 0)
            report.Add(FunctionCallNotJson, path, "The value holds no call.");
        if (corrected)
            turn["value"] = Node.ToJson(held);
    }

    private static HashSet<string>? ReadTools(JsonObject row, LineReport report)
    {
        JsonNode? tools = row["tools"];
        if (tools is JsonArray)
            report.Add(ToolsNotString, "$.tools", "The tools are a list.", () => row["tools"] = Node.ToJson(tools));
        else if (tools is not null)
            tools = Node.Text(tools) is { } text ? text.Length == 0 ? null : Node.Parse(text) ?? new JsonObject() : new JsonObject();
        if (tools is null)
            return null;

        if (tools is JsonArray list)
            return Offered(list, "$.tools", report);

        report.Add(ToolsNotString, "$.tools", "The tools are not a string that holds a JSON list.");
        return [];
    }
}
