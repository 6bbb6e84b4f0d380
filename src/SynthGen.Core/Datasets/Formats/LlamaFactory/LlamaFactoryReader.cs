using System.Text.Json;
using SynthGen.Datasets.Formats.Reading;
using SynthGen.Datasets.Formats.ShareGpt;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.LlamaFactory;

/// <summary>Reads LLaMA-Factory rows in its sharegpt formatting.</summary>
internal sealed class LlamaFactoryReader() : ShareGptReader("no turn from 'function_call' has a call")
{
    protected override void Begin(JsonElement line, RowDraft row)
    {
        PassOverOthers(line, "", "conversations", "system", "tools");
        row.SystemPrompt = JsonElementReader.TryGet(line, "system", out _) ? JsonElementReader.Text(line, "system", "system") : null;
    }

    protected override TurnKind KindOf(string from) => from switch
    {
        "system" => TurnKind.System,
        "human" => TurnKind.Query,
        "function_call" => TurnKind.Calls,
        _ => TurnKind.Other,
    };

    protected override void ReadCalls(Turn turn, RowDraft row) => row.Calls.AddRange(JsonElementReader.Calls(turn.Text!, "conversations[].value"));

    protected override void End(JsonElement line, RowDraft row)
    {
        if (!JsonElementReader.TryGet(line, "tools", out JsonElement tools) || (tools.ValueKind == JsonValueKind.String && tools.ValueEquals("")))
            return;

        using JsonDocument inner = JsonElementReader.Parse(tools.ValueKind == JsonValueKind.String ? tools.GetString()! : tools.GetRawText(), "tools");
        row.Tools = Tools.List(inner.RootElement, SharedTools.ReadFunction);
    }
}
