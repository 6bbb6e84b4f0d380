using System.Text.Json;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Reading;

/// <summary>
/// Base of the readers of conversations. A row is the query and its calls; a system message may precede them, and later
/// turns are skipped.
/// </summary>
/// <param name="key">The key of the list of turns.</param>
/// <param name="queryMissing">The problem of a line without a query.</param>
/// <param name="callsMissing">The problem of a line without a call.</param>
internal abstract class TurnsReader(string key, string queryMissing, string callsMissing) : TrainerRowReader
{
    /// <inheritdoc/>
    protected sealed override DatasetRow ReadRow(JsonElement line)
    {
        RowDraft row = new();
        Begin(line, row);
        int index = 0;
        foreach (JsonElement element in JsonElementReader.Get(line, key, JsonValueKind.Array, key).EnumerateArray())
            Read(Identify(element), index++, row);

        if (row.Query is null)
            throw new FormatException(queryMissing);
        if (row.Calls.Count == 0)
            throw new FormatException(callsMissing);
        End(line, row);
        return new SyntheticQuery(row.Query, [.. row.Calls], 0) { Id = row.Id!, SystemPrompt = row.SystemPrompt, AvailableTools = row.Tools };
    }

    /// <summary>Reads the members beside the turns, before the turns.</summary>
    protected abstract void Begin(JsonElement line, RowDraft row);

    /// <summary>Reads the members beside the turns of a complete row, after the turns.</summary>
    protected virtual void End(JsonElement line, RowDraft row)
    {
    }

    /// <summary>Identifies an element of the list of turns.</summary>
    /// <exception cref="FormatException">The element is not a turn.</exception>
    protected abstract Turn Identify(JsonElement element);

    /// <summary>Returns the text of a query or a system message.</summary>
    /// <exception cref="FormatException">The turn has no text.</exception>
    protected abstract string TextOf(Turn turn);

    /// <summary>Reads a system message.</summary>
    protected virtual void ReadSystem(Turn turn, RowDraft row) => row.SystemPrompt = TextOf(turn);

    /// <summary>Reads the calls of a turn.</summary>
    protected abstract void ReadCalls(Turn turn, RowDraft row);

    /// <summary>Names the speaker of a turn, for messages.</summary>
    protected virtual string Whose(Turn turn) => $"of the role '{turn.Speaker}'";

    private void Read(Turn turn, int index, RowDraft row)
    {
        if (row.Calls.Count > 0)
            PassOver($"{key} after the calls");
        else if (turn.Kind == TurnKind.System && index == 0)
            ReadSystem(turn, row);
        else if (turn.Kind == TurnKind.Query && row.Query is null)
            row.Query = TextOf(turn);
        else if (turn.Kind == TurnKind.Calls && row.Query is not null)
            ReadCalls(turn, row);
        else
            throw new FormatException($"a row is a query and its calls, but '{key}[{index}]' is another turn {Whose(turn)}");
    }
}
