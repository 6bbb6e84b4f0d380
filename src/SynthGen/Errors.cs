using System.Management.Automation;

namespace SynthGen;

/// <summary>Makes error records: an id of its own, a true category, the input as target, and advice.</summary>
internal static class Errors
{
    /// <summary>Makes an error record from a message that says what happened and advice that says what to do.</summary>
    public static ErrorRecord Create(
        string id, ErrorCategory category, object? target, string message, string advice, Exception? cause = null) =>
        new(cause ?? new InvalidOperationException(message), id, category, target)
        {
            // In the message alone: PowerShell would print a RecommendedAction as well, on a line of its own.
            ErrorDetails = new ErrorDetails($"{message} {advice}"),
        };
}
