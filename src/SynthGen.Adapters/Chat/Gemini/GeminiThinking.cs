using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using SynthGen.Models.Spending;

namespace SynthGen.Adapters.Chat.Gemini;

/// <summary>
/// Writes how much a model may think: as a level from Gemini 3 on, as a budget of tokens before. The API refuses both at
/// once. The budgets are those of the API's OpenAI-compatible endpoint for the same words.
/// </summary>
internal static partial class GeminiThinking
{
    /// <summary>Writes thinkingConfig.</summary>
    public static void Write(Utf8JsonWriter json, string model, ReasoningEffort effort)
    {
        json.WriteStartObject("thinkingConfig");
        if (TakesBudget(model))
            json.WriteNumber("thinkingBudget", Budget(effort));
        else
            json.WriteString("thinkingLevel", Level(effort));
        json.WriteEndObject();
    }

    // A name without a version (gemini-flash-latest) means the newest model.
    private static bool TakesBudget(string model) =>
        Version().Match(model) is { Success: true } match
        && int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) < 3;

    private static int Budget(ReasoningEffort effort) => effort switch
    {
        ReasoningEffort.None or ReasoningEffort.Low => 1024,
        ReasoningEffort.Medium => 8192,
        _ => 24576,
    };

    private static string Level(ReasoningEffort effort) => effort switch
    {
        ReasoningEffort.None => "minimal",
        ReasoningEffort.Low => "low",
        ReasoningEffort.Medium => "medium",
        _ => "high",
    };

    [GeneratedRegex(@"gemini-(\d{1,4})(?!\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
