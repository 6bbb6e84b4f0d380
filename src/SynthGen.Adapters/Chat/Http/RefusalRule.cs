using System.Text.RegularExpressions;
using SynthGen.Models;
using SynthGen.Text;

namespace SynthGen.Adapters.Chat.Http;

/// <summary>One row of the <see cref="RefusalTable"/>. A rule without codes and words is about its statuses alone.</summary>
/// <param name="Subject">What a refusal is about that fits.</param>
/// <param name="Kind">What to make of it.</param>
internal sealed record RefusalRule(RefusalSubject Subject, ChatErrorKind Kind)
{
    private Regex? _words;

    /// <summary>Codes, types, statuses or reasons, one of which the error has, whatever its HTTP status.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>A pattern that the error's words fit, upper and lower case alike; empty for none.</summary>
    public string Words
    {
        get => _words?.ToString() ?? "";
        init => _words = BoundedRegex.Create(value, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }

    /// <summary>The HTTP statuses that words count with; empty for all refusals (4xx). Errors without a status always do.</summary>
    public IReadOnlyList<int> Statuses { get; init; } = [];

    /// <summary>Whether words count with 5xx too: some servers call everything an error of their own.</summary>
    public bool IsForAnyStatus { get; init; }

    /// <summary>Whether an error is of this kind.</summary>
    public bool Fits(ServerError error, int? status)
    {
        if (Codes.Any(code => error.Codes.Contains(code, StringComparer.OrdinalIgnoreCase)))
            return true;
        if (_words is null)
            return Codes.Count == 0 && status is { } exact && Statuses.Contains(exact);
        return Counts(status) && IsSaid(error.Message);
    }

    private bool Counts(int? status) =>
        status is not { } code || IsForAnyStatus || (Statuses.Count > 0 ? Statuses.Contains(code) : code is >= 400 and < 500);

    private bool IsSaid(string message)
    {
        try
        {
            return _words!.IsMatch(message);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
