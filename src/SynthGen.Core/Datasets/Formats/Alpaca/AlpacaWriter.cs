using System.Text.Json;
using SynthGen.Datasets.Formats.Writing;

namespace SynthGen.Datasets.Formats.Alpaca;

/// <summary>
/// Writes Alpaca rows: {"instruction", "input", "output"}. The output is the call as JSON, or a list of calls. The format has
/// no place for tools. The instruction is the system message if there is one.
/// </summary>
internal sealed class AlpacaWriter(Stream stream, DatasetOptions options) : FormatWriter(stream, options.SystemPrompt)
{
    /// <summary>The instruction of rows without a system message.</summary>
    public const string Instruction = "Pick the tool that answers the query, and call it.";

    protected override void WriteRow(Utf8JsonWriter json, DatasetRow row, string? system)
    {
        IReadOnlyList<ChatTurn> turns = QueryTurns(row);
        json.WriteStartObject();
        json.WriteString("instruction"u8, system ?? Instruction);
        json.WriteString("input"u8, turns[0].Text);
        json.WriteString("output"u8, Text.OneOrListOf([.. turns[1].Calls.Select(call => call.Call)]));
        json.WriteEndObject();
    }
}
