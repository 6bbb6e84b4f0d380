using System.Text.Json;
using SynthGen.Datasets.Formats.Reading;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Gemini;

/// <summary>Reads rows of Gemini tuning.</summary>
internal sealed class GeminiReader() : TurnsReader("contents", "no content is a user's", "no part has a 'functionCall'")
{
    protected override void Begin(JsonElement line, RowDraft row) => PassOverOthers(line, "", "systemInstruction", "contents", "tools");

    protected override Turn Identify(JsonElement element)
    {
        string role = JsonElementReader.TryGet(JsonElementReader.Object(element, "a content"), "role", out _) ? JsonElementReader.Text(element, "role", "contents[].role") : "user";
        return new Turn(role switch { "user" => TurnKind.Query, "model" => TurnKind.Calls, _ => TurnKind.Other }, role, element);
    }

    protected override string TextOf(Turn turn) => TextOf(turn.Json, "contents[].parts");

    protected override void ReadCalls(Turn turn, RowDraft row)
    {
        foreach (JsonElement part in JsonElementReader.Get(turn.Json, "parts", JsonValueKind.Array, "contents[].parts").EnumerateArray())
        {
            if (!JsonElementReader.TryGet(part, "functionCall", out JsonElement call))
            {
                PassOver("contents[].parts beside functionCall");
                continue;
            }

            PassOverOthers(JsonElementReader.Object(call, "'functionCall'"), "contents[].parts[].functionCall.", "name", "args");
            row.Calls.Add(new ToolCall(
                JsonElementReader.Text(call, "name", "contents[].parts[].functionCall.name"),
                JsonElementReader.Arguments(call, "args", "contents[].parts[].functionCall.args")));
        }
    }

    protected override void End(JsonElement line, RowDraft row)
    {
        row.SystemPrompt = JsonElementReader.TryGet(line, "systemInstruction", out JsonElement system) ? TextOf(system, "systemInstruction.parts") : null;
        row.Tools = ReadTools(line);
    }

    private static string TextOf(JsonElement content, string path) => string.Concat(
        JsonElementReader.Get(content, "parts", JsonValueKind.Array, path).EnumerateArray().Select(part => JsonElementReader.Text(JsonElementReader.Object(part, path), "text", $"{path}[].text")));

    private List<ToolDefinition> ReadTools(JsonElement line)
    {
        List<ToolDefinition> tools = [];
        foreach (JsonElement group in JsonElementReader.TryGet(line, "tools", out JsonElement groups) ? JsonElementReader.Items(groups) : [])
        {
            if (JsonElementReader.TryGet(group, "functionDeclarations", out JsonElement functions))
                tools.AddRange(Tools.List(functions, SharedTools.ReadFunction));
            else
                PassOver("tools[] without functionDeclarations");
        }

        return tools;
    }
}
