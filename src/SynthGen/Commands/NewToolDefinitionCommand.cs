using System.Management.Automation;
using System.Text.Json;
using SynthGen.Json;
using SynthGen.Tools;

namespace SynthGen.Commands;

/// <summary>Defines a tool from values in a script.</summary>
[Cmdlet(VerbsCommon.New, "ToolDefinition")]
[OutputType(typeof(ToolDefinition))]
public sealed class NewToolDefinitionCommand : ModuleCmdlet
{
    private static readonly IReadOnlyDictionary<string, object?> NoParameters =
        JsonValue.Object(("type", "object"), ("properties", JsonValue.Object()));

    /// <summary>The tool's name: 1 to 64 letters, digits, underscores or hyphens.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Name { get; set; } = "";

    /// <summary>The tool's purpose and use; a model chooses the tool by it.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string Description { get; set; } = "";

    /// <summary>
    /// The JSON Schema of the arguments: a dictionary, a custom object or JSON text. Use [ordered] to keep the order of
    /// keys; those of a plain hashtable are sorted. Without it the tool takes no arguments.
    /// </summary>
    [Parameter(Position = 2)]
    [Alias("Parameters")]
    public object? Parameter { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!ToolName.IsValid(Name))
        {
            ThrowTerminatingError(Errors.Create(
                "InvalidToolName", ErrorCategory.InvalidArgument, Name, $"'{Name}' is not a name for a tool.", ToolName.Rule));
        }

        IReadOnlyDictionary<string, object?> schema = ReadSchema();
        IReadOnlyList<SchemaProblem> problems = SchemaValidator.Default.CheckSchema(schema);
        if (problems.Count > 0)
        {
            ThrowTerminatingError(Errors.Create(
                "InvalidToolSchema",
                ErrorCategory.InvalidData,
                Parameter,
                $"The parameter schema of the tool '{Name}' is broken: {string.Join("; ", problems)}.",
                "Correct the schema at the path that is named."));
        }

        WriteObject(new ToolDefinition(Name, Description, schema));
    }

    private IReadOnlyDictionary<string, object?> ReadSchema()
    {
        object? given = Parameter is PSObject { BaseObject: string json } ? json : Parameter;
        if (given is null)
            return NoParameters;

        try
        {
            object? value = given is string text ? JsonValue.Parse(text) : PowerShellJson.From(given);
            if (value is IReadOnlyDictionary<string, object?> schema)
                return schema;
            throw new FormatException("it is not an object");
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            string reason = error is JsonException ? "it is not JSON: " + error.Message : error.Message;
            ThrowTerminatingError(Errors.Create(
                "InvalidToolSchema",
                ErrorCategory.InvalidArgument,
                Parameter,
                $"The parameter schema of the tool '{Name}' cannot be read: {reason.TrimEnd('.')}.",
                "Give a hashtable, an object or JSON text such as '{\"type\": \"object\", \"properties\": {}}'.",
                error));
            throw;
        }
    }
}
