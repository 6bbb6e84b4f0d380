using System.Text.Json;

namespace SynthGen.Datasets.Formats.Writing;

/// <summary>Base of the writers of formats whose rows offer tools.</summary>
/// <param name="stream">The target, which gets whole lines; left open.</param>
/// <param name="options">The content of the rows.</param>
/// <param name="writeTool">Writes a tool in the format's form.</param>
/// <param name="names">The format's rule for names of tools; null if any name is allowed.</param>
internal abstract class ToolRowWriter(Stream stream, DatasetOptions options, Action<Utf8JsonWriter, ToolDefinition> writeTool, ToolNameRule? names = null)
    : FormatWriter(stream, options.SystemPrompt)
{
    private readonly ToolSampler _sampler = new(options, names);

    /// <summary>Writes the tools that a row offers.</summary>
    protected ToolListJson Tools { get; } = new(writeTool);

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        Tools.Dispose();
    }

    /// <summary>Returns the turns of a row that the format can hold.</summary>
    /// <exception cref="NotSupportedException">The format cannot hold the row; the message says why.</exception>
    protected virtual IReadOnlyList<ChatTurn> TurnsOf(DatasetRow row) => ChatTurns.Of(row);

    /// <inheritdoc/>
    protected override void WriteRow(Utf8JsonWriter json, DatasetRow row, string? system)
    {
        json.WriteStartObject();
        WriteMembers(json, Prepare(row, system, row));
        json.WriteEndObject();
    }

    /// <summary>Prepares a row for writing.</summary>
    /// <param name="row">The row.</param>
    /// <param name="system">The system message; null if there is none.</param>
    /// <param name="calling">The row whose calls must be offered.</param>
    /// <exception cref="NotSupportedException">The format cannot hold the row; the message says why.</exception>
    protected WrittenRow Prepare(DatasetRow row, string? system, DatasetRow calling)
    {
        IReadOnlyList<ChatTurn> turns = TurnsOf(row);
        WrittenRow written = new(row.Id, turns, system, [], RowKey.TextOf(row, turns));
        return written with { Tools = _sampler.Of(calling, written.KeyNumber) };
    }

    /// <summary>Writes the members of the row's object.</summary>
    protected abstract void WriteMembers(Utf8JsonWriter json, WrittenRow row);
}
