using System.Text.Json;
using SynthGen.Files;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Writing;

/// <summary>
/// Base of the writers of trainers' formats: a line for each row; a row that cannot be written leaves nothing behind.
/// </summary>
internal abstract class FormatWriter : IDatasetWriter
{
    private readonly LineWriter<DatasetRow> _lines;
    private readonly string? _systemPrompt;
    private readonly Action<Utf8JsonWriter, DatasetRow> _writeRow;

    /// <summary>Creates a writer.</summary>
    /// <param name="stream">The target, which gets whole lines; left open.</param>
    /// <param name="systemPrompt">The system message of all rows, or empty for none; null if each row keeps its own.</param>
    protected FormatWriter(Stream stream, string? systemPrompt)
    {
        _lines = new LineWriter<DatasetRow>(stream);
        _systemPrompt = systemPrompt;
        _writeRow = WriteRow;
    }

    /// <inheritdoc/>
    public void Write(DatasetRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        // A conversation may do without; of a query nothing else is left.
        if (row is SyntheticQuery { Tools.Count: 0 })
            throw new NotSupportedException("it calls no tool.");
        Line = 0;
        _lines.Write(row, _writeRow, LineCount);
    }

    /// <inheritdoc/>
    public long Length => _lines.Length;

    /// <inheritdoc/>
    public void TakeBack() => _lines.TakeBack();

    /// <inheritdoc/>
    public void Flush() => _lines.Flush();

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        _lines.Dispose();
        Text.Dispose();
    }

    /// <summary>Creates JSON to be embedded in a string of the line.</summary>
    protected EmbeddedJsonWriter Text { get; } = new();

    /// <summary>How many lines a row has.</summary>
    protected virtual int LineCount => 1;

    /// <summary>The number of the row's line that is written, from 0.</summary>
    protected int Line { get; private set; }

    /// <summary>Writes the object of a line of the row.</summary>
    protected abstract void WriteRow(Utf8JsonWriter json, DatasetRow row, string? system);

    /// <summary>Returns the turns of a row that is a query and its calls.</summary>
    /// <exception cref="NotSupportedException">The row is more than that.</exception>
    protected static IReadOnlyList<ChatTurn> QueryTurns(DatasetRow row) => ChatTurns.Of(row) is var turns && ChatTurns.IsQuery(turns)
        ? turns
        : throw new NotSupportedException(row.Calls.Count == 0 ? "it calls no tool." : "it is a conversation of several turns, and the format holds a query and its calls.");

    private void WriteRow(Utf8JsonWriter json, DatasetRow row)
    {
        WriteRow(json, row, _systemPrompt is null ? row.System : _systemPrompt.Length == 0 ? null : _systemPrompt);
        Line++;
    }
}
