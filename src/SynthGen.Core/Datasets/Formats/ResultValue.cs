using System.Text.Json;
using SynthGen.Json;

namespace SynthGen.Datasets.Formats;

/// <summary>
/// A tool's result as a value within JSON: JSON stands as it is, other text as a string, so that it is read back to the letter.
/// </summary>
internal static class ResultValue
{
    // Far from the depth that a line may have.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>
    /// Returns the kind of a result that stands as it is: JSON on one line, but not a string, which could not be told from text.
    /// </summary>
    /// <returns>The kind; null if the result is text.</returns>
    public static JsonValueKind? KindOf(string result, out string? onlyMember)
    {
        onlyMember = null;
        if (result.Length == 0 || char.IsWhiteSpace(result[0]) || char.IsWhiteSpace(result[^1]) || result.AsSpan().ContainsAny('\r', '\n'))
            return null;

        try
        {
            using JsonDocument document = JsonDocument.Parse(result, Options);
            // Throws for half of a surrogate pair.
            JsonValue.Read(document.RootElement);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.GetPropertyCount() == 1)
                onlyMember = document.RootElement.EnumerateObject().First().Name;
            return document.RootElement.ValueKind == JsonValueKind.String ? null : document.RootElement.ValueKind;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Returns the result that a value holds.</summary>
    public static string Read(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
