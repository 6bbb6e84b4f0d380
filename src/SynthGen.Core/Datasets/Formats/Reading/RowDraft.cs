namespace SynthGen.Datasets.Formats.Reading;

/// <summary>The parts of a row read so far.</summary>
internal sealed class RowDraft
{
    /// <summary>The id; null if the line has none.</summary>
    public string? Id { get; set; }

    /// <summary>The system message; null if there is none.</summary>
    public string? SystemPrompt { get; set; }

    /// <summary>The query; null until it was read.</summary>
    public string? Query { get; set; }

    /// <summary>The calls.</summary>
    public List<ToolCall> Calls { get; } = [];

    /// <summary>The tools that the row offers.</summary>
    public IReadOnlyList<ToolDefinition> Tools { get; set; } = [];
}
