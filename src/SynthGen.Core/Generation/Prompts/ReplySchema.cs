using SynthGen.Json;

namespace SynthGen.Generation.Prompts;

/// <summary>Builds the JSON Schema of a reply from the tools.</summary>
public static class ReplySchema
{
    // A local model that does not stop must not fill its context with one query.
    private const long LongestQuery = 400;

    /// <summary>Returns the schema whose evidence is one of the given passages.</summary>
    public static string Of(IReadOnlyList<ToolDefinition> tools, int count, IReadOnlyList<string> passages, bool hasSlots = false) => Of(
        tools, count, hasSlots,
        JsonValue.Object(("type", "string"), ("minLength", 1L), ("maxLength", LongestQuery)),
        JsonValue.Object(("type", "string"), ("enum", passages.Cast<object?>().ToArray())));

    /// <summary>
    /// Returns the schema of {"queries": [{"evidence", "query", "tools": [{"name", "arguments"}]}]}, each call for one of the
    /// tools. Models write in the order of the properties: the passage comes first, then what it answers, then how to find it.
    /// </summary>
    /// <param name="tools">The tools.</param>
    /// <param name="count">The maximum number of rows.</param>
    /// <param name="hasSlots">Whether each row begins with the number of its slot in the page's plan.</param>
    public static string Of(IReadOnlyList<ToolDefinition> tools, int count, bool hasSlots = false) => Of(
        tools, count, hasSlots,
        JsonValue.Object(("type", "string"), ("description", "What somebody asks.")),
        JsonValue.Object(("type", "string"), ("description", "A passage of the page, copied character for character.")));

    private static string Of(IReadOnlyList<ToolDefinition> tools, int count, bool hasSlots, object query, object evidence)
    {
        object?[] calls = [.. tools.Select(tool => Closed(
            ("name", JsonValue.Object(("type", "string"), ("enum", new object?[] { tool.Name }))),
            ("arguments", tool.Parameters)))];
        object? call = calls.Length == 1 ? calls[0] : JsonValue.Object(("anyOf", calls));
        (string, object?)[] members =
        [
            ("evidence", evidence),
            ("query", query),
            ("tools", JsonValue.Object(("type", "array"), ("minItems", 1L), ("items", call))),
        ];
        object? row = Closed(hasSlots ? [("slot", Slot(count)), .. members] : members);
        return JsonValue.ToJson(Closed(
            ("queries", JsonValue.Object(("type", "array"), ("maxItems", (long)count), ("items", row)))));
    }

    private static IReadOnlyDictionary<string, object?> Slot(int count) => JsonValue.Object(
        ("type", "integer"), ("minimum", 1L), ("maximum", (long)count), ("description", "The number of the plan's slot that the row fills."));

    private static IReadOnlyDictionary<string, object?> Closed(params (string Name, object? Schema)[] properties) => JsonValue.Object(
        ("type", "object"),
        ("properties", JsonValue.Object([.. properties])),
        ("required", properties.Select(property => (object?)property.Name).ToArray()),
        ("additionalProperties", false));
}
