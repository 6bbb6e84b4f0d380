using System.Text.Json;
using System.Text.Json.Nodes;
using SynthGen.Datasets.Validation;
using SynthGen.Hashing;

namespace SynthGen.Datasets.Formats.Xlam;

/// <summary>The rules of xLAM's rows.</summary>
internal sealed class XlamRules : FormatRules
{
    private static readonly Rule QueryMissing = Rule.Error("QueryMissing", "Give the row a query that is a string.");
    private static readonly Rule NotString = Rule.Error("ListNotString", "Write answers and tools as strings that hold JSON lists.");
    private static readonly Rule NotJson = Rule.Error("ListNotJson", "Correct the string: it holds a JSON list.");
    private static readonly Rule CallBroken = Rule.Error("CallBroken", "A call is {\"name\": …, \"arguments\": {…}}.");
    private static readonly Rule ToolBroken = Rule.Error("ToolBroken", "A tool is {\"name\": …, \"description\": …, \"parameters\": {…}}.");
    private static readonly Rule ParametersNotFlat = Rule.Error("ParametersNotFlat", "Write the parameters as a flat map of name to type, description and required.");
    private static readonly Rule UnknownType = Rule.Warning("UnknownType", "Use Python's names: str, int, float, bool, List[…], Dict[…].");
    private static readonly Rule DuplicateId = Rule.Error("DuplicateId", "Give every row an id of its own.");
    private readonly HashSet<ulong> _ids = [];

    public override void Check(JsonObject row, LineReport report)
    {
        CheckKeys(row, report, "id", "query", "answers", "tools");
        if (Node.Text(row["query"]) is null)
            report.Add(QueryMissing, "$.query", $"The query is {Node.NameOf(row["query"])}.");
        if (row["id"] is { } id && !_ids.Add(StableRandom.Hash(id.ToJsonString())))
            report.Add(DuplicateId, "$.id", $"Another row has the id {id.ToJsonString()}.");

        HashSet<string>? offered = ReadTools(row, report);
        if (ReadList(row, "answers", report) is not { } answers)
            return;

        bool corrected = false;
        foreach (JsonNode? one in answers)
        {
            if (one is not JsonObject call || Node.Text(call["name"]) is not { } name)
            {
                report.Add(CallBroken, "$.answers", "An answer is not a call with a name.");
                continue;
            }

            CheckOffered(offered, name, "$.answers", report);
            bool isText = call["arguments"] is not JsonObject;
            corrected |= CallArguments.CheckObject(call, "arguments", "$.answers", report) is not null && isText;
        }

        if (corrected)
            row["answers"] = Node.ToJson(answers);
    }

    private static HashSet<string>? ReadTools(JsonObject row, LineReport report)
    {
        if (row["tools"] is null || ReadList(row, "tools", report) is not { } tools)
            return null;

        HashSet<string> offered = new(StringComparer.Ordinal);
        bool corrected = false;
        for (int i = 0; i < tools.Count; i++)
        {
            if (tools[i] is not JsonObject tool || Node.Text(tool["name"]) is not { } name)
            {
                report.Add(ToolBroken, "$.tools", "A tool has no name.");
                continue;
            }

            Offer(offered, name, "$.tools", report);
            if (tool["parameters"] is not JsonObject parameters)
                continue;
            if (Node.Text(parameters["type"]) is not null)
            {
                int at = i;
                report.Add(ParametersNotFlat, "$.tools", $"The parameters of '{name}' are a JSON Schema.", () => tools[at] = Flatten(tool));
                corrected |= tools[i] != tool;
            }
            else
            {
                CheckTypes(parameters, name, report);
            }
        }

        if (corrected)
            row["tools"] = Node.ToJson(tools);
        return offered;
    }

    private static void CheckTypes(JsonObject parameters, string tool, LineReport report)
    {
        foreach ((string name, JsonNode? parameter) in parameters)
        {
            if (parameter is not JsonObject described)
                report.Add(ParametersNotFlat, "$.tools", $"The parameter '{name}' of '{tool}' is {Node.NameOf(parameter)}.");
            else if (Node.Text(described["type"]) is not { } type || !PythonType.IsKnown(type))
                report.Add(UnknownType, "$.tools", $"The parameter '{name}' of '{tool}' has the type {Node.ToJson(described["type"])}.");
        }
    }

    private static JsonNode? Flatten(JsonObject tool)
    {
        using JsonDocument document = JsonDocument.Parse(Node.ToJson(tool));
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, Json.JsonValue.Compact))
            PythonParameters.WriteTool(writer, PythonParameters.ReadTool(document.RootElement));
        return JsonNode.Parse(stream.ToArray());
    }

    private static JsonArray? ReadList(JsonObject row, string key, LineReport report)
    {
        if (row[key] is JsonArray list)
        {
            report.Add(NotString, $"$.{key}", $"The {key} are a list.", () => row[key] = Node.ToJson(list));
            return list;
        }

        if (Node.Text(row[key]) is not { } text)
            report.Add(NotString, $"$.{key}", $"The {key} are {Node.NameOf(row[key])}.");
        else if (Node.Parse(text) is JsonArray held)
            return held;
        else
            report.Add(NotJson, $"$.{key}", $"The {key} are not a string that holds a JSON list.");
        return null;
    }
}
