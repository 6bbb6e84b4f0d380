using System.Text.Json;

namespace SynthGen.Review;

/// <summary>Reads the members of a request's JSON.</summary>
internal static class Body
{
    /// <summary>Returns a text, or the digits of a number.</summary>
    /// <exception cref="RequestException">There is none.</exception>
    public static string Text(JsonElement body, string name) => TextOrNull(body, name) ?? throw Missing(name, "a text or a number");

    /// <summary>Returns a text, or the digits of a number; null if there is none.</summary>
    /// <exception cref="RequestException">It is something else, or half a character.</exception>
    public static string? TextOrNull(JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            return null;
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => throw Missing(name, "a text or a number"),
            };
        }
        catch (InvalidOperationException)
        {
            throw Missing(name, "valid Unicode");
        }
    }

    /// <summary>Returns the decision.</summary>
    /// <exception cref="RequestException">There is none.</exception>
    public static ReviewStatus Decision(JsonElement body) =>
        Enum.GetNames<ReviewStatus>().Contains(TextOrNull(body, "decision"))
            ? Enum.Parse<ReviewStatus>(Text(body, "decision"))
            : throw Missing("decision", $"one of {string.Join(", ", Enum.GetNames<ReviewStatus>())}");

    private static RequestException Missing(string name, string kind) => new(400, "BadRequest", $"'{name}' must be {kind}. Correct the request.");
}
