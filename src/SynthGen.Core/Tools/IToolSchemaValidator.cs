namespace SynthGen.Tools;

/// <summary>Checks tools' JSON Schemas, and arguments against them. Port: implemented with a schema library.</summary>
public interface IToolSchemaValidator
{
    /// <summary>Returns the problems of a tool's parameter schema; empty if it is valid.</summary>
    IReadOnlyList<SchemaProblem> CheckSchema(IReadOnlyDictionary<string, object?> schema);

    /// <summary>Returns where a call's arguments do not fit the tool's schema; empty if they fit.</summary>
    IReadOnlyList<SchemaProblem> CheckArguments(ToolDefinition tool, IReadOnlyDictionary<string, object?> arguments);
}
