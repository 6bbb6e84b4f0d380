using SynthGen.Text;

namespace SynthGen;

/// <summary>A tool that a language model may call: its name, its purpose, and the JSON Schema of its arguments.</summary>
public sealed class ToolDefinition
{
    /// <summary>
    /// Creates a definition. The schema is not checked here; see <see cref="Tools.IToolSchemaValidator"/>.
    /// </summary>
    /// <param name="name">The tool's name, as calls use it.</param>
    /// <param name="description">The tool's effect and when to use it, in the words that the model reads.</param>
    /// <param name="parameters">The JSON Schema of the arguments: objects are dictionaries, arrays are lists.</param>
    public ToolDefinition(string name, string description, IReadOnlyDictionary<string, object?> parameters)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(parameters);
        Name = name;
        Description = description;
        Parameters = parameters;
    }

    /// <summary>The tool's name, as calls use it.</summary>
    public string Name { get; }

    /// <summary>The tool's effect and when to use it, in the words that the model reads.</summary>
    public string Description { get; }

    /// <summary>The JSON Schema of the arguments: objects are dictionaries in the order written, arrays are lists.</summary>
    public IReadOnlyDictionary<string, object?> Parameters { get; }

    /// <summary>The arguments in short, for tables: "query*: string, limit: integer"; a star marks required ones.</summary>
    public string Signature
    {
        get
        {
            IReadOnlyList<object?> required = Parameters.GetValueOrDefault("required") as IReadOnlyList<object?> ?? [];
            return Parameters.GetValueOrDefault("properties") is IReadOnlyDictionary<string, object?> properties
                ? string.Join(", ", properties.Select(property =>
                    $"{property.Key}{(required.Contains(property.Key) ? "*" : "")}: {TypeOf(property.Value)}"))
                : "";
        }
    }

    /// <summary>The tool's name.</summary>
    public override string ToString() => PrintableText.Line(Name);

    private static string TypeOf(object? schema) =>
        (schema as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault("type") switch
        {
            string type => type,
            IEnumerable<object?> types => string.Join('|', types),
            _ => "any",
        };
}
