using System.Text.Json;

namespace SynthGen.Datasets.Formats.Writing;

/// <summary>Base of the writers of formats whose rows offer tools.</summary>
/// <param name="stream">Where the lines go, whole ones at a time; left open.</param>
/// <param name="options">What the rows are to hold.</param>
/// <param name="writeTool">Writes a tool as the format has it.</param>
/// <param name="names">Which names the format has for tools; null if any.</param>
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

    /// <inheritdoc/>
    protected override void WriteRow(Utf8JsonWriter json, SyntheticQuery row, string? system)
    {
        IReadOnlyList<ToolDefinition> offered = _sampler.Of(row);
        json.WriteStartObject();
        WriteMembers(json, row, system, offered);
        json.WriteEndObject();
    }

    /// <summary>Writes the members of the object that is the row's line.</summary>
    /// <param name="json">Where they go.</param>
    /// <param name="row">The row.</param>
    /// <param name="system">Its system message; null if it has none.</param>
    /// <param name="offered">The tools that it offers.</param>
    protected abstract void WriteMembers(Utf8JsonWriter json, SyntheticQuery row, string? system, IReadOnlyList<ToolDefinition> offered);
}
