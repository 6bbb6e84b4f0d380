using System.Text.Json;
using SynthGen.Files;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Writing;

/// <summary>
/// Base of the writers of trainers' formats: a line for each row; a row that cannot be written leaves nothing behind.
/// </summary>
internal abstract class FormatWriter : IDatasetWriter
{
    private readonly LineWriter<SyntheticQuery> _lines;
    private readonly string? _systemPrompt;
    private readonly Action<Utf8JsonWriter, SyntheticQuery> _writeRow;

    /// <summary>Creates a writer.</summary>
    /// <param name="stream">The target, which gets whole lines; left open.</param>
    /// <param name="systemPrompt">The system message of all rows, or empty for none; null if each row keeps its own.</param>
    protected FormatWriter(Stream stream, string? systemPrompt)
    {
        _lines = new LineWriter<SyntheticQuery>(stream);
        _systemPrompt = systemPrompt;
        _writeRow = WriteRow;
    }

    /// <inheritdoc/>
    public void Write(DatasetRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Calls.Count == 0)
            throw new NotSupportedException("it calls no tool.");
        _lines.Write(row as SyntheticQuery ?? throw new NotSupportedException("it is a conversation."), _writeRow);
    }

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

    /// <summary>Writes the object of the row's line.</summary>
    protected abstract void WriteRow(Utf8JsonWriter json, SyntheticQuery row, string? system);

    private void WriteRow(Utf8JsonWriter json, SyntheticQuery row) =>
        WriteRow(json, row, _systemPrompt is null ? row.SystemPrompt : _systemPrompt.Length == 0 ? null : _systemPrompt);
}
