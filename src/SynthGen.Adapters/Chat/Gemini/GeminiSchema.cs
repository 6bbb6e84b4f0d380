using System.Text.Json;
using System.Text.Json.Nodes;

namespace SynthGen.Adapters.Chat.Gemini;

/// <summary>A JSON Schema in the forms that servers take who refuse it as it is. Replies are checked by the whole one all the same.</summary>
internal static class GeminiSchema
{
    // https://ai.google.dev/api/caching#Schema
    private static readonly HashSet<string> OpenApiKeywords =
    [
        "type", "format", "title", "description", "nullable", "enum", "maxItems", "minItems", "properties", "required", "minProperties", "maxProperties",
        "minLength", "maxLength", "pattern", "example", "anyOf", "propertyOrdering", "default", "items", "minimum", "maximum",
    ];

    private static readonly HashSet<string> Multipliers =
    [
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "format", "minItems", "maxItems", "uniqueItems",
        "minProperties", "maxProperties", "title", "description", "default", "example", "examples", "$comment", "additionalProperties",
    ];

    /// <summary>The schema without what multiplies the states that a constraint of it has.</summary>
    public static JsonElement Simple(JsonElement schema) => Write(Reduce(Parse(schema), Multipliers));

    /// <summary>The schema in the API's own subset of OpenAPI: references in their place, types in capitals, "null" as nullable.</summary>
    public static JsonElement OpenApi(JsonElement schema)
    {
        JsonNode? root = Parse(schema);
        return Write(OpenApi(root, root, []));
    }

    private static JsonNode? Parse(JsonElement schema) => JsonNode.Parse(schema.GetRawText());

    private static JsonElement Write(JsonNode? node) => JsonSerializer.SerializeToElement(node);

    private static JsonNode? Reduce(JsonNode? schema, HashSet<string> dropped)
    {
        if (schema is not JsonObject given)
            return schema?.DeepClone();
        JsonObject kept = [];
        foreach ((string keyword, JsonNode? value) in given)
        {
            if (dropped.Contains(keyword))
                continue;
            kept[keyword] = (keyword, value) switch
            {
                ("properties" or "$defs" or "definitions", JsonObject named) => Named(named, one => Reduce(one, dropped)),
                (_, JsonArray list) => Listed(list, one => Reduce(one, dropped)),
                _ => Reduce(value, dropped),
            };
        }

        return kept;
    }

    private static JsonNode OpenApi(JsonNode? schema, JsonNode? root, IReadOnlyList<string> followed)
    {
        // A schema that holds itself has no end in this form: below here anything is right.
        while (schema is JsonObject holder && holder["$ref"] is JsonValue reference && reference.TryGetValue(out string? target) && !followed.Contains(target))
        {
            followed = [.. followed, target];
            schema = Find(root, target);
        }

        if (schema is not JsonObject given || given.ContainsKey("$ref"))
            return new JsonObject { ["type"] = "OBJECT" };
        JsonObject written = [];
        foreach ((string keyword, JsonNode? value) in given)
        {
            switch (keyword, value)
            {
                case ("type", JsonArray types):
                    WriteTypes(written, [.. types.Select(type => type!.GetValue<string>())]);
                    break;
                case ("type", JsonValue type):
                    written["type"] = type.GetValue<string>().ToUpperInvariant();
                    break;
                case ("const", JsonValue constant) when constant.GetValueKind() == JsonValueKind.String:
                    written["enum"] = new JsonArray(constant.DeepClone());
                    written["type"] ??= "STRING";
                    break;
                case ("enum", JsonArray values):
                    // An enum of the subset is one of strings.
                    if (values.All(one => one is JsonValue text && text.GetValueKind() == JsonValueKind.String))
                        written["enum"] = values.DeepClone();
                    break;
                case ("properties", JsonObject named):
                    written["properties"] = Named(named, one => OpenApi(one, root, followed));
                    break;
                case ("anyOf" or "oneOf", JsonArray list):
                    written["anyOf"] = Listed(list, one => OpenApi(one, root, followed));
                    break;
                case ("items", JsonObject items):
                    written["items"] = OpenApi(items, root, followed);
                    break;
                default:
                    if (OpenApiKeywords.Contains(keyword))
                        written[keyword] = value?.DeepClone();
                    break;
            }
        }

        return written;
    }

    private static void WriteTypes(JsonObject written, IReadOnlyList<string> types)
    {
        if (types.Contains("null"))
            written["nullable"] = true;
        string[] others = [.. types.Where(type => type != "null").Select(type => type.ToUpperInvariant())];
        if (others.Length == 1)
            written["type"] = others[0];
        else
            written["anyOf"] = new JsonArray([.. others.Select(type => new JsonObject { ["type"] = type })]);
    }

    private static JsonNode? Find(JsonNode? root, string reference)
    {
        foreach (string part in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
            root = root is JsonObject holder ? holder[Uri.UnescapeDataString(part).Replace("~1", "/").Replace("~0", "~")] : null;
        return root;
    }

    private static JsonObject Named(JsonObject schemas, Func<JsonNode?, JsonNode?> write) => new(schemas.Select(one => KeyValuePair.Create(one.Key, write(one.Value))));

    private static JsonArray Listed(JsonArray schemas, Func<JsonNode?, JsonNode?> write) => new([.. schemas.Select(write)]);
}
