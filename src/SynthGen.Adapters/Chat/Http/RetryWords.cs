using System.Text.RegularExpressions;

namespace SynthGen.Adapters.Chat.Http;

/// <summary>How long to wait, where a server says it in the words of its error alone.</summary>
internal static partial class RetryWords
{
    /// <summary>The length of time: "try again in 9m38.016s", "retry after 86400 seconds", "reset after 5h59m59s"; null if none is named.</summary>
    public static TimeSpan? Find(string message)
    {
        if (Wait().Match(message) is not { Success: true } match)
            return null;
        string unit = match.Groups["unit"].Value;
        return DurationText.Parse(match.Groups["length"].Value.TrimEnd('.') + (unit.Length > 0 ? unit[..1].ToLowerInvariant() : ""));
    }

    [GeneratedRegex(
        @"(?:try again|retry|resets?|available again)(?: again)? (?:in|after) (?<length>\d[\d.]*(?:(?:ms|[dhms])(?:\d[\d.]*(?:ms|[hms]))*)?)(?: ?(?<unit>second|minute|hour|day)s?)?\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Wait();
}
