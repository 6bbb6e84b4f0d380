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

    /// <inheritdoc/>
    protected override void WriteRow(Utf8JsonWriter json, SyntheticQuery row, string? system)
    {
        IReadOnlyList<ToolDefinition> offered = _sampler.Of(row);
        json.WriteStartObject();
        WriteMembers(json, row, system, offered);
        json.WriteEndObject();
    }

    /// <summary>Writes the members of the row's object.</summary>
    /// <param name="json">The target.</param>
    /// <param name="row">The row.</param>
    /// <param name="system">The system message; null if there is none.</param>
    /// <param name="offered">The tools offered.</param>
    protected abstract void WriteMembers(Utf8JsonWriter json, SyntheticQuery row, string? system, IReadOnlyList<ToolDefinition> offered);
}
