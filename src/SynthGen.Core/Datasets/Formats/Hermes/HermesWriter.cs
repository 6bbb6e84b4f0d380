using System.Text.Json;
using SynthGen.Datasets.Formats.ShareGpt;
using SynthGen.Datasets.Formats.Writing;
using SynthGen.Json;

namespace SynthGen.Datasets.Formats.Hermes;

/// <summary>
/// Writes Hermes rows in ShareGPT's form: {"conversations": [system, human, gpt]}. The system turn explains how to call and
/// holds the tools in a &lt;tools&gt; block; the gpt turn has a &lt;tool_call&gt; block for each call.
/// </summary>
internal sealed class HermesWriter(Stream stream, DatasetOptions options) : ShareGptWriter(stream, options, ToolListJson.WriteTyped)
{
    private readonly byte[] _after = Escape(HermesText.After);
    private string? _system;
    private byte[] _before = Escape(HermesText.Before);

    protected override void WriteMembers(Utf8JsonWriter json, SyntheticQuery row, string? system, IReadOnlyList<ToolDefinition> offered)
    {
        if (system != _system)
        {
            _before = Escape(system is null ? HermesText.Before : $"{system}\n\n{HermesText.Before}");
            _system = system;
        }

        json.WriteStartArray("conversations"u8);
        json.WriteStartObject();
        json.WriteString("from"u8, "system"u8);
        json.WritePropertyName("value"u8);
        Tools.WriteText(json, offered, _before, _after);
        json.WriteEndObject();
        WriteTurns(json, row.Query, "gpt"u8, Blocks(row.Tools));
        json.WriteEndArray();
    }

    private static byte[] Escape(string text) => JsonEncodedText.Encode(text, MinimalJsonEncoder.Instance).EncodedUtf8Bytes.ToArray();

    private ReadOnlySpan<byte> Blocks(IReadOnlyList<ToolCall> calls)
    {
        Text.Clear();
        for (int i = 0; i < calls.Count; i++)
        {
            Text.Add(i == 0 ? "<tool_call>\n"u8 : "\n<tool_call>\n"u8);
            Text.Add(calls[i]);
            Text.Add("\n</tool_call>"u8);
        }

        return Text.Written;
    }
}
