using SynthGen.Datasets.Formats.ShareGpt;
using SynthGen.Datasets.Validation;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.LlamaFactory;

/// <summary>The conversations of LLaMA-Factory.</summary>
internal sealed class LlamaFactoryFormat() : ShareGptFormat("LlamaFactory", "ShareGPT conversations with function_call turns, as LLaMA-Factory reads them.", hasTools: true)
{
    internal override IReadOnlyList<Column> Columns { get; } = [Conversations, new("system", ColumnKind.Text), new("tools", ColumnKind.Text)];

    internal override ILoaderFile LoaderFile { get; } = new LlamaFactoryEntry();

    internal override IDatasetWriter CreateWriter(Stream stream, DatasetOptions options, Func<Stream>? earlier) => new LlamaFactoryWriter(stream, options);

    internal override IRowReader CreateReader() => new LlamaFactoryReader();

    internal override FormatRules CreateRules(string? path) => new LlamaFactoryRules(path);
}
