using System.Text.Json;
using SynthGen.Datasets.Formats.Reading;
using SynthGen.Datasets.Formats.ShareGpt;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Hermes;

/// <summary>Reads Hermes rows: the tools from the system turn's &lt;tools&gt; block, the calls from &lt;tool_call&gt; blocks.</summary>
internal sealed class HermesReader() : ShareGptReader("no turn has a <tool_call> block")
{
    protected override void Begin(JsonElement line, RowDraft row) => PassOverOthers(line, "", "conversations");

    protected override TurnKind KindOf(string from) => from switch
    {
        "system" => TurnKind.System,
        "human" or "user" => TurnKind.Query,
        "gpt" or "assistant" => TurnKind.Calls,
        _ => TurnKind.Other,
    };

    // The text around the block is the same in all Hermes rows; the dataset's own message may precede it.
    protected override void ReadSystem(Turn turn, RowDraft row)
    {
        string value = turn.Text!;
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

    protected override void ReadCalls(Turn turn, RowDraft row)
    {
        string value = turn.Text!;
        int end = 0;
        while (HermesBlocks.Find(value, end, "<tool_call>", "</tool_call>") is { } block)
        {
            if (!string.IsNullOrWhiteSpace(value[end..block.Start]))
                PassOver("text beside <tool_call>");
            foreach (JsonDocument document in HermesBlocks.ReadValues(value, block))
            {
                using (document)
                    row.Calls.Add(JsonElementReader.Call(document.RootElement, "<tool_call>"));
            }

            end = block.End;
        }

        if (!string.IsNullOrWhiteSpace(value[end..]) && row.Calls.Count > 0)
            PassOver("text beside <tool_call>");
    }
}
