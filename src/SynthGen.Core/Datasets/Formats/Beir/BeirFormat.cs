using System.Text.Json;
using SynthGen.Datasets.Validation;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Beir;

/// <summary>BEIR's folder of a corpus, queries and relevance judgments, for those who train or measure the retriever.</summary>
internal sealed class BeirFormat() : DatasetFormat("Beir", "A folder for training retrievers: corpus.jsonl, queries.jsonl and qrels, of pages.")
{
    public override bool IsFolder => true;

    public override bool HasSystemMessage => false;

    public override IReadOnlyList<string> UnusedOptions { get; } =
        [nameof(DatasetOptions.SystemPrompt), nameof(DatasetOptions.ToolChoice), nameof(DatasetOptions.DistractorCount), nameof(DatasetOptions.Seed), nameof(DatasetOptions.Sidecar)];

    internal override IReadOnlyList<Column> Columns => throw NotLines();

    internal override bool Recognizes(JsonElement line) => false;

    internal override IDatasetWriter CreateWriter(Stream stream, DatasetOptions options, Func<Stream>? earlier) => throw NotLines();

    internal override IRowReader CreateReader() => throw NotLines();

    internal override FormatRules CreateRules(string? path) => throw NotLines();

    private static NotSupportedException NotLines() => new("The format Beir is a folder, not a file of rows.");
}
