using SynthGen.Datasets.Formats.Messages;
using SynthGen.Datasets.Validation;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Axolotl;

/// <summary>The chat messages of Axolotl.</summary>
internal sealed class AxolotlFormat() : MessagesFormat("Axolotl", "Chat messages for Axolotl's chat_template; what changes type from row to row is a JSON string.")
{
    // Lists in Parquet have one type. Axolotl requires a list of tools, and their parameters are a string anyway.
    internal override IReadOnlyList<Column> Columns { get; } =
    [
        MessageColumns.Messages(hasIds: false, ColumnKind.Text, namesResults: true),
        new("tools", ColumnKind.List,
            new("type", ColumnKind.Text),
            new("function", ColumnKind.Object, new("name", ColumnKind.Text), new("description", ColumnKind.Text), new("parameters", ColumnKind.Text))),
    ];

    internal override ILoaderFile LoaderFile { get; } = new AxolotlConfig();

    internal override IDatasetWriter CreateWriter(Stream stream, DatasetOptions options, Func<Stream>? earlier) => new AxolotlWriter(stream, options);

    internal override FormatRules CreateRules(string? path) => new AxolotlRules();

    protected override bool Recognizes(CallForm call) => call is { ArgumentsAreObject: false, Id: null };
}
