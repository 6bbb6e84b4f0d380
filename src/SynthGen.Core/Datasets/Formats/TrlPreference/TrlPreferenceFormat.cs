using System.Text.Json;
using SynthGen.Datasets.Formats.Preference;
using SynthGen.Datasets.Validation;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.TrlPreference;

/// <summary>TRL's preference pairs.</summary>
internal sealed class TrlPreferenceFormat() : DatasetFormat("TrlPreference", "A prompt, a right and a wrong continuation, as TRL's DPOTrainer reads them.")
{
    internal override IReadOnlyList<Column> Columns { get; } =
        [MessageList.Column("prompt"), MessageList.Column("chosen"), MessageList.Column("rejected"), new("tools", ColumnKind.TypedOrJson)];

    internal override bool Recognizes(JsonElement line) => Has(line, "prompt", unless: ["messages"]) && Has(line, "chosen") && Has(line, "rejected");

    internal override IDatasetWriter CreateWriter(Stream stream, DatasetOptions options, Func<Stream>? earlier) => new TrlPreferenceWriter(stream, options);

    internal override IRowReader CreateReader() => new PreferenceReader("chosen", "rejected");

    internal override FormatRules CreateRules(string? path) => new PreferenceRules("chosen", "rejected");
}
