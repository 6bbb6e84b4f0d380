using System.Text.Json;
using SynthGen.Datasets.Formats.ShareGpt;
using SynthGen.Datasets.Formats.Writing;
using SynthGen.Json;

namespace SynthGen.Datasets.Formats.Hermes;

/// <summary>
/// Writes Hermes rows in ShareGPT's form: {"conversations": [system, human, gpt, tool, …]}. The system turn explains how to call
/// and holds the tools in a &lt;tools&gt; block; a gpt turn has a &lt;tool_call&gt; block for each call, behind what it says;
/// a tool turn has a &lt;tool_response&gt; block for each result.
/// </summary>
internal sealed class HermesWriter(Stream stream, DatasetOptions options) : ShareGptWriter(stream, options, ToolListJson.WriteTyped)
{
    private readonly byte[] _after = Escape(HermesText.After);
    private string? _system;
    private byte[] _before = Escape(HermesText.Before);

    protected override IReadOnlyList<ChatTurn> TurnsOf(DatasetRow row)
    {
        IReadOnlyList<ChatTurn> turns = base.TurnsOf(row);
        if (turns.Any(turn => turn.Role == MessageRole.Assistant && turn.Text?.Contains("<tool_call>", StringComparison.Ordinal) == true))
            throw new NotSupportedException("the model says '<tool_call>', which would begin a call there.");
        return turns;
    }

    protected override void WriteMembers(Utf8JsonWriter json, WrittenRow row)
    {
        json.WriteStartArray("conversations"u8);
        WriteSystem(json, row);
        foreach (ChatTurn turn in row.Turns)
        {
            if (turn.Role == MessageRole.User)
                WriteTurn(json, "human"u8, turn.Text!);
            else if (turn.Role == MessageRole.Tool)
                WriteTurn(json, "tool"u8, Responses(turn));
            else if (turn.Calls.Count > 0)
                WriteTurn(json, "gpt"u8, Calls(turn));
            else
                WriteTurn(json, "gpt"u8, turn.Text!);
        }

        json.WriteEndArray();
    }

    private void WriteSystem(Utf8JsonWriter json, WrittenRow row)
    {
        if (row.Tools.Count == 0)
        {
            if (row.System is not null)
                WriteTurn(json, "system"u8, row.System);
            return;
        }

        if (row.System != _system)
        {
            _before = Escape(row.System is null ? HermesText.Before : $"{row.System}\n\n{HermesText.Before}");
            _system = row.System;
        }

        json.WriteStartObject();
        json.WriteString("from"u8, "system"u8);
        json.WritePropertyName("value"u8);
        Tools.WriteText(json, row.Tools, _before, _after);
        json.WriteEndObject();
    }

    private static byte[] Escape(string text) => JsonEncodedText.Encode(text, MinimalJsonEncoder.Instance).EncodedUtf8Bytes.ToArray();

    private ReadOnlySpan<byte> Calls(ChatTurn turn)
    {
        Text.Clear();
        if (turn.Text is not null)
            Text.Add(System.Text.Encoding.UTF8.GetBytes(turn.Text));
        foreach (TurnCall call in turn.Calls)
        {
            Text.Add(Text.Written.IsEmpty ? "<tool_call>\n"u8 : "\n<tool_call>\n"u8);
            Text.Add(call.Call);
            Text.Add("\n</tool_call>"u8);
        }

        return Text.Written;
    }

    private ReadOnlySpan<byte> Responses(ChatTurn turn)
    {
        Text.Clear();
        foreach (TurnResult result in turn.Results)
        {
            Text.Add(Text.Written.IsEmpty ? "<tool_response>\n{\"name\":"u8 : "\n<tool_response>\n{\"name\":"u8);
            Text.Add((object)result.Name);
            Text.Add(",\"content\":"u8);
            Text.AddResult(result.Text);
            Text.Add("}\n</tool_response>"u8);
        }

        return Text.Written;
    }
}
