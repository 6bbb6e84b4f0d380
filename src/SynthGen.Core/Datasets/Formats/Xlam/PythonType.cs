using SynthGen.Json;

namespace SynthGen.Datasets.Formats.Xlam;

/// <summary>
/// Converts JSON Schema types to Python types and back: str, int, float, bool, list, List[int], dict, Dict[str, int],
/// Optional[…], Union[…], Any. Constraints that a type cannot express (lengths, patterns, members) are left out.
/// </summary>
internal static class PythonType
{
    private const string None = "None", Any = "Any";

    /// <summary>Returns the type of the values that a schema allows.</summary>
    public static string Of(object? schema)
    {
        List<string> types = [];
        Collect(schema, types);
        bool optional = types.Remove(None);
        string type = types.Count switch
        {
            0 => optional ? None : Any,
            1 => types[0],
            _ => $"Union[{string.Join(", ", types)}]",
        };
        return optional && types.Count > 0 ? $"Optional[{type}]" : type;
    }

    /// <summary>Returns the schema of a type; an unknown type allows anything.</summary>
    public static IReadOnlyDictionary<string, object?> ToSchema(string type)
    {
        List<IReadOnlyDictionary<string, object?>> schemas = [];
        AddSchemas(type, schemas);
        if (schemas.Count == 1)
            return schemas[0];
        return schemas.All(schema => schema.Count == 1 && schema.ContainsKey("type"))
            ? JsonValue.Object(("type", schemas.Select(schema => schema["type"]).ToList().AsReadOnly()))
            : JsonValue.Object(("anyOf", schemas.ToList<object?>().AsReadOnly()));
    }

    /// <summary>Whether the name is a known type.</summary>
    public static bool IsKnown(string type)
    {
        (string name, string[] inner) = Split(type);
        return name is "optional" or "union" or "list" or "dict" or "tuple" or "set" or "any" or "none" || (inner.Length == 0 && Simple(name) is not null)
            ? inner.All(IsKnown)
            : false;
    }

    private static void Collect(object? schema, List<string> types)
    {
        IReadOnlyDictionary<string, object?>? map = schema as IReadOnlyDictionary<string, object?>;
        switch (map?.GetValueOrDefault("type"))
        {
            case string type:
                Add(types, Name(type, map));
                break;
            case IReadOnlyList<object?> several:
                foreach (object? one in several)
                    Add(types, Name(one as string, map));
                break;
            default:
                if ((map?.GetValueOrDefault("anyOf") ?? map?.GetValueOrDefault("oneOf")) is IReadOnlyList<object?> { Count: > 0 } alternatives)
                {
                    foreach (object? one in alternatives)
                        Collect(one, types);
                }
                else
                {
                    Add(types, Any);
                }

                break;
        }
    }

    private static void Add(List<string> types, string type)
    {
        if (!types.Contains(type))
            types.Add(type);
    }

    private static string Name(string? type, IReadOnlyDictionary<string, object?> schema) => type switch
    {
        "string" => "str",
        "integer" => "int",
        "number" => "float",
        "boolean" => "bool",
        "null" => None,
        "array" => schema.GetValueOrDefault("items") is IReadOnlyDictionary<string, object?> items ? $"List[{Of(items)}]" : "list",
        "object" => schema.GetValueOrDefault("additionalProperties") is IReadOnlyDictionary<string, object?> values ? $"Dict[str, {Of(values)}]" : "dict",
        _ => Any,
    };

    private static void AddSchemas(string type, List<IReadOnlyDictionary<string, object?>> schemas)
    {
        (string name, string[] inner) = Split(type);
        switch (name)
        {
            case "optional":
                AddSchemas(inner.Length > 0 ? inner[0] : Any, schemas);
                schemas.Add(JsonValue.Object(("type", "null")));
                break;
            case "union":
                foreach (string one in inner)
                    AddSchemas(one, schemas);
                break;
            case "list" or "tuple" or "set":
                schemas.Add(inner.Length > 0 ? JsonValue.Object(("type", "array"), ("items", ToSchema(inner[0]))) : JsonValue.Object(("type", "array")));
                break;
            case "dict":
                schemas.Add(inner.Length > 1 ? JsonValue.Object(("type", "object"), ("additionalProperties", ToSchema(inner[1]))) : JsonValue.Object(("type", "object")));
                break;
            default:
                schemas.Add(Simple(name) is { } simple ? JsonValue.Object(("type", simple)) : JsonValue.Object());
                break;
        }
    }

    private static string? Simple(string name) => name switch
    {
        "str" or "string" => "string",
        "int" or "integer" => "integer",
        "float" or "number" or "double" => "number",
        "bool" or "boolean" => "boolean",
        "none" or "null" or "nonetype" => "null",
        _ => null,
    };

    // "Dict[str, List[int]]" is "dict" of "str" and "List[int]"; "str, optional", as in xLAM's own data, is optional of str.
    private static (string Name, string[] Inner) Split(string type)
    {
        type = type.Trim();
        if (type.EndsWith(", optional", StringComparison.OrdinalIgnoreCase))
            return ("optional", [type[..^", optional".Length]]);
        if (Parts(type, '|') is { Length: > 1 } alternatives)
            return ("union", alternatives);

        int open = type.IndexOf('[');
        string name = (open < 0 ? type : type[..open]).Trim().ToLowerInvariant();
        name = name switch { "array" or "sequence" or "iterable" => "list", "object" or "mapping" => "dict", _ => name };
        return open < 0 || !type.EndsWith(']') ? (name, []) : (name, Parts(type[(open + 1)..^1], ','));
    }

    private static string[] Parts(string text, char separator)
    {
        List<string> parts = [];
        int depth = 0, start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] is '[' ? 1 : text[i] is ']' ? -1 : 0;
            if (text[i] == separator && depth == 0)
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }

        parts.Add(text[start..]);
        return [.. parts];
    }
}
