using System.Text.Json;
using SynthGen.Json;

namespace SynthGen.Datasets.Formats;

/// <summary>
/// Writes Hermes rows in ShareGPT's form: {"conversations": [system, human, gpt]}. The system turn says how to call and
/// holds the tools in a &lt;tools&gt; block; the gpt turn has a &lt;tool_call&gt; block for each call.
/// </summary>
internal sealed class HermesWriter(Stream stream, DatasetOptions options) : FormatWriter(stream, options.SystemPrompt)
{
    private readonly ToolSampler _offer = new(options);
    private readonly ToolListJson _tools = new(ToolListJson.WriteTyped);
    private readonly EmbeddedJsonWriter _text = new();
    private readonly byte[] _after = Escape(HermesText.After);
    private string? _system;
    private byte[] _before = Escape(HermesText.Before);

    public override void Dispose()
    {
        base.Dispose();
        _tools.Dispose();
        _text.Dispose();
    }

    protected override void WriteRow(Utf8JsonWriter json, SyntheticQuery row, string? system)
    {
        IReadOnlyList<ToolDefinition> offered = _offer.Of(row);
        if (system != _system)
        {
            _before = Escape(system is null ? HermesText.Before : $"{system}\n\n{HermesText.Before}");
            _system = system;
        }

        json.WriteStartObject();
        json.WriteStartArray("conversations"u8);
        json.WriteStartObject();
        json.WriteString("from"u8, "system"u8);
        json.WritePropertyName("value"u8);
        _tools.WriteText(json, offered, _before, _after);
        json.WriteEndObject();
        MessageJson.Write(json, "from"u8, "human"u8, "value"u8, row.Query);
        json.WriteStartObject();
        json.WriteString("from"u8, "gpt"u8);
        json.WriteString("value"u8, Blocks(row.Tools));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static byte[] Escape(string text) => JsonEncodedText.Encode(text, MinimalJsonEncoder.Instance).EncodedUtf8Bytes.ToArray();

    private ReadOnlySpan<byte> Blocks(IReadOnlyList<ToolCall> calls)
    {
        _text.Clear();
        for (int i = 0; i < calls.Count; i++)
        {
            _text.Add(i == 0 ? "<tool_call>\n"u8 : "\n<tool_call>\n"u8);
            _text.Add(calls[i]);
            _text.Add("\n</tool_call>"u8);
        }

        return _text.Written;
    }
}
