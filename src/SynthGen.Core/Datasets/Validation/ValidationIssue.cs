using SynthGen.Text;

namespace SynthGen;

/// <summary>How serious a finding is.</summary>
public enum IssueSeverity : long // ConvertTo-Json writes the names of 64-bit enumerations.
{
    /// <summary>The trainer reads the file, though perhaps not as intended.</summary>
    Warning,

    /// <summary>The trainer rejects the row or the file, or skips the row.</summary>
    Error,
}

/// <summary>One fault of a dataset file.</summary>
/// <param name="Rule">The id of the broken rule, in PascalCase.</param>
/// <param name="Severity">How serious the fault is.</param>
/// <param name="Line">The line's number, from 1; 0 for the file as a whole.</param>
/// <param name="Path">The place in the line, as a JSON path: "$.messages[1].tool_calls[0].id".</param>
/// <param name="Message">The fault.</param>
/// <param name="Advice">Advice for correcting it.</param>
public sealed record ValidationIssue(string Rule, IssueSeverity Severity, long Line, string Path, string Message, string Advice)
{
    /// <summary>The file; empty if unknown.</summary>
    public string File { get; init; } = "";

    /// <summary>Whether the corrected copy corrects it.</summary>
    public bool Fixed { get; init; }

    /// <summary>Line, rule and message.</summary>
    public override string ToString() => PrintableText.Line($"{Line}: {Rule}: {Message}");
}
