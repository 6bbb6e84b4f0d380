using SynthGen.Datasets.Formats.Messages;
using SynthGen.Datasets.Validation;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Mistral;

/// <summary>The chat messages of mistral-finetune.</summary>
internal sealed class MistralFormat() : MessagesFormat("Mistral", "Chat messages as mistral-finetune reads them; call ids have exactly nine letters and digits.")
{
    internal override IReadOnlyList<Column> Columns { get; } = [MessageColumns.Messages(hasIds: true, ColumnKind.Text), new("tools", ColumnKind.TypedOrJson)];

    internal override IDatasetWriter CreateWriter(Stream stream, DatasetOptions options, Func<Stream>? earlier)
    {
        MistralCallIds ids = new();
        if (earlier is not null)
        {
            using Stream lines = earlier();
            ids.TakeAll(lines);
        }

        return new MistralWriter(stream, options, ids);
    }

    internal override FormatRules CreateRules(string? path) => new MistralRules();

    protected override bool Recognizes(CallForm call) => call is { ArgumentsAreObject: false, Id: { } id } && ShortCallId.IsValid(id);
}
