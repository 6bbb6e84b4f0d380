using System.Text.Json;

namespace SynthGen.Datasets.Formats;

/// <summary>Reads rows of Gemini tuning.</summary>
internal sealed class GeminiReader : RowReader
{
    protected override SyntheticQuery ReadRow(JsonElement line)
    {
        PassOverOthers(line, "", "systemInstruction", "contents", "tools");
        string? query = null;
        List<ToolCall> calls = [];
        int turn = 0;
        foreach (JsonElement content in LineJson.Get(line, "contents", JsonValueKind.Array, "contents").EnumerateArray())
        {
            string role = LineJson.TryGet(LineJson.Object(content, "a content"), "role", out _) ? LineJson.Text(content, "role", "contents[].role") : "user";
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
            SystemPrompt = LineJson.TryGet(line, "systemInstruction", out JsonElement system) ? TextOf(system, "systemInstruction.parts") : null,
            AvailableTools = ReadTools(line),
        };
    }

    private static string TextOf(JsonElement content, string path) => string.Concat(
        LineJson.Get(content, "parts", JsonValueKind.Array, path).EnumerateArray().Select(part => LineJson.Text(LineJson.Object(part, path), "text", $"{path}[].text")));

    private void ReadCalls(JsonElement content, List<ToolCall> calls)
    {
        foreach (JsonElement part in LineJson.Get(content, "parts", JsonValueKind.Array, "contents[].parts").EnumerateArray())
        {
            if (!LineJson.TryGet(part, "functionCall", out JsonElement call))
            {
                PassOver("contents[].parts beside functionCall");
                continue;
            }

            PassOverOthers(LineJson.Object(call, "'functionCall'"), "contents[].parts[].functionCall.", "name", "args");
            calls.Add(new ToolCall(
                LineJson.Text(call, "name", "contents[].parts[].functionCall.name"),
                LineJson.Arguments(call, "args", "contents[].parts[].functionCall.args")));
        }
    }

    private List<ToolDefinition> ReadTools(JsonElement line)
    {
        List<ToolDefinition> tools = [];
        foreach (JsonElement group in LineJson.TryGet(line, "tools", out JsonElement groups) ? LineJson.Items(groups) : [])
        {
            if (LineJson.TryGet(group, "functionDeclarations", out JsonElement functions))
                tools.AddRange(LineJson.Items(functions).Select(tool => Tools.Get(tool, SharedTools.ReadFunction)));
            else
                PassOver("tools[] without functionDeclarations");
        }

        return tools;
    }
}
