using SynthGen.Tools;

namespace SynthGen.Quality.Gates;

/// <summary>
/// Tests that the row has a query and at least one call, that each tool is among those offered (or built in, if the row does
/// not list the tools offered), that the arguments fit its schema, and that no call is repeated.
/// </summary>
public sealed class SchemaGate(IToolSchemaValidator validator) : IQualityGate
{
    /// <inheritdoc/>
    public QualityGate Gate => QualityGate.Schema;

    /// <inheritdoc/>
    public GateResult Test(TestedRow row)
    {
        SyntheticQuery query = row.Row;
        if (string.IsNullOrWhiteSpace(query.Query))
            return Gate.Fail("EmptyQuery", "The query is empty.");
        if (query.Tools.Count == 0)
            return Gate.Fail("NoCall", "The row calls no tool.");

        IReadOnlyList<ToolDefinition> offered = query.AvailableTools.Count > 0 ? query.AvailableTools : BuiltInTools.All;
        foreach (ToolCall call in query.Tools)
        {
            if (offered.FirstOrDefault(tool => tool.Name == call.Name) is not { } tool)
                return Gate.Fail("UnknownTool", $"There is no tool '{call.Name}'.");
            if (validator.CheckArguments(tool, call.Arguments) is [SchemaProblem problem, ..])
                return Gate.Fail("BadArgument", $"The arguments of '{call.Name}' do not fit its schema at {problem}.");
        }

        if (query.Tools.Count > 1 && query.Tools.GroupBy(call => call.ToString(), StringComparer.Ordinal).FirstOrDefault(calls => calls.Count() > 1) is { } twice)
            return Gate.Fail("RepeatedCall", $"{twice.Key} is called twice.");
        return Gate.Pass(1);
    }
}
