using System.Text.Json;
using SynthGen.Datasets.Validation;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Xlam;

/// <summary>The rows of xLAM and APIGen.</summary>
internal sealed class XlamFormat() : DatasetFormat("Xlam", "xLAM and APIGen: answers and tools are JSON strings, parameters a flat map with Python type names.")
{
    public override bool HasSystemMessage => false;

    internal override IReadOnlyList<Column> Columns { get; } = [new("id", ColumnKind.Json), new("query", ColumnKind.Text), new("answers", ColumnKind.Text), new("tools", ColumnKind.Text)];

    internal override bool Recognizes(JsonElement line) => Has(line, "query", unless: ["messages", "contents", "conversations"]) && Has(line, "answers");

    internal override IDatasetWriter CreateWriter(Stream stream, DatasetOptions options, Func<Stream>? earlier) => new XlamWriter(stream, options);

    internal override IRowReader CreateReader() => new XlamReader();

    internal override FormatRules CreateRules(string? path) => new XlamRules();
}
