using System.Text.Json;
using SynthGen.Datasets.Validation;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Alpaca;

/// <summary>Alpaca's instructions.</summary>
internal sealed class AlpacaFormat() : DatasetFormat("Alpaca", "Instruction, input and output; there is no place for tools.")
{
    public override IReadOnlyList<string> UnusedOptions { get; } = [nameof(DatasetOptions.ToolChoice), nameof(DatasetOptions.DistractorCount), nameof(DatasetOptions.Seed)];

    internal override IReadOnlyList<Column> Columns { get; } = [new("instruction", ColumnKind.Text), new("input", ColumnKind.Text), new("output", ColumnKind.Text)];

    internal override bool Recognizes(JsonElement line) => Has(line, "instruction", unless: ["messages", "contents", "conversations", "query"]) && Has(line, "output");

    internal override IDatasetWriter CreateWriter(Stream stream, DatasetOptions options, Func<Stream>? earlier) => new AlpacaWriter(stream, options);

    internal override IRowReader CreateReader() => new AlpacaReader();

    internal override FormatRules CreateRules(string? path) => new AlpacaRules();
}
