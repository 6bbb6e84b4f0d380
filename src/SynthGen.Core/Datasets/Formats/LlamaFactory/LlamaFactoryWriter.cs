using System.Text.Json;
using SynthGen.Datasets.Formats.ShareGpt;
using SynthGen.Datasets.Formats.Writing;

namespace SynthGen.Datasets.Formats.LlamaFactory;

/// <summary>
/// Writes rows for LLaMA-Factory in its sharegpt formatting: {"conversations": [human, function_call, observation, gpt, …],
/// "tools": "…"}. LLaMA-Factory skips a row whose turns do not alternate, so such a row is refused. A system message has its own
/// column.
/// </summary>
internal sealed class LlamaFactoryWriter(Stream stream, DatasetOptions options) : ShareGptWriter(stream, options, ToolListJson.WriteFunction)
{
    protected override IReadOnlyList<ChatTurn> TurnsOf(DatasetRow row)
    {
        IReadOnlyList<ChatTurn> turns = base.TurnsOf(row);
        if (turns.Any(turn => turn is { Calls.Count: > 0, Text: not null }))
            throw new NotSupportedException("it says something beside its calls, for which a function_call turn has no place.");
        if (turns.Any(turn => turn.Results.Count > 1 && turn.Results.Count < turn.Answered))
            throw new NotSupportedException("some of the calls of a turn have no result, and an observation has one for each.");
        for (int i = 0; i < turns.Count; i++)
        {
            if ((turns[i].Role == MessageRole.Assistant) != (i % 2 == 1))
                throw new NotSupportedException("its turns do not alternate between the model and the user or tools, and LLaMA-Factory skips such rows.");
        }

        return turns;
    }

    protected override void WriteMembers(Utf8JsonWriter json, WrittenRow row)
    {
        json.WriteStartArray("conversations"u8);
        foreach (ChatTurn turn in row.Turns)
        {
            if (turn.Role == MessageRole.User)
                WriteTurn(json, "human"u8, turn.Text!);
            else if (turn.Role == MessageRole.Tool)
                WriteResults(json, turn);
            else if (turn.Calls.Count > 0)
                WriteTurn(json, "function_call"u8, Text.OneOrListOf([.. turn.Calls.Select(call => call.Call)]));
            else
                WriteTurn(json, "gpt"u8, turn.Text!);
        }

        json.WriteEndArray();
        if (row.System is not null)
            json.WriteString("system"u8, row.System);
        json.WritePropertyName("tools"u8);
        Tools.WriteText(json, row.Tools);
    }

    // As with calls: one as it is, several in a list.
    private void WriteResults(Utf8JsonWriter json, ChatTurn turn)
    {
        if (turn.Results is [var only])
        {
            WriteTurn(json, "observation"u8, only.Text);
            return;
        }

        Text.Clear();
        for (int i = 0; i < turn.Results.Count; i++)
        {
            Text.Add(i == 0 ? "["u8 : ","u8);
            Text.AddResult(turn.Results[i].Text);
        }

        Text.Add("]"u8);
        WriteTurn(json, "observation"u8, Text.Written);
    }
}
