using System.Text.Json;
using SynthGen.Datasets.Formats.Preference;
using SynthGen.Datasets.Validation;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Kto;

/// <summary>TRL's single judgments, for the method KTO.</summary>
internal sealed class KtoFormat() : DatasetFormat("Kto", "A prompt and a continuation that is right or wrong, as TRL's KTOTrainer reads them; two lines a row.")
{
    public override int LinesPerRow => 2;

    public override IReadOnlyList<string> UnusedOptions { get; } = [nameof(DatasetOptions.Sidecar)];

    internal override IReadOnlyList<Column> Columns { get; } =
        [MessageList.Column("prompt"), MessageList.Column("completion"), new("label", ColumnKind.Flag), new("tools", ColumnKind.TypedOrJson)];

    internal override bool Recognizes(JsonElement line) => Has(line, "prompt", unless: ["messages", "chosen"]) && Has(line, "completion") && Has(line, "label");

    internal override IDatasetWriter CreateWriter(Stream stream, DatasetOptions options, Func<Stream>? earlier) => new KtoWriter(stream, options);

    internal override IRowReader CreateReader() => new PreferenceReader("completion");

    internal override FormatRules CreateRules(string? path) => new PreferenceRules("completion");
}
