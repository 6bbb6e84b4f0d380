using System.Text.Json.Nodes;
using SynthGen.Datasets.Validation;

namespace SynthGen.Datasets.Formats.Gemini;

/// <summary>The rules of Gemini tuning.</summary>
internal sealed class GeminiRules : FormatRules
{
    private static readonly Rule ContentsMissing = Rule.Error("ContentsMissing", "Give the row a list of contents.");
    private static readonly Rule UnknownRole = Rule.Error("UnknownRole", "Use user, model or function, and a list of parts.");
    private static readonly Rule CallBroken = Rule.Error("CallBroken", "A call is {\"functionCall\": {\"name\": …, \"args\": {…}}}.");
    private static readonly Rule CallHasId = Rule.Warning("CallHasId", "Remove the id: calls have none here.");
    private static readonly Rule ResponsesSplit = Rule.Error("ResponsesSplit", "Put the responses to parallel calls into one content.");
    private static readonly Rule ResponseUnmatched = Rule.Error("ResponseUnmatched", "Give the response the name of the function that was called.");
    private static readonly Rule ResponseNotObject = Rule.Error("ResponseNotObject", "Write the response as an object: {\"output\": …} for what is none.");
    private static readonly Rule ToolBroken = Rule.Error("ToolBroken", "Tools are [{\"functionDeclarations\": [{\"name\": …, \"description\": …, \"parameters\": …}]}].");
    private static readonly Rule ToolNameInvalid = Rule.Error("ToolNameInvalid", "Rename the function, in the calls too.");
    private static readonly Rule SystemInstructionBroken = Rule.Error("SystemInstructionBroken", "It is {\"role\": \"system\", \"parts\": [{\"text\": …}]}.");

    public override void Check(JsonObject row, LineReport report)
    {
        CheckKeys(row, report, "systemInstruction", "contents", "tools");
        if (row["systemInstruction"] is { } system && (system as JsonObject)?["parts"] is not JsonArray)
            report.Add(SystemInstructionBroken, "$.systemInstruction", "The system instruction has no parts.");
        if (row["contents"] is not JsonArray { Count: > 0 } contents)
        {
            report.Add(ContentsMissing, "$.contents", "There are no contents, or they are no list.");
            return;
        }

        HashSet<string>? offered = ReadTools(row["tools"], report);
        bool answered = false, areKnown = true;
        HashSet<string> called = new(StringComparer.Ordinal);
        TurnOrder order = new("role");
        for (int i = 0; i < contents.Count; i++)
        {
            string path = $"$.contents[{i}]";
            if (contents[i] is not JsonObject content || Node.Text(content["role"]) is not ("user" or "model" or "function") || content["parts"] is not JsonArray parts)
            {
                report.Add(UnknownRole, $"{path}.role", $"The content has the role {Node.ToJson((contents[i] as JsonObject)?["role"])}, or no parts.");
                areKnown = false;
                continue;
            }

            int responses = Count(parts, "functionResponse"), calls = Count(parts, "functionCall");
            bool answers = responses > 0;
            if (answers && answered)
                report.Add(ResponsesSplit, path, "The content before has responses too.");
            answered = answers;
            if (!answers)
                called.Clear();
            for (int j = 0; j < parts.Count; j++)
            {
                if (parts[j] is JsonObject part && part.ContainsKey("functionCall"))
                    CheckCall(part["functionCall"] as JsonObject, $"{path}.parts[{j}].functionCall", offered, called, report);
                else if ((parts[j] as JsonObject)?["functionResponse"] is JsonObject response)
                    CheckResponse(response, $"{path}.parts[{j}].functionResponse", called, report);
            }

            if (answers)
                order.Add(TurnRole.Answers, path, report, responses);
            else if (Node.Text(content["role"]) != "model")
                order.Add(TurnRole.User, path, report);
            else
                order.Add(calls > 0 ? TurnRole.Calls : TurnRole.Text, path, report, calls > 0 ? calls : parts.Count);
        }

        if (areKnown)
            order.Finish("$.contents", report);
    }

    private static int Count(JsonArray parts, string key) => parts.Count(part => part is JsonObject map && map.ContainsKey(key));

    private static void CheckResponse(JsonObject response, string path, HashSet<string> called, LineReport report)
    {
        if (Node.Text(response["name"]) is { } name && called.Count > 0 && !called.Contains(name))
            report.Add(ResponseUnmatched, $"{path}.name", $"'{name}' was not called in the turn before.");
        if (response.ContainsKey("response") && response["response"] is not JsonObject)
            report.Add(ResponseNotObject, $"{path}.response", $"The response is {Node.NameOf(response["response"])}.");
    }

    private static void CheckCall(JsonObject? call, string path, HashSet<string>? offered, HashSet<string> called, LineReport report)
    {
        if (call is null || Node.Text(call["name"]) is not { } name)
        {
            report.Add(CallBroken, path, "The call has no name.");
            return;
        }

        called.Add(name);
        CheckOffered(offered, name, $"{path}.name", report);
        CallArguments.CheckObject(call, "args", path, report);
        if (call.ContainsKey("id"))
            report.Add(CallHasId, $"{path}.id", "The call has an id.", () => call.Remove("id"));
    }

    private static HashSet<string>? ReadTools(JsonNode? tools, LineReport report)
    {
        if (tools is null)
            return null;

        HashSet<string> offered = new(StringComparer.Ordinal);
        if (tools is not JsonArray list)
        {
            report.Add(ToolBroken, "$.tools", $"The tools are {Node.NameOf(tools)}.");
            return offered;
        }

        for (int i = 0; i < list.Count; i++)
        {
            if ((list[i] as JsonObject)?["functionDeclarations"] is not JsonArray functions)
            {
                report.Add(ToolBroken, $"$.tools[{i}]", "There are no functionDeclarations.");
                continue;
            }

            for (int j = 0; j < functions.Count; j++)
            {
                string path = $"$.tools[{i}].functionDeclarations[{j}].name";
                if (Node.Text((functions[j] as JsonObject)?["name"]) is not { } name)
                {
                    report.Add(ToolBroken, path, "The function has no name.");
                    continue;
                }

                if (!GeminiName.Rule.Allows(name))
                    report.Add(ToolNameInvalid, path, $"'{name}' is not a name for a function. {GeminiName.Rule.Text}");
                Offer(offered, name, path, report);
            }
        }

        return offered;
    }
}
