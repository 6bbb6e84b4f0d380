using System.Text.Json;
using SynthGen.Datasets.Formats.Reading;
using SynthGen.Datasets.Formats.ShareGpt;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Hermes;

/// <summary>
/// Reads Hermes rows: the tools from the system turn's &lt;tools&gt; block, the calls from &lt;tool_call&gt; blocks, the results
/// from &lt;tool_response&gt; blocks.
/// </summary>
internal sealed class HermesReader() : ShareGptReader("no turn is from 'gpt'")
{
    protected override void Begin(JsonElement line, RowDraft row) => PassOverOthers(line, "", "conversations", "tools");

    protected override bool TryRead(string from, string value, RowDraft row)
    {
        switch (from)
        {
            case "system" when row.Turn == 0:
                ReadSystem(value, row);
                return true;
            case "human" or "user":
                row.AddUser(value);
                return true;
            case "gpt" or "assistant":
                ReadAssistant(value, row);
                return true;
            case "tool":
                ReadResults(value, row);
                return true;
            default:
                return false;
        }
    }

    // The published sets have the tools in the line too.
    protected override void End(JsonElement line, RowDraft row)
    {
        if (row.Tools.Count == 0)
            row.Tools = ReadTools(line, text => HermesBlocks.Parse(text) ?? throw new FormatException("what 'tools' holds is not JSON"));
    }

    // The text around the block is the same in all Hermes rows; the dataset's own message may precede it.
    private void ReadSystem(string value, RowDraft row)
    {
        if (HermesBlocks.FindTools(value) is not { } block)
        {
            row.SystemPrompt = value;
            return;
        }

        row.Tools = [.. HermesBlocks.ReadValues(value, block).SelectMany(Read)];
        string before = value[..block.Inner], after = value[block.InnerEnd..];
        string opening = HermesText.Before.TrimEnd(), closing = HermesText.After.TrimStart();
        if (!before.EndsWith(opening, StringComparison.Ordinal) || after != closing)
        {
            PassOver("the system turn's own words around <tools>");
            return;
        }

        string own = before[..^opening.Length];
        row.SystemPrompt = own.Length == 0 ? null : own.EndsWith("\n\n", StringComparison.Ordinal) ? own[..^2] : own;

        IEnumerable<ToolDefinition> Read(JsonDocument document)
        {
            using (document)
            {
                return document.RootElement.ValueKind == JsonValueKind.Array
                    ? Tools.List(document.RootElement, SharedTools.ReadFunction)
                    : [Tools.Get(document.RootElement, SharedTools.ReadFunction)];
            }
        }
    }

    private static void ReadAssistant(string value, RowDraft row)
    {
        List<ReadCall> calls = [];
        List<string> said = [];
        int end = 0;
        while (HermesBlocks.Find(value, end, "<tool_call>", "</tool_call>") is { } block)
        {
            // The line feed before a block belongs to it.
            string before = value[end..block.Start];
            Say(before.EndsWith('\n') ? before[..^1] : before);
            foreach (JsonDocument document in HermesBlocks.ReadValues(value, block))
            {
                using (document)
                    calls.Add(new ReadCall(JsonElementReader.Call(document.RootElement, "<tool_call>")));
            }

            end = block.End;
        }

        if (calls.Count == 0)
        {
            row.AddAssistant(value, []);
            return;
        }

        Say(value[end..]);
        row.AddAssistant(string.Join('\n', said), calls);

        void Say(string text)
        {
            if (!string.IsNullOrWhiteSpace(text))
                said.Add(said.Count == 0 ? text : text.Trim('\n'));
        }
    }

    private void ReadResults(string value, RowDraft row)
    {
        bool isAny = false;
        int end = 0;
        while (HermesBlocks.Find(value, end, "<tool_response>", "</tool_response>") is { } block)
        {
            if (!string.IsNullOrWhiteSpace(value[end..block.Start]))
                PassOver("text beside <tool_response>");
            AddResults(value, block, row);
            (isAny, end) = (true, block.End);
        }

        if (!isAny)
            row.AddResult(value);
        else if (!string.IsNullOrWhiteSpace(value[end..]))
            PassOver("text beside <tool_response>");
    }

    // {"name": …, "content": …} as Hermes is taught, one or several; whatever else stands there is the result.
    private static void AddResults(string value, HermesBlock block, RowDraft row)
    {
        List<JsonDocument>? values = HermesBlocks.TryReadValues(value, block);
        if (values is { Count: > 0 } && values.TrueForAll(IsNamed) && values.Count <= Math.Max(1, row.Waiting))
        {
            foreach (JsonDocument one in values)
                row.AddResult(ResultValue.Read(one.RootElement.GetProperty("content")), name: one.RootElement.GetProperty("name").GetString());
        }
        else
        {
            row.AddResult(Inner(value[block.Inner..block.InnerEnd]));
        }

        values?.ForEach(one => one.Dispose());
    }

    private static bool IsNamed(JsonDocument document) =>
        JsonElementReader.TryGet(document.RootElement, "name", out JsonElement name) && name.ValueKind == JsonValueKind.String &&
        document.RootElement.TryGetProperty("content", out _) && document.RootElement.GetPropertyCount() == 2;

    // The line feeds next to the tags belong to them.
    private static string Inner(string text)
    {
        ReadOnlySpan<char> inner = text;
        if (inner.StartsWith("\n"))
            inner = inner[1..];
        if (inner.EndsWith("\n"))
            inner = inner[..^1];
        return inner.ToString();
    }
}
