using System.Text.Json;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats;

/// <summary>Reads Hermes rows: the tools from the system turn's &lt;tools&gt; block, the calls from &lt;tool_call&gt; blocks.</summary>
internal sealed class HermesReader : TrainerRowReader
{
    protected override SyntheticQuery ReadRow(JsonElement line)
    {
        PassOverOthers(line, "", "conversations");
        string? system = null, query = null;
        List<ToolCall> calls = [];
        IReadOnlyList<ToolDefinition> tools = [];
        int turn = 0;
        foreach (JsonElement message in JsonElementReader.Get(line, "conversations", JsonValueKind.Array, "conversations").EnumerateArray())
        {
            string from = JsonElementReader.Text(JsonElementReader.Object(message, "a turn"), "from", "conversations[].from");
            string value = JsonElementReader.Text(message, "value", "conversations[].value");
            if (calls.Count > 0)
                PassOver("conversations after the calls");
            else if (from == "system" && turn == 0)
                system = ReadSystem(value, out tools);
            else if (from is "human" or "user" && query is null)
                query = value;
            else if (from is "gpt" or "assistant" && query is not null)
                ReadCalls(value, calls);
            else
                throw new FormatException($"a row is a query and its calls, but 'conversations[{turn}]' is another turn from '{from}'");
            turn++;
        }

        if (query is null)
            throw new FormatException("no turn is from 'human'");
        if (calls.Count == 0)
            throw new FormatException("no turn has a <tool_call> block");
        return new SyntheticQuery(query, [.. calls], 0) { SystemPrompt = system, AvailableTools = tools };
    }

    // What stands around the block is what Hermes always says, and before it perhaps a message of the dataset's own.
    private string? ReadSystem(string value, out IReadOnlyList<ToolDefinition> tools)
    {
        if (HermesBlocks.FindTools(value) is not { } block)
        {
            tools = [];
            return value;
        }

        tools = [.. HermesBlocks.ReadValues(value, block).SelectMany(Read)];
        string before = value[..block.Inner], after = value[block.InnerEnd..];
        string opening = HermesText.Before.TrimEnd(), closing = HermesText.After.TrimStart();
        if (!before.EndsWith(opening, StringComparison.Ordinal) || after != closing)
        {
            PassOver("the system turn's own words around <tools>");
            return null;
        }

        string own = before[..^opening.Length];
        return own.Length == 0 ? null : own.EndsWith("\n\n", StringComparison.Ordinal) ? own[..^2] : own;

        IEnumerable<ToolDefinition> Read(JsonDocument document)
        {
            using (document)
            {
                return document.RootElement.ValueKind == JsonValueKind.Array
                    ? [.. document.RootElement.EnumerateArray().Select(tool => Tools.Get(tool, SharedTools.ReadFunction))]
                    : [Tools.Get(document.RootElement, SharedTools.ReadFunction)];
            }
        }
    }

    private void ReadCalls(string value, List<ToolCall> calls)
    {
        int end = 0;
        while (HermesBlocks.Find(value, end, "<tool_call>", "</tool_call>") is { } block)
        {
            if (!string.IsNullOrWhiteSpace(value[end..block.Start]))
                PassOver("text beside <tool_call>");
            foreach (JsonDocument document in HermesBlocks.ReadValues(value, block))
            {
                using (document)
                    calls.Add(JsonElementReader.Call(document.RootElement, "<tool_call>"));
            }

            end = block.End;
        }

        if (!string.IsNullOrWhiteSpace(value[end..]) && calls.Count > 0)
            PassOver("text beside <tool_call>");
    }
}
