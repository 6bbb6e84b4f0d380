using System.Text.Json;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats;

/// <summary>Reads LLaMA-Factory rows in its sharegpt formatting.</summary>
internal sealed class LlamaFactoryReader : TrainerRowReader
{
    protected override SyntheticQuery ReadRow(JsonElement line)
    {
        PassOverOthers(line, "", "conversations", "system", "tools");
        string? system = JsonElementReader.TryGet(line, "system", out _) ? JsonElementReader.Text(line, "system", "system") : null, query = null;
        ToolCall[] calls = [];
        int turn = 0;
        foreach (JsonElement message in JsonElementReader.Get(line, "conversations", JsonValueKind.Array, "conversations").EnumerateArray())
        {
            string from = JsonElementReader.Text(JsonElementReader.Object(message, "a turn"), "from", "conversations[].from");
            string value = JsonElementReader.Text(message, "value", "conversations[].value");
            if (calls.Length > 0)
                PassOver("conversations after the calls");
            else if (from == "system" && turn == 0)
                system = value;
            else if (from == "human" && query is null)
                query = value;
            else if (from == "function_call" && query is not null)
                calls = JsonElementReader.Calls(value, "conversations[].value");
            else
                throw new FormatException($"a row is a query and its calls, but 'conversations[{turn}]' is another turn from '{from}'");
            turn++;
        }

        if (query is null)
            throw new FormatException("no turn is from 'human'");
        if (calls.Length == 0)
            throw new FormatException("no turn from 'function_call' has a call");
        return new SyntheticQuery(query, calls, 0) { SystemPrompt = system, AvailableTools = ReadTools(line) };
    }

    private IReadOnlyList<ToolDefinition> ReadTools(JsonElement line)
    {
        if (!JsonElementReader.TryGet(line, "tools", out JsonElement tools))
            return [];
        if (tools.ValueKind == JsonValueKind.String && tools.ValueEquals(""))
            return [];

        using JsonDocument inner = JsonElementReader.Parse(tools.ValueKind == JsonValueKind.String ? tools.GetString()! : tools.GetRawText(), "tools");
        return [.. JsonElementReader.Items(inner.RootElement).Select(tool => Tools.Get(tool, SharedTools.ReadFunction))];
    }
}
