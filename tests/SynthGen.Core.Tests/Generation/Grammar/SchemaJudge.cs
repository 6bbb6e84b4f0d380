using System.Globalization;
using SynthGen.Json;

namespace SynthGen.Core.Tests.Generation.Grammar;

/// <summary>Decides whether a value fits a schema of the subset, directly from the specification.</summary>
internal static class SchemaJudge
{
    public static bool Fits(object? value, object? schema)
    {
        IReadOnlyDictionary<string, object?> keywords = (IReadOnlyDictionary<string, object?>)schema!;
        return keywords.All(keyword => keyword.Key switch
        {
            "type" => (keyword.Value is string type ? [type] : ((IEnumerable<object?>)keyword.Value!).Cast<string>()).Any(name => IsOf(value, name)),
            "enum" => ((IEnumerable<object?>)keyword.Value!).Any(one => Same(one, value)),
            "const" => Same(keyword.Value, value),
            "anyOf" => ((IEnumerable<object?>)keyword.Value!).Any(one => Fits(value, one)),
            "minLength" => value is not string text || new StringInfoLength(text).Runes >= Number(keyword.Value),
            "maxLength" => value is not string text || new StringInfoLength(text).Runes <= Number(keyword.Value),
            "minimum" => !IsOf(value, "number") || Number(value) >= Number(keyword.Value),
            "maximum" => !IsOf(value, "number") || Number(value) <= Number(keyword.Value),
            "exclusiveMinimum" => !IsOf(value, "number") || Number(value) > Number(keyword.Value),
            "exclusiveMaximum" => !IsOf(value, "number") || Number(value) < Number(keyword.Value),
            "items" => value is not IReadOnlyList<object?> items || items.All(item => Fits(item, keyword.Value)),
            "minItems" => value is not IReadOnlyList<object?> items || items.Count >= Number(keyword.Value),
            "maxItems" => value is not IReadOnlyList<object?> items || items.Count <= Number(keyword.Value),
            "properties" => value is not IReadOnlyDictionary<string, object?> map
                || ((IReadOnlyDictionary<string, object?>)keyword.Value!).All(property => !map.TryGetValue(property.Key, out object? member) || Fits(member, property.Value)),
            "required" => value is not IReadOnlyDictionary<string, object?> map || ((IEnumerable<object?>)keyword.Value!).All(name => map.ContainsKey((string)name!)),
            "additionalProperties" => value is not IReadOnlyDictionary<string, object?> map
                || map.Keys.All(name => ((IReadOnlyDictionary<string, object?>)keywords["properties"]!).ContainsKey(name)),
            "description" => true,
            _ => throw new NotSupportedException(keyword.Key),
        });
    }

    private static bool IsOf(object? value, string type) => type switch
    {
        "null" => value is null,
        "boolean" => value is bool,
        "string" => value is string,
        "integer" => value is long,
        "number" => value is long or decimal or double or JsonNumber,
        "object" => value is IReadOnlyDictionary<string, object?>,
        _ => value is IReadOnlyList<object?>,
    };

    private static bool Same(object? one, object? other) => JsonValue.ToJson(one) == JsonValue.ToJson(other);

    private static decimal Number(object? value) => Convert.ToDecimal(value is JsonNumber number ? decimal.Parse(number.Text, NumberStyles.Float, CultureInfo.InvariantCulture) : value, CultureInfo.InvariantCulture);

    private readonly record struct StringInfoLength(string Text)
    {
        public int Runes => Text.EnumerateRunes().Count();
    }
}
