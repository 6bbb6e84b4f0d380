using System.Runtime.CompilerServices;

namespace SynthGen.Tools;

/// <summary>
/// Accepts by itself what fits a <see cref="PlainSchema"/>, which most calls do. All else is up to a validator that knows every
/// schema, so that its library is loaded only if there is something to find.
/// </summary>
/// <param name="full">Creates the other validator; called once, when it is first needed.</param>
public sealed class PlainSchemaValidator(Func<IToolSchemaValidator> full) : IToolSchemaValidator
{
    private static readonly ConditionalWeakTable<ToolDefinition, StrongBox<PlainSchema?>> Schemas = [];

    private readonly Lazy<IToolSchemaValidator> _full = new(full);

    /// <inheritdoc/>
    public IReadOnlyList<SchemaProblem> CheckSchema(IReadOnlyDictionary<string, object?> schema) => _full.Value.CheckSchema(schema);

    /// <inheritdoc/>
    public IReadOnlyList<SchemaProblem> CheckArguments(ToolDefinition tool, IReadOnlyDictionary<string, object?> arguments)
    {
        ArgumentNullException.ThrowIfNull(tool);
        ArgumentNullException.ThrowIfNull(arguments);
        PlainSchema? schema = Schemas.GetValue(tool, static tool => new StrongBox<PlainSchema?>(PlainSchema.Of(tool.Parameters))).Value;
        return schema is not null && schema.Fits(arguments) ? [] : _full.Value.CheckArguments(tool, arguments);
    }
}
