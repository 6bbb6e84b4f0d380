using System.Text.Json;
using SynthGen.Datasets.Formats.Trl;
using SynthGen.Datasets.Formats.Writing;

namespace SynthGen.Datasets.Formats.Preference;

/// <summary>Base of the writers of preference pairs: messages in TRL's form, of which the last one is right or wrong.</summary>
internal abstract class PairWriter(Stream stream, DatasetOptions options) : TrlWriter(stream, options)
{
    private readonly PairMaker _maker = new(options.Seed);
    private WrittenRow? _right, _wrong;

    /// <inheritdoc/>
    protected sealed override void WriteRow(Utf8JsonWriter json, DatasetRow row, string? system)
    {
        if (Line == 0)
            (_right, _wrong) = Prepare(row, _maker.Of(row), system);
        json.WriteStartObject();
        WritePair(json, _right!, _wrong!);
        json.WriteEndObject();
    }

    /// <summary>Writes the members of a line.</summary>
    /// <param name="json">The target.</param>
    /// <param name="right">The prompt, and the right message as its last turn.</param>
    /// <param name="wrong">The prompt, and the wrong message as its last turn.</param>
    protected abstract void WritePair(Utf8JsonWriter json, WrittenRow right, WrittenRow wrong);

    /// <summary>Writes the turns before the last one.</summary>
    protected void WritePrompt(Utf8JsonWriter json, WrittenRow row) => WriteMessages(json, "prompt"u8, row.System, row.Turns.SkipLast(1), Ids(row));

    /// <summary>Writes the last turn as a list of one message.</summary>
    protected void WriteLast(Utf8JsonWriter json, ReadOnlySpan<byte> key, WrittenRow row) => WriteMessages(json, key, null, row.Turns.TakeLast(1), Ids(row));

    // What the wrong message calls must be offered too, or it would be wrong for another reason.
    private (WrittenRow Right, WrittenRow Wrong) Prepare(DatasetRow row, PreferencePair pair, string? system)
    {
        ToolConversation chosen = Talk(row, pair.Prompt, pair.Chosen);
        WrittenRow right = Prepare(chosen, system, chosen with { Messages = [.. chosen.Messages, pair.Rejected] });
        return (right, right with { Turns = TurnsOf(Talk(row, pair.Prompt, pair.Rejected)) });
    }

    private string?[] Ids(WrittenRow row) => IdsOf(row, row.Turns.Sum(turn => turn.Calls.Count));

    private static ToolConversation Talk(DatasetRow row, IReadOnlyList<ConversationMessage> prompt, ConversationMessage last) =>
        new([.. prompt, last]) { Id = row.Id, AvailableTools = row.AvailableTools };
}
