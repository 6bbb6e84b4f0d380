using System.Text.Json;
using System.Text.Json.Nodes;
using SynthGen.Json;
using SynthGen.Rows;

namespace SynthGen.Datasets.Validation;

/// <summary>Helpers for parsed rows.</summary>
internal static class Node
{
    /// <summary>Returns the text of a string; null for another value.</summary>
    public static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;

    /// <summary>Returns the name of the kind of value, for messages.</summary>
    public static string NameOf(JsonNode? node) => JsonElementReader.NameOf(node?.GetValueKind() ?? JsonValueKind.Null);

    /// <summary>Parses JSON from a string; null if it is not JSON, or the value null.</summary>
    public static JsonNode? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: JsonLine.Options with { AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Returns the node as compact JSON.</summary>
    public static string ToJson(JsonNode? node)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, Json.JsonValue.Compact))
        {
            if (node is null)
                writer.WriteNullValue();
            else
                node.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
