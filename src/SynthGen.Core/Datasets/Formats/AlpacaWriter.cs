using System.Text.Json;

namespace SynthGen.Datasets.Formats;

/// <summary>
/// Writes Alpaca rows: {"instruction", "input", "output"}. The output is the call as JSON, or a list of them. There is no
/// place for tools; the instruction is the system message if there is one.
/// </summary>
internal sealed class AlpacaWriter(Stream stream, DatasetOptions options) : FormatWriter(stream, options.SystemPrompt)
{
    /// <summary>The instruction of rows without a system message.</summary>
    public const string Instruction = "Pick the tool that answers the query, and call it.";

    private readonly EmbeddedJsonWriter _text = new();

    public override void Dispose()
    {
        base.Dispose();
        _text.Dispose();
    }

    protected override void WriteRow(Utf8JsonWriter json, SyntheticQuery row, string? system)
    {
        _text.Clear();
        if (row.Tools.Count == 1)
            _text.Add(row.Tools[0]);
        else
            _text.AddList(row.Tools);

        json.WriteStartObject();
        json.WriteString("instruction"u8, system ?? Instruction);
        json.WriteString("input"u8, row.Query);
        json.WriteString("output"u8, _text.Written);
        json.WriteEndObject();
    }
}
