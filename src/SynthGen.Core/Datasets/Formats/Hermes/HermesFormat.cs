using SynthGen.Datasets.Formats.ShareGpt;
using SynthGen.Datasets.Validation;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Hermes;

/// <summary>The conversations of the Hermes models.</summary>
internal sealed class HermesFormat() : ShareGptFormat("Hermes", "ShareGPT conversations with <tools> and <tool_call> blocks, as the Hermes models use them.", hasTools: false)
{
    internal override IReadOnlyList<Column> Columns { get; } = [Conversations];

    internal override IDatasetWriter CreateWriter(Stream stream, DatasetOptions options, Func<Stream>? earlier) => new HermesWriter(stream, options);

    internal override IRowReader CreateReader() => new HermesReader();

    internal override FormatRules CreateRules(string? path) => new HermesRules();
}
