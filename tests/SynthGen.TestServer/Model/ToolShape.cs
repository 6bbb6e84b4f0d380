using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace SynthGen.TestServer.Model;

/// <summary>A tool that the model may call, as the response schema describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">Its parameters' schema; null if the response schema does not hold it.</param>
public sealed record ToolShape(string Name, JsonElement? Parameters = null)
{
    // One schema a run: read once, not once a request.
    private static readonly ConcurrentDictionary<ulong, IReadOnlyList<ToolShape>> s_known = new();

    /// <summary>The tools that every dataset can use.</summary>
    public static IReadOnlyList<ToolShape> BuiltIn { get; } = [new("full_text_search"), new("vector_search")];

    /// <summary>The tools that a response schema allows: wherever an object's <c>name</c> is a <c>const</c> or an <c>enum</c>, with its <c>arguments</c>.</summary>
    /// <returns>The built-in tools if it names none.</returns>
    public static IReadOnlyList<ToolShape> From(JsonElement schema)
    {
        ulong hash = 14695981039346656037;
        foreach (byte b in JsonMarshal.GetRawUtf8Value(schema))
            hash = (hash ^ b) * 1099511628211;
        return s_known.GetOrAdd(hash, static (_, schema) =>
        {
            List<ToolShape> tools = [];
            Collect(schema.Clone(), tools);
            return tools.Count > 0 ? tools : BuiltIn;
        }, schema);
    }

    /// <summary>Arguments that fit.</summary>
    /// <param name="text">The value of every text.</param>
    public string Arguments(string text) => CompactJson.Write((Tool: this, Text: text), static (json, state) =>
    {
        if (state.Tool.Parameters is JsonElement parameters)
        {
            WriteFitting(json, parameters, state.Text);
            return;
        }

        json.WriteStartObject();
        json.WriteString("query"u8, state.Text);
        json.WriteEndObject();
    });

    private static void Collect(JsonElement schema, List<ToolShape> tools)
    {
        if (schema.ValueKind is JsonValueKind.Array)
        {
            foreach (JsonElement item in schema.EnumerateArray())
                Collect(item, tools);
        }

        if (schema.ValueKind is not JsonValueKind.Object)
            return;
        if (schema.TryGetProperty("properties", out JsonElement properties) && properties.ValueKind is JsonValueKind.Object &&
            properties.TryGetProperty("name", out JsonElement name) && name.ValueKind is JsonValueKind.Object)
        {
            JsonElement? parameters = properties.TryGetProperty("arguments", out JsonElement arguments) &&
                arguments.TryGetProperty("properties", out _) ? arguments : null;
            foreach (string text in NamesIn(name))
            {
                if (!tools.Exists(tool => tool.Name == text))
                    tools.Add(new ToolShape(text, parameters));
            }
        }

        foreach (JsonProperty property in schema.EnumerateObject())
            Collect(property.Value, tools);
    }

    private static IEnumerable<string> NamesIn(JsonElement name)
    {
        if (name.TryGetProperty("const", out JsonElement one) && one.ValueKind is JsonValueKind.String)
            return [one.GetString()!];
        return name.TryGetProperty("enum", out JsonElement many) && many.ValueKind is JsonValueKind.Array
            ? many.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.String).Select(item => item.GetString()!)
            : [];
    }

    private static void WriteFitting(Utf8JsonWriter json, JsonElement schema, string text)
    {
        if (schema.TryGetProperty("const", out JsonElement only))
        {
            only.WriteTo(json);
            return;
        }

        if (schema.TryGetProperty("enum", out JsonElement choices) && choices.GetArrayLength() > 0)
        {
            choices[0].WriteTo(json);
            return;
        }

        switch (TypeOf(schema))
        {
            case "object":
                json.WriteStartObject();
                foreach (JsonProperty property in Wanted(schema))
                {
                    json.WritePropertyName(property.Name);
                    WriteFitting(json, property.Value, text);
                }

                json.WriteEndObject();
                break;
            case "array":
                json.WriteStartArray();
                if (schema.TryGetProperty("items", out JsonElement items))
                    WriteFitting(json, items, text);
                json.WriteEndArray();
                break;
            case "integer" or "number":
                json.WriteNumberValue(schema.TryGetProperty("minimum", out JsonElement least) ? decimal.Ceiling(least.GetDecimal()) : 1m);
                break;
            case "boolean":
                json.WriteBooleanValue(true);
                break;
            default:
                json.WriteStringValue(text);
                break;
        }
    }

    private static IEnumerable<JsonProperty> Wanted(JsonElement schema)
    {
        if (!schema.TryGetProperty("properties", out JsonElement properties))
            return [];
        HashSet<string?>? required = schema.TryGetProperty("required", out JsonElement names)
            ? [.. names.EnumerateArray().Select(name => name.GetString())]
            : null;
        return properties.EnumerateObject().Where(property => required?.Contains(property.Name) ?? true);
    }

    // Gemini's own schemas write types in capitals.
    private static string? TypeOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out JsonElement type))
            return schema.TryGetProperty("properties", out _) ? "object" : null;
        if (type.ValueKind is JsonValueKind.Array)
            type = type.EnumerateArray().FirstOrDefault(item => item.GetString() is not "null");
        return type.ValueKind is JsonValueKind.String ? type.GetString()!.ToLowerInvariant() : null;
    }
}
