using System.Runtime.CompilerServices;
using System.Text.Json;
using SynthGen.Adapters.Schemas;
using SynthGen.Json;
using SynthGen.Tools;

namespace SynthGen.Adapters;

/// <summary>
/// Checks schemas and arguments with NJsonSchema. A schema has to pass a meta-schema of our own first (Schemas/tool-schema.json):
/// the library reads broken schemas without complaint and ignores keywords that it does not know.
/// </summary>
public sealed class NJsonSchemaValidator : IToolSchemaValidator
{
    private static readonly ConditionalWeakTable<ToolDefinition, Checked> Tools = [];
    private static readonly Lazy<(CompiledSchema Schema, HashSet<string> Keywords)> Meta = new(ReadMeta);

    /// <inheritdoc/>
    public IReadOnlyList<SchemaProblem> CheckSchema(IReadOnlyDictionary<string, object?> schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return Check(schema).Problems;
    }

    /// <inheritdoc/>
    public IReadOnlyList<SchemaProblem> CheckArguments(ToolDefinition tool, IReadOnlyDictionary<string, object?> arguments)
    {
        ArgumentNullException.ThrowIfNull(tool);
        ArgumentNullException.ThrowIfNull(arguments);
        Checked compiled = Tools.GetValue(tool, static tool => Check(tool.Parameters));
        return compiled.Schema is { } schema
            ? schema.Check(arguments)
            : [new SchemaProblem("$", $"cannot be checked: the schema of the tool '{tool.Name}' is broken, {compiled.Problems[0]}")];
    }

    private static Checked Check(IReadOnlyDictionary<string, object?> schema)
    {
        IReadOnlyList<SchemaProblem> problems = Meta.Value.Schema.Check(schema, byDescription: true);
        if (problems.Count > 0)
            return new Checked(null, problems);

        SchemaNode root = SchemaNode.Parse(schema);
        problems = [.. SchemaRules.Check(root, Meta.Value.Keywords)];
        return new Checked(problems.Count == 0 ? new CompiledSchema(root) : null, problems);
    }

    private static (CompiledSchema Schema, HashSet<string> Keywords) ReadMeta()
    {
        using Stream resource = typeof(NJsonSchemaValidator).Assembly.GetManifestResourceStream("tool-schema.json")!;
        using JsonDocument document = JsonDocument.Parse(resource);
        SchemaNode root = SchemaNode.Parse((IReadOnlyDictionary<string, object?>)JsonValue.Read(document.RootElement)!);
        SchemaNode schema = root.Index["/$defs/schema"];
        return (new CompiledSchema(root), [.. schema.Children.Select(child => child.Name), "default", "$schema", "$id"]);
    }

    private sealed record Checked(CompiledSchema? Schema, IReadOnlyList<SchemaProblem> Problems);
}
