using System.Text.Json;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Reading;

/// <summary>
/// Base of the readers of lists of turns. A query and its calls become a <see cref="SyntheticQuery"/>; what has more, or no
/// calls, becomes a <see cref="ToolConversation"/>.
/// </summary>
/// <param name="key">The key of the list of turns.</param>
/// <param name="queryMissing">The problem of a line without a query.</param>
/// <param name="answerMissing">The problem of a line in which the model has no turn.</param>
internal abstract class TurnsReader(string key, string queryMissing, string answerMissing) : TrainerRowReader
{
    /// <inheritdoc/>
    protected sealed override DatasetRow ReadRow(JsonElement line)
    {
        RowDraft row = new(key);
        Begin(line, row);
        foreach (JsonElement element in TurnsOf(line))
        {
            ReadTurn(element, row);
            row.Turn++;
        }

        row.CheckTurns(queryMissing, answerMissing);
        End(line, row);
        return Complete(line, row.ToRow());
    }

    /// <summary>Returns the turns of a line.</summary>
    protected virtual IEnumerable<JsonElement> TurnsOf(JsonElement line) => JsonElementReader.Get(line, key, JsonValueKind.Array, key).EnumerateArray();

    /// <summary>Reads the members beside the turns, before the turns.</summary>
    protected abstract void Begin(JsonElement line, RowDraft row);

    /// <summary>Reads a turn.</summary>
    /// <exception cref="FormatException">The element is not a turn.</exception>
    protected abstract void ReadTurn(JsonElement element, RowDraft row);

    /// <summary>Reads the members beside the turns of a whole row, after the turns.</summary>
    protected virtual void End(JsonElement line, RowDraft row)
    {
    }

    /// <summary>Adds to a row what the line says of the whole.</summary>
    protected virtual DatasetRow Complete(JsonElement line, DatasetRow row) => row;

    /// <summary>Returns the problem of a turn that a row has no place for.</summary>
    protected static FormatException Another(RowDraft row, string whose) =>
        new($"a row is a conversation of user, model and tools, with an instruction at most before it, but {row.Place} is another turn {whose}");
}
