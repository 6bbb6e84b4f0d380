namespace SynthGen;

/// <summary>How bad a finding is.</summary>
public enum IssueSeverity
{
    /// <summary>The trainer reads the file, though perhaps not as it was meant.</summary>
    Warning,

    /// <summary>The trainer refuses the row or the file, or passes the row over.</summary>
    Error,
}

/// <summary>One thing that is wrong with a dataset file.</summary>
/// <param name="Rule">The id of the rule that is broken, in PascalCase.</param>
/// <param name="Severity">How bad that is.</param>
/// <param name="Line">The line's number, from 1; 0 for the file as a whole.</param>
/// <param name="Path">Where in the line, as a JSON path: "$.messages[1].tool_calls[0].id".</param>
/// <param name="Message">What is wrong there.</param>
/// <param name="Advice">What to do about it.</param>
public sealed record ValidationIssue(string Rule, IssueSeverity Severity, long Line, string Path, string Message, string Advice)
{
    /// <summary>The file; empty if it is not known.</summary>
    public string File { get; init; } = "";

    /// <summary>Whether it is put right in the corrected copy.</summary>
    public bool Fixed { get; init; }

    /// <summary>Line, rule and message.</summary>
    public override string ToString() => $"{Line}: {Rule}: {Message}";
}
