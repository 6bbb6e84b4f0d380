using SynthGen.Tools;

namespace SynthGen.Generation;

/// <summary>Checks a row against the page that it came from: what cannot be checked is not a row.</summary>
public sealed class RowCheck(IToolSchemaValidator validator)
{
    /// <summary>Why the row must not pass, or null if it may.</summary>
    /// <returns>A reason that is the same for all rows that fail in the same way, so that it can be counted.</returns>
    public string? Refuse(SyntheticQuery row, OcrPage page)
    {
        if (string.IsNullOrWhiteSpace(row.Query))
            return "The query is empty.";
        if (row.Tools.Count == 0)
            return "The row calls no tool.";
        if (row.Evidence is null || !row.Evidence.IsIn(page))
            return "The evidence is not in the page.";

        foreach (ToolCall call in row.Tools)
        {
            ToolDefinition? tool = row.AvailableTools.FirstOrDefault(tool => tool.Name == call.Name);
            if (tool is null)
                return $"The tool '{call.Name}' does not exist.";
            if (validator.CheckArguments(tool, call.Arguments) is [SchemaProblem problem, ..])
                return $"The arguments of '{call.Name}' do not fit its schema at {problem}.";
        }

        return null;
    }
}
