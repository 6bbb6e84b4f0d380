using System.Text.Json.Nodes;
using SynthGen.Datasets.Validation;

namespace SynthGen.Datasets.Formats.Messages;

/// <summary>The form of a chat format's list of tools.</summary>
/// <param name="MayBeText">Whether the list may be a string that holds it.</param>
/// <param name="NeedsAll">Whether description and parameters are required.</param>
/// <param name="Names">The rule for names of tools; null if any name is allowed.</param>
/// <param name="MayBeBare">Whether a tool may be a function that is not in an object with its type, or a string that holds one.</param>
internal sealed record ToolsForm(bool MayBeText = false, bool NeedsAll = false, ToolNameRule? Names = null, bool MayBeBare = false);

/// <summary>Checks the list of tools of chat rows.</summary>
internal static class ChatTools
{
    private static readonly Rule ToolsNotList = Rule.Error("ToolsNotList", "Give the tools as a list, not as text that holds one.");
    private static readonly Rule ToolBroken = Rule.Error("ToolBroken", "A tool is {\"type\": \"function\", \"function\": {\"name\": …, \"description\": …, \"parameters\": …}}.");
    private static readonly Rule ToolIncomplete = Rule.Error("ToolIncomplete", "Give every function a name, a description and parameters.");
    private static readonly Rule ToolNameInvalid = Rule.Error("ToolNameInvalid", "Rename the tool, in the calls too.");

    /// <summary>Checks the tools and returns their names; null if the row has no list of tools.</summary>
    public static HashSet<string>? Check(JsonObject row, ToolsForm form, LineReport report, Action<HashSet<string>, string, string, LineReport> offer)
    {
        JsonNode? tools = row["tools"];
        if (Node.Text(tools) is { } text)
        {
            JsonNode? held = Node.Parse(text);
            if (!form.MayBeText || held is not JsonArray)
                report.Add(ToolsNotList, "$.tools", "The tools are a string.", held is JsonArray ? () => row["tools"] = held : null);
            tools = held;
        }

        if (tools is null)
            return null;
        if (tools is not JsonArray list)
        {
            report.Add(ToolsNotList, "$.tools", $"The tools are {Node.NameOf(tools)}.");
            return null;
        }

        HashSet<string> offered = new(StringComparer.Ordinal);
        for (int i = 0; i < list.Count; i++)
            CheckTool(list, i, form, report, offered, offer);
        return offered;
    }

    private static void CheckTool(JsonArray list, int i, ToolsForm form, LineReport report, HashSet<string> offered, Action<HashSet<string>, string, string, LineReport> offer)
    {
        string path = $"$.tools[{i}]";
        JsonObject? tool = (form.MayBeBare && Node.Text(list[i]) is { } text ? Node.Parse(text) : list[i]) as JsonObject, function = tool?["function"] as JsonObject;
        if (function is null && tool is not null && Node.Text(tool["name"]) is not null)
        {
            if (!form.MayBeBare)
                report.Add(ToolBroken, path, "The function is not in an object with its type.", () => list[i] = new JsonObject { ["type"] = "function", ["function"] = tool.DeepClone() });
            function = tool;
        }
        else if (function is not null && Node.Text(tool!["type"]) != "function")
        {
            report.Add(ToolBroken, $"{path}.type", "The tool's type is not 'function'.", () => tool["type"] = "function");
        }

        if (function is null || Node.Text(function["name"]) is not { } name)
        {
            report.Add(ToolBroken, path, "The tool has no function with a name.");
            return;
        }

        path += ".function";
        if (form.Names?.Allows(name) == false)
            report.Add(ToolNameInvalid, $"{path}.name", $"'{name}' is not a name for a tool. {form.Names.Text}");
        if (form.NeedsAll && Node.Text(function["description"]) is null)
            report.Add(ToolIncomplete, $"{path}.description", $"The function '{name}' has no description.", () => function["description"] = "");
        if (form.NeedsAll && function["parameters"] is not JsonObject)
            report.Add(ToolIncomplete, $"{path}.parameters", $"The function '{name}' has no parameters.", function["parameters"] is null ? () => function["parameters"] = new JsonObject { ["type"] = "object", ["properties"] = new JsonObject() } : null);
        offer(offered, name, $"{path}.name", report);
    }
}
