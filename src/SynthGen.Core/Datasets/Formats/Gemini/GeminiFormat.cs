using System.Text.Json;
using SynthGen.Datasets.Validation;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Gemini;

/// <summary>The contents of Gemini tuning.</summary>
internal sealed class GeminiFormat() : DatasetFormat("Gemini", "Contents with functionCall parts, as Gemini tuning on Vertex AI reads them.")
{
    internal override IReadOnlyList<Column> Columns { get; } =
    [
        new("systemInstruction", ColumnKind.Object, new("role", ColumnKind.Text), new("parts", ColumnKind.List, new Column("text", ColumnKind.Text))),
        new("contents", ColumnKind.List, new("role", ColumnKind.Text), new("parts", ColumnKind.List,
            new("text", ColumnKind.Text), new("functionCall", ColumnKind.Object, new("name", ColumnKind.Text), new("args", ColumnKind.Json)),
            new("functionResponse", ColumnKind.Object, new("name", ColumnKind.Text), new("response", ColumnKind.Json)))),
        new("tools", ColumnKind.Json),
    ];

    internal override bool Recognizes(JsonElement line) => Has(line, "contents", unless: ["messages"]);

    internal override IDatasetWriter CreateWriter(Stream stream, DatasetOptions options, Func<Stream>? earlier) => new GeminiWriter(stream, options);

    internal override IRowReader CreateReader() => new GeminiReader();

    internal override FormatRules CreateRules(string? path) => new GeminiRules();
}
