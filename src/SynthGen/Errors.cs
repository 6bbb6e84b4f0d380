using System.Management.Automation;

namespace SynthGen;

/// <summary>Makes error records: an id of its own, a true category, the input as target, and what to do.</summary>
internal static class Errors
{
    /// <summary>An error record whose message says what happened and whose advice says what to do about it.</summary>
    public static ErrorRecord Create(
        string id, ErrorCategory category, object? target, string message, string advice, Exception? cause = null) =>
        new(cause ?? new InvalidOperationException(message), id, category, target)
        {
            // In the message alone: PowerShell would print a RecommendedAction as well, on a line of its own.
            ErrorDetails = new ErrorDetails($"{message} {advice}"),
        };

    /// <summary>The error of an object in the pipeline that is no page.</summary>
    public static ErrorRecord NotAPage(PSObject? input) => Create(
        "NotAnOcrPage", ErrorCategory.InvalidType, input, $"A {input?.BaseObject.GetType().Name ?? "null"} is no page.",
        "Split the document into pages first: Split-OcrDocument.");
}
