using System.Text.Json;
using System.Text.Json.Nodes;
using SynthGen.Json;

namespace SynthGen.Datasets.Validation;

/// <summary>Checks that a call's arguments are an object, or a string that holds one, as its format requires.</summary>
internal static class CallArguments
{
    private static readonly Rule NotString = Rule.Error("ArgumentsNotString", "Write the arguments as a string that holds JSON.");
    private static readonly Rule NotObject = Rule.Error("ArgumentsNotObject", "Write the arguments as an object, not as text.");
    private static readonly Rule NotJson = Rule.Error("ArgumentsNotJson", "Correct the arguments: they are one JSON object.");

    /// <summary>Checks arguments that must be a string.</summary>
    public static void CheckText(JsonObject function, string path, LineReport report)
    {
        JsonNode? arguments = function["arguments"];
        if (arguments is JsonObject)
            report.Add(NotString, $"{path}.arguments", "The arguments are an object.", () => function["arguments"] = Node.ToJson(arguments));
        else if (Node.Text(arguments) is not { } text)
            report.Add(NotString, $"{path}.arguments", $"The arguments are {Node.NameOf(arguments)}.");
        else if (!IsObject(text))
            report.Add(NotJson, $"{path}.arguments", "The string does not hold a JSON object.");
    }

    /// <summary>Checks arguments that must be an object.</summary>
    /// <returns>The object; null if the arguments are not one.</returns>
    public static JsonObject? CheckObject(JsonObject owner, string key, string path, LineReport report)
    {
        JsonNode? arguments = owner[key];
        if (arguments is JsonObject map)
            return map;

        if (Node.Text(arguments) is not { } text)
            report.Add(NotObject, $"{path}.{key}", $"The arguments are {Node.NameOf(arguments)}.");
        else if (Node.Parse(text) is JsonObject held)
            report.Add(NotObject, $"{path}.{key}", "The arguments are a string.", () => owner[key] = held);
        else
            report.Add(NotJson, $"{path}.{key}", "The arguments are a string that does not hold a JSON object.");
        return owner[key] as JsonObject;
    }

    /// <summary>Checks arguments that may be either.</summary>
    public static JsonObject? CheckEither(JsonObject function, string path, LineReport report)
    {
        JsonNode? arguments = function["arguments"];
        if (Node.Text(arguments) is not { } text)
            return CheckObject(function, "arguments", path, report);
        if (!IsObject(text))
            report.Add(NotJson, $"{path}.arguments", "The string does not hold a JSON object.");
        return null;
    }

    // Checks without building the object, because most arguments are valid.
    private static bool IsObject(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, JsonLine.Options);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
