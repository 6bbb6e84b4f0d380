using SynthGen.Tools;

namespace SynthGen.Generation;

/// <summary>Checks a row against its page; a row that cannot be verified is rejected.</summary>
public sealed class RowCheck(IToolSchemaValidator validator)
{
    /// <summary>Returns why the row is rejected; null if it is valid.</summary>
    /// <returns>A reason that is the same for all rows with the same fault, so that it can be counted.</returns>
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
