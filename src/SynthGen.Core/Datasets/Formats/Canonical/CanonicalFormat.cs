using System.Text.Json;
using SynthGen.Datasets.Validation;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Canonical;

/// <summary>SynthGen's own rows. Journals hold them too, so their writer and reader are in the namespace of rows.</summary>
internal sealed class CanonicalFormat() : DatasetFormat("Canonical", "SynthGen's own: everything that a row has.")
{
    public override IReadOnlyList<string> UnusedOptions { get; } =
        [nameof(DatasetOptions.SystemPrompt), nameof(DatasetOptions.ToolChoice), nameof(DatasetOptions.DistractorCount), nameof(DatasetOptions.Seed), nameof(DatasetOptions.Sidecar)];

    internal override IReadOnlyList<Column> Columns { get; } =
    [
        new("query", ColumnKind.Text),
        new("tools", ColumnKind.List, new("name", ColumnKind.Text), new("arguments", ColumnKind.Json)),
        new("page", ColumnKind.Whole),
        new("id", ColumnKind.Text),
        new("source", ColumnKind.Text),
        new("label", ColumnKind.Text),
        new("ordinal", ColumnKind.Whole),
        new("pair_id", ColumnKind.Text),
        new("system_prompt", ColumnKind.Text),
        new("evidence", ColumnKind.Object, new("quote", ColumnKind.Text), new("start", ColumnKind.Whole), new("length", ColumnKind.Whole)),
        new("kind", ColumnKind.Text),
        new("difficulty", ColumnKind.Text),
        new("messages", ColumnKind.List,
            new("role", ColumnKind.Text),
            new("tool_call_id", ColumnKind.Text),
            new("content", ColumnKind.Text),
            new("tool_calls", ColumnKind.List, new("id", ColumnKind.Text), new("type", ColumnKind.Text), new("function", ColumnKind.Object, new("name", ColumnKind.Text), new("arguments", ColumnKind.Text)))),
        new("pages", ColumnKind.List,
            new("page", ColumnKind.Whole),
            new("label", ColumnKind.Text),
            new("ordinal", ColumnKind.Whole),
            new("source", ColumnKind.Text),
            new("evidence", ColumnKind.Object, new("quote", ColumnKind.Text), new("start", ColumnKind.Whole), new("length", ColumnKind.Whole))),
        new("available_tools", ColumnKind.Json),
        new("provenance", ColumnKind.Json),
        new("verdict", ColumnKind.Json),
        new("split", ColumnKind.Text),
    ];

    internal override bool Recognizes(JsonElement line) => IsConversation(line) || Has(line, "query", unless: ["messages", "contents", "conversations", "answers"]);

    internal override IDatasetWriter CreateWriter(Stream stream, DatasetOptions options, Func<Stream>? earlier) => new CanonicalWriter(stream);

    internal override IRowReader CreateReader() => new CanonicalReader();

    internal override FormatRules CreateRules(string? path) => new CanonicalRules();

    /// <summary>
    /// Whether a line is a conversation: beside its messages it has a query and calls, or kind and pages. The tools of trainers'
    /// formats are definitions.
    /// </summary>
    internal static bool IsConversation(JsonElement line) =>
        Has(line, "messages") && (HasFirstKeys(line) || (Has(line, "kind") && Has(line, "pages")));

    private static bool HasFirstKeys(JsonElement line) =>
        Has(line, "query") && line.TryGetProperty("tools", out JsonElement tools) && tools.ValueKind == JsonValueKind.Array
        && tools.EnumerateArray().All(call => JsonElementReader.TryGet(call, "arguments", out _));
}
