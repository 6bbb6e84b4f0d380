namespace SynthGen.Adapters.Schemas;

/// <summary>A schema within a tool's schema, with the schemas below it. A $ref points to one.</summary>
internal sealed class SchemaNode
{
    private static readonly string[] Maps = ["properties", "patternProperties", "$defs", "definitions"];
    private static readonly string[] Lists = ["allOf", "anyOf", "oneOf", "prefixItems", "items"];
    private static readonly string[] Singles = ["items", "additionalProperties", "additionalItems", "not"];

    private readonly List<(string Keyword, string Name, SchemaNode Node)> _children = [];

    private SchemaNode(object value, string path, string pointer, Dictionary<string, SchemaNode> index)
    {
        Path = path;
        Index = index;
        Map = value as IReadOnlyDictionary<string, object?> ?? Nothing;
        IsFalse = value is false;
        index[pointer] = this;
        foreach (string keyword in Maps)
        {
            if (this[keyword] is IReadOnlyDictionary<string, object?> members)
            {
                foreach ((string name, object? member) in members)
                    Add(keyword, name, member, JsonPath.Member(JsonPath.Member(path, keyword), name), $"{pointer}/{keyword}/{Escape(name)}");
            }
        }

        foreach (string keyword in Lists)
        {
            if (this[keyword] is IReadOnlyList<object?> items)
            {
                // Earlier drafts wrote prefixItems as a list in items.
                string now = keyword == "items" ? "prefixItems" : keyword;
                for (int i = 0; i < items.Count; i++)
                    Add(now, "", items[i], JsonPath.Item(JsonPath.Member(path, keyword), i), $"{pointer}/{keyword}/{i}");
            }
        }

        foreach (string keyword in Singles)
        {
            if (this[keyword] is IReadOnlyDictionary<string, object?> or bool)
            {
                string now = keyword == "items" && Map.ContainsKey("prefixItems") ? "additionalItems" : keyword;
                Add(now, "", this[keyword], JsonPath.Member(path, keyword), $"{pointer}/{keyword}");
            }
        }
    }

    /// <summary>The schema's place, as a JSON path.</summary>
    public string Path { get; }

    /// <summary>The schema's keywords; empty for true and false.</summary>
    public IReadOnlyDictionary<string, object?> Map { get; }

    /// <summary>Whether this is the schema false, which nothing fits.</summary>
    public bool IsFalse { get; }

    /// <summary>All schemas of the tree, by JSON pointer.</summary>
    public IReadOnlyDictionary<string, SchemaNode> Index { get; }

    /// <summary>The schemas directly below, under the keywords of the 2020-12 draft; items after prefixItems are additionalItems.</summary>
    public IReadOnlyList<(string Keyword, string Name, SchemaNode Node)> Children => _children;

    /// <summary>The schema that $ref points to; null if there is no $ref, or no such schema.</summary>
    public SchemaNode? Target =>
        this["$ref"] is string reference ? Index.GetValueOrDefault(Uri.UnescapeDataString(reference[1..])) : null;

    private static IReadOnlyDictionary<string, object?> Nothing { get; } = new Dictionary<string, object?>();

    /// <summary>Gets a keyword's value; null if it is absent.</summary>
    public object? this[string keyword] => Map.GetValueOrDefault(keyword);

    /// <summary>Parses a schema whose form has been checked.</summary>
    public static SchemaNode Parse(IReadOnlyDictionary<string, object?> schema) => new(schema, "$", "", []);

    private static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private void Add(string keyword, string name, object? value, string path, string pointer) =>
        _children.Add((keyword, name, new SchemaNode(value!, path, pointer, (Dictionary<string, SchemaNode>)Index)));
}
