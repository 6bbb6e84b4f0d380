namespace SynthGen.Tools;

/// <summary>Checks tools' JSON Schemas, and arguments against them. Port: implemented with a schema library.</summary>
public interface IToolSchemaValidator
{
    /// <summary>Finds what is wrong with a tool's parameter schema; empty if it is sound.</summary>
    IReadOnlyList<SchemaProblem> CheckSchema(IReadOnlyDictionary<string, object?> schema);

    /// <summary>Finds where a call's arguments do not fit the tool's schema; empty if they fit.</summary>
    IReadOnlyList<SchemaProblem> CheckArguments(ToolDefinition tool, IReadOnlyDictionary<string, object?> arguments);
}
