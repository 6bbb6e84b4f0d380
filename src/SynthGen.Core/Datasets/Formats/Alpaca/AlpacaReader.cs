using System.Text.Json;
using SynthGen.Datasets.Formats.Reading;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Alpaca;

/// <summary>Reads Alpaca rows whose output is a call.</summary>
internal sealed class AlpacaReader : TrainerRowReader
{
    protected override DatasetRow ReadRow(JsonElement line)
    {
        PassOverOthers(line, "", "instruction", "input", "output");
        string instruction = JsonElementReader.Text(line, "instruction", "instruction");
        ToolCall[] calls = JsonElementReader.Calls(JsonElementReader.Text(line, "output", "output"), "output");
        if (calls.Length == 0)
            throw new FormatException("'output' has no call");
        return new SyntheticQuery(JsonElementReader.Text(line, "input", "input"), calls, 0)
        {
            SystemPrompt = instruction == AlpacaWriter.Instruction ? null : instruction,
        };
    }
}
