using System.Text.Json;
using System.Text.Json.Nodes;

namespace SynthGen.Adapters.Chat.Gemini;

/// <summary>A JSON Schema in the forms that servers take who refuse it as it is. Replies are checked by the whole one all the same.</summary>
internal static class GeminiSchema
{
    private const int MostDepth = 32;

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
        return Write(OpenApi(root, root, 0));
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

    private static JsonNode OpenApi(JsonNode? schema, JsonNode? root, int depth)
    {
        // A schema that holds itself has no end in this form: below here anything is right.
        if (Resolve(schema, root) is not JsonObject given || depth > MostDepth)
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
                    written["properties"] = Named(named, one => OpenApi(one, root, depth + 1));
                    break;
                case ("anyOf" or "oneOf", JsonArray list):
                    written["anyOf"] = Listed(list, one => OpenApi(one, root, depth + 1));
                    break;
                case ("items", JsonObject items):
                    written["items"] = OpenApi(items, root, depth + 1);
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

    private static JsonNode? Resolve(JsonNode? schema, JsonNode? root)
    {
        for (int step = 0; schema is JsonObject given && given["$ref"] is JsonValue reference && step < MostDepth; step++)
        {
            JsonNode? target = root;
            foreach (string part in reference.GetValue<string>().TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
                target = target is JsonObject holder ? holder[Uri.UnescapeDataString(part).Replace("~1", "/").Replace("~0", "~")] : null;
            schema = target;
        }

        return schema;
    }

    private static JsonObject Named(JsonObject schemas, Func<JsonNode?, JsonNode?> write) => new(schemas.Select(one => KeyValuePair.Create(one.Key, write(one.Value))));

    private static JsonArray Listed(JsonArray schemas, Func<JsonNode?, JsonNode?> write) => new([.. schemas.Select(write)]);
}
