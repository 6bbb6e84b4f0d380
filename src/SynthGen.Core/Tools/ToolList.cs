using SynthGen.Json;

namespace SynthGen.Tools;

/// <summary>One tool of a list: the tool, or its problems.</summary>
/// <param name="Path">The place in the file, as a JSON path: "$.tools[2]".</param>
/// <param name="Name">The tool's name; null if it has none.</param>
public sealed record ToolListEntry(string Path, string? Name)
{
    /// <summary>The tool; null if it has problems.</summary>
    public ToolDefinition? Tool { get; init; }

    /// <summary>The problems, each with its JSON path in the file; empty if there are none.</summary>
    public IReadOnlyList<SchemaProblem> Problems { get; init; } = [];
}

/// <summary>
/// Reads tools in common forms: OpenAI function lists, MCP tools/list results, Anthropic tools; one or many.
/// </summary>
public static class ToolList
{
    private static readonly string[] SchemaKeys = ["parameters", "inputSchema", "input_schema"];
    private static readonly IReadOnlyDictionary<string, object?> NoParameters =
        JsonValue.Object(("type", "object"), ("properties", JsonValue.Object()));

    /// <summary>Reads the tools of a parsed file, in the file's order.</summary>
    /// <param name="root">The file's value, as <see cref="JsonValue.Parse"/> returns it.</param>
    /// <param name="validator">Checks the tools' schemas.</param>
    /// <exception cref="FormatException">The value does not hold tools; the message says what it is instead.</exception>
    public static IEnumerable<ToolListEntry> Read(object? root, IToolSchemaValidator validator)
    {
        (string path, IReadOnlyList<object?>? items) = Find(root);
        return items is null
            ? ReadDistinct([(path, root)], validator)
            : ReadDistinct(items.Select((item, index) => ($"{path}[{index}]", item)), validator);
    }

    /// <summary>Whether the file is one page of an MCP list with further pages.</summary>
    public static bool GoesOn(object? root) =>
        root is IReadOnlyDictionary<string, object?> map &&
        (Member(map, "result") is { } result ? GoesOn(result) : Member(map, "nextCursor") is string { Length: > 0 });

    private static (string Path, IReadOnlyList<object?>? Items) Find(object? root)
    {
        if (root is IReadOnlyList<object?> list)
            return ("$", list);
        if (root is not IReadOnlyDictionary<string, object?> map)
            throw new FormatException($"it holds {Kind(root)}, not a tool or a list of tools");
        if (Member(map, "tools") is IReadOnlyList<object?> tools)
            return ("$.tools", tools);
        if (Member(map, "result") is IReadOnlyDictionary<string, object?> result && Member(result, "tools") is IReadOnlyList<object?> listed)
            return ("$.result.tools", listed);
        if (map.ContainsKey("function") || map.ContainsKey("name"))
            return ("$", null);
        throw new FormatException("its object has neither 'tools' nor 'function' nor 'name'");
    }

    private static IEnumerable<ToolListEntry> ReadDistinct(IEnumerable<(string Path, object? Item)> items, IToolSchemaValidator validator)
    {
        Dictionary<string, string> seen = new(StringComparer.Ordinal);
        foreach ((string path, object? item) in items)
        {
            ToolListEntry entry = ReadOne(path, item, validator);
            if (entry.Tool is not null && !seen.TryAdd(entry.Tool.Name, path))
                entry = Wrong(path, entry.Name, $"{path}.name", $"is the name of the tool at {seen[entry.Tool.Name]} as well");
            yield return entry;
        }
    }

    private static ToolListEntry ReadOne(string path, object? item, IToolSchemaValidator validator)
    {
        if (item is not IReadOnlyDictionary<string, object?> tool)
            return Wrong(path, null, path, $"is {Kind(item)}, not a tool");
        if (Member(tool, "function") is { } function)
        {
            path += ".function";
            if (function is not IReadOnlyDictionary<string, object?> inner)
                return Wrong(path, null, path, $"is {Kind(function)}, not an object");
            tool = inner;
        }
        else if (Member(tool, "type") is string type && type != "function" && !SchemaKeys.Any(tool.ContainsKey))
        {
            return Wrong(path, null, $"{path}.type", $"is '{type}': only functions have parameters to call them with");
        }

        string? name = Member(tool, "name") as string;
        if (name is null)
            return Wrong(path, null, $"{path}.name", tool.ContainsKey("name") ? "must be a string" : "is missing");
        if (!ToolName.IsValid(name))
            return Wrong(path, name, $"{path}.name", $"is not a name for a tool. {ToolName.Rule}");
        if (Member(tool, "description") is not (null or string))
            return Wrong(path, name, $"{path}.description", "must be a string");

        string[] keys = [.. SchemaKeys.Where(key => Member(tool, key) is not null)];
        if (keys.Length > 1)
            return Wrong(path, name, $"{path}.{keys[1]}", $"stands beside '{keys[0]}': a tool has one schema");

        object? value = keys.Length == 0 ? NoParameters : tool[keys[0]];
        string schemaPath = keys.Length == 0 ? path : $"{path}.{keys[0]}";
        if (value is not IReadOnlyDictionary<string, object?> schema)
            return Wrong(path, name, schemaPath, $"is {Kind(value)}, not a JSON Schema object");

        IReadOnlyList<SchemaProblem> problems = validator.CheckSchema(schema);
        return problems.Count > 0
            ? new ToolListEntry(path, name) { Problems = [.. problems.Select(problem => problem with { Path = schemaPath + problem.Path[1..] })] }
            : new ToolListEntry(path, name) { Tool = new ToolDefinition(name, Member(tool, "description") as string ?? "", schema) };
    }

    private static ToolListEntry Wrong(string path, string? name, string where, string message) =>
        new(path, name) { Problems = [new SchemaProblem(where, message)] };

    private static object? Member(IReadOnlyDictionary<string, object?> map, string name) => map.GetValueOrDefault(name);

    private static string Kind(object? value) => value switch
    {
        null => "null",
        string => "a string",
        bool => "true or false",
        IReadOnlyDictionary<string, object?> => "an object",
        IReadOnlyList<object?> => "a list",
        _ => "a number",
    };
}
