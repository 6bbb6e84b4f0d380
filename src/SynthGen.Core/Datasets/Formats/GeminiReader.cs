using System.Text.Json;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats;

/// <summary>Reads rows of Gemini tuning.</summary>
internal sealed class GeminiReader : TrainerRowReader
{
    protected override SyntheticQuery ReadRow(JsonElement line)
    {
        PassOverOthers(line, "", "systemInstruction", "contents", "tools");
        string? query = null;
        List<ToolCall> calls = [];
        int turn = 0;
        foreach (JsonElement content in JsonElementReader.Get(line, "contents", JsonValueKind.Array, "contents").EnumerateArray())
        {
            string role = JsonElementReader.TryGet(JsonElementReader.Object(content, "a content"), "role", out _) ? JsonElementReader.Text(content, "role", "contents[].role") : "user";
            if (calls.Count > 0)
                PassOver("contents after the calls");
            else if (role == "user" && query is null)
                query = TextOf(content, "contents[].parts");
            else if (role == "model" && query is not null)
                ReadCalls(content, calls);
            else
                throw new FormatException($"a row is a query and its calls, but 'contents[{turn}]' is another turn of the role '{role}'");
            turn++;
        }

        if (query is null)
            throw new FormatException("no content is a user's");
        if (calls.Count == 0)
            throw new FormatException("no part has a 'functionCall'");
        return new SyntheticQuery(query, [.. calls], 0)
        {
            SystemPrompt = JsonElementReader.TryGet(line, "systemInstruction", out JsonElement system) ? TextOf(system, "systemInstruction.parts") : null,
            AvailableTools = ReadTools(line),
        };
    }

    private static string TextOf(JsonElement content, string path) => string.Concat(
        JsonElementReader.Get(content, "parts", JsonValueKind.Array, path).EnumerateArray().Select(part => JsonElementReader.Text(JsonElementReader.Object(part, path), "text", $"{path}[].text")));

    private void ReadCalls(JsonElement content, List<ToolCall> calls)
    {
        foreach (JsonElement part in JsonElementReader.Get(content, "parts", JsonValueKind.Array, "contents[].parts").EnumerateArray())
        {
            if (!JsonElementReader.TryGet(part, "functionCall", out JsonElement call))
            {
                PassOver("contents[].parts beside functionCall");
                continue;
            }

            PassOverOthers(JsonElementReader.Object(call, "'functionCall'"), "contents[].parts[].functionCall.", "name", "args");
            calls.Add(new ToolCall(
                JsonElementReader.Text(call, "name", "contents[].parts[].functionCall.name"),
                JsonElementReader.Arguments(call, "args", "contents[].parts[].functionCall.args")));
        }
    }

    private List<ToolDefinition> ReadTools(JsonElement line)
    {
        List<ToolDefinition> tools = [];
        foreach (JsonElement group in JsonElementReader.TryGet(line, "tools", out JsonElement groups) ? JsonElementReader.Items(groups) : [])
        {
            if (JsonElementReader.TryGet(group, "functionDeclarations", out JsonElement functions))
                tools.AddRange(JsonElementReader.Items(functions).Select(tool => Tools.Get(tool, SharedTools.ReadFunction)));
            else
                PassOver("tools[] without functionDeclarations");
        }

        return tools;
    }
}
