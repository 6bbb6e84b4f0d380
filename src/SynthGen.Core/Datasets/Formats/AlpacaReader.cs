using System.Text.Json;

namespace SynthGen.Datasets.Formats;

/// <summary>Reads Alpaca rows whose output is a call.</summary>
internal sealed class AlpacaReader : RowReader
{
    protected override SyntheticQuery ReadRow(JsonElement line)
    {
        PassOverOthers(line, "", "instruction", "input", "output");
        string instruction = LineJson.Text(line, "instruction", "instruction");
        ToolCall[] calls = LineJson.Calls(LineJson.Text(line, "output", "output"), "output");
        if (calls.Length == 0)
            throw new FormatException("'output' has no call");
        return new SyntheticQuery(LineJson.Text(line, "input", "input"), calls, 0)
        {
            SystemPrompt = instruction == AlpacaWriter.Instruction ? null : instruction,
        };
    }
}
