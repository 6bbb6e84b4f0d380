using System.Text.Json;
using SynthGen.Json;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Xlam;

/// <summary>
/// xLAM's tools: parameters are a flat map, {"limit": {"type": "int", "description": "…", "required": true}}, with default
/// and enum where the schema has them. xLAM keeps only parameter types, defaults and enums.
/// </summary>
internal static class PythonParameters
{
    /// <summary>Writes a tool.</summary>
    /// <exception cref="NotSupportedException">The schema is not a list of parameters.</exception>
    public static void WriteTool(Utf8JsonWriter json, ToolDefinition tool)
    {
        IReadOnlyDictionary<string, object?> properties = JsonValue.Object();
        if (tool.Parameters.GetValueOrDefault("properties") is IReadOnlyDictionary<string, object?> given)
            properties = given;
        else if (tool.Parameters.Keys.Any(key => key is "anyOf" or "oneOf" or "allOf" or "$ref"))
            throw new NotSupportedException($"the parameters of '{tool.Name}' are not a plain list, and the format has only that.");

        IReadOnlyList<object?> required = tool.Parameters.GetValueOrDefault("required") as IReadOnlyList<object?> ?? [];
        json.WriteStartObject();
        json.WriteString("name"u8, tool.Name);
        json.WriteString("description"u8, tool.Description);
        json.WriteStartObject("parameters"u8);
        foreach ((string name, object? schema) in properties)
        {
            json.WriteStartObject(name);
            WriteParameter(json, schema as IReadOnlyDictionary<string, object?> ?? JsonValue.Object(), required.Contains(name));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Reads a tool. Parameters that are a JSON Schema instead are read as one.</summary>
    /// <exception cref="FormatException">The element is not a tool.</exception>
    public static ToolDefinition ReadTool(JsonElement element)
    {
        string name = JsonElementReader.Text(JsonElementReader.Object(element, "a tool in 'tools'"), "name", "tools[].name");
        if (string.IsNullOrWhiteSpace(name))
            throw new FormatException("a tool in 'tools' has no name");
        if (!JsonElementReader.TryGet(element, "parameters", out JsonElement parameters) || IsSchema(parameters))
            return SharedTools.ReadFunction(element);

        OrderedDictionary<string, object?> properties = [];
        List<object?> required = [];
        foreach (JsonProperty parameter in JsonElementReader.Object(parameters, "'tools[].parameters'").EnumerateObject())
        {
            properties[parameter.Name] = ReadParameter(JsonElementReader.Object(parameter.Value, $"'tools[].parameters.{parameter.Name}'"));
            if (parameter.Value.TryGetProperty("required", out JsonElement flag) && flag.ValueKind == JsonValueKind.True)
                required.Add(parameter.Name);
        }

        string description = JsonElementReader.TryGet(element, "description", out _) ? JsonElementReader.Text(element, "description", "tools[].description") : "";
        return new ToolDefinition(name, description, JsonValue.Object(
            ("type", "object"), ("properties", new JsonMap(properties)), ("required", required.AsReadOnly())));
    }

    /// <summary>Whether parameters are a JSON Schema instead of a flat map.</summary>
    public static bool IsSchema(JsonElement parameters) =>
        JsonElementReader.TryGet(parameters, "type", out JsonElement type) && type.ValueKind == JsonValueKind.String;

    private static void WriteParameter(Utf8JsonWriter json, IReadOnlyDictionary<string, object?> schema, bool required)
    {
        json.WriteString("type"u8, PythonType.Of(schema));
        json.WriteString("description"u8, schema.GetValueOrDefault("description") as string ?? "");
        json.WriteBoolean("required"u8, required);
        foreach (string key in (ReadOnlySpan<string>)["default", "enum"])
        {
            if (!schema.TryGetValue(key, out object? value))
                continue;
            json.WritePropertyName(key);
            JsonValue.Write(json, value);
        }
    }

    private static IReadOnlyDictionary<string, object?> ReadParameter(JsonElement parameter)
    {
        string type = JsonElementReader.TryGet(parameter, "type", out JsonElement given) && given.ValueKind == JsonValueKind.String ? given.GetString()! : "Any";
        OrderedDictionary<string, object?> schema = new(PythonType.ToSchema(type));
        schema["description"] = JsonElementReader.TryGet(parameter, "description", out _) ? JsonElementReader.Text(parameter, "description", "tools[].parameters.description") : "";
        foreach (string key in (ReadOnlySpan<string>)["default", "enum"])
        {
            if (parameter.TryGetProperty(key, out JsonElement value))
                schema[key] = JsonValue.Read(value);
        }

        return new JsonMap(schema);
    }
}
