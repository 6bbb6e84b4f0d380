using System.Text.Json;

namespace SynthGen.TestServer.Dialects;

/// <summary>A schema that a constraint would have too many states for.</summary>
internal static class RichSchema
{
    public const string Words =
        "The specified schema produces a constraint that has too many states for serving. Typical causes of this error are schemas with lots of text, "
        + "schemas with long array length limits, or schemas using complex value matchers.";

    private static readonly string[] Multipliers = ["minItems", "maxItems", "minLength", "maxLength", "pattern", "minimum", "maximum"];

    public static bool IsIn(JsonElement? schema) => schema switch
    {
        { ValueKind: JsonValueKind.Object } given => given.EnumerateObject().Any(member => Multipliers.Contains(member.Name) || IsIn(member.Value)),
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Any(item => IsIn(item)),
        _ => false,
    };
}
