using System.Text.Json;
using SynthGen.Datasets.Formats.Reading;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Gemini;

/// <summary>Reads rows of Gemini tuning.</summary>
internal sealed class GeminiReader() : TurnsReader("contents", "no content is a user's", "no content is the model's")
{
    protected override void Begin(JsonElement line, RowDraft row) => PassOverOthers(line, "", "systemInstruction", "contents", "tools");

    protected override void ReadTurn(JsonElement element, RowDraft row)
    {
        string role = JsonElementReader.TryGet(JsonElementReader.Object(element, "a content"), "role", out _) ? JsonElementReader.Text(element, "role", "contents[].role") : "user";
        if (role is not ("user" or "model" or "function"))
            throw Another(row, $"of the role '{role}'");

        List<string> texts = [];
        List<ReadCall> calls = [];
        bool isResult = false;
        foreach (JsonElement part in JsonElementReader.Get(element, "parts", JsonValueKind.Array, "contents[].parts").EnumerateArray())
        {
            if (JsonElementReader.TryGet(part, "functionCall", out JsonElement call))
                calls.Add(ReadCall(call));
            else if (JsonElementReader.TryGet(part, "functionResponse", out JsonElement response))
                isResult |= ReadResponse(response, row);
            else
                texts.Add(JsonElementReader.Text(JsonElementReader.Object(part, "contents[].parts"), "text", "contents[].parts[].text"));
        }

        string text = string.Concat(texts);
        if (role == "model")
            row.AddAssistant(text, calls);
        else if (!isResult)
            row.AddUser(text);
        else if (text.Length > 0)
            PassOver("contents[].parts beside functionResponse");
    }

    protected override void End(JsonElement line, RowDraft row)
    {
        row.SystemPrompt = JsonElementReader.TryGet(line, "systemInstruction", out JsonElement system) ? TextsOf(system, "systemInstruction.parts") : null;
        row.Tools = ReadTools(line);
    }

    private ReadCall ReadCall(JsonElement call)
    {
        PassOverOthers(JsonElementReader.Object(call, "'functionCall'"), "contents[].parts[].functionCall.", "name", "args", "id");
        return new ReadCall(
            new ToolCall(
                JsonElementReader.Text(call, "name", "contents[].parts[].functionCall.name"),
                JsonElementReader.Arguments(call, "args", "contents[].parts[].functionCall.args")),
            TextOf(call, "id"));
    }

    private static bool ReadResponse(JsonElement response, RowDraft row)
    {
        if (!JsonElementReader.TryGet(response, "response", out JsonElement value))
            throw Utf8JsonReaderChecks.Missing("contents[].parts[].functionResponse.response");
        bool isWrapped = value.ValueKind == JsonValueKind.Object && value.GetPropertyCount() == 1 && value.TryGetProperty(GeminiWriter.Output, out _);
        row.AddResult(ResultValue.Read(isWrapped ? value.GetProperty(GeminiWriter.Output) : value), TextOf(response, "id"), TextOf(response, "name"));
        return true;
    }

    private static string? TextOf(JsonElement element, string key) =>
        JsonElementReader.TryGet(element, key, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static string TextsOf(JsonElement content, string path) => string.Concat(
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
