using SynthGen.Datasets.Formats.Messages;
using SynthGen.Datasets.Validation;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.OpenAI;

/// <summary>OpenAI's chat messages.</summary>
internal sealed class OpenAIFormat() : MessagesFormat("OpenAI", "OpenAI chat messages; arguments are a JSON string.")
{
    internal override IReadOnlyList<Column> Columns { get; } =
        [MessageColumns.Messages(hasIds: true, ColumnKind.Text), new("tools", ColumnKind.TypedOrJson), new("parallel_tool_calls", ColumnKind.Flag)];

    internal override IDatasetWriter CreateWriter(Stream stream, DatasetOptions options, Func<Stream>? earlier) => new OpenAIWriter(stream, options);

    internal override FormatRules CreateRules(string? path) => new OpenAIRules();

    // Calls with ids of nine letters and digits are Mistral's.
    protected override bool Recognizes(CallForm call) => !call.ArgumentsAreObject && call.Id is { } id && !ShortCallId.IsValid(id);

    protected override bool TakesWithoutCalls(bool bareTools) => !bareTools;
}
