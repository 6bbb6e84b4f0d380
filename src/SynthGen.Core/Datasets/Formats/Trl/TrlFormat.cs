using SynthGen.Datasets.Formats.Messages;
using SynthGen.Datasets.Validation;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Trl;

/// <summary>TRL's chat messages.</summary>
internal sealed class TrlFormat() : MessagesFormat("Trl", "Chat messages as TRL's SFTTrainer (and Unsloth) reads them; arguments are an object.")
{
    internal override IReadOnlyList<Column> Columns { get; } = [MessageColumns.Messages(hasIds: true, ColumnKind.Typed, namesResults: true), new("tools", ColumnKind.TypedOrJson)];

    internal override IDatasetWriter CreateWriter(Stream stream, DatasetOptions options, Func<Stream>? earlier) => new TrlWriter(stream, options);

    internal override FormatRules CreateRules(string? path) => new TrlRules();

    protected override bool Recognizes(CallForm call) => call.ArgumentsAreObject;

    protected override bool TakesWithoutCalls(bool bareTools) => bareTools;
}
