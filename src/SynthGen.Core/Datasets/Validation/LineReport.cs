namespace SynthGen.Datasets.Validation;

/// <summary>Collects the faults of a line, and corrects them on request.</summary>
/// <param name="fixing">Whether faults are corrected where possible.</param>
internal sealed class LineReport(bool fixing)
{
    /// <summary>The line's number; 0 for the file as a whole.</summary>
    public long Number { get; private set; }

    /// <summary>The line's bytes.</summary>
    public ReadOnlyMemory<byte> Line { get; set; }

    /// <summary>The findings.</summary>
    public List<ValidationIssue> Findings { get; } = [];

    /// <summary>Whether the row was changed.</summary>
    public bool Changed { get; private set; }

    /// <summary>Begins a line.</summary>
    public void Begin(long number)
    {
        Number = number;
        Line = default;
        Changed = false;
        Findings.Clear();
    }

    /// <summary>Reports a broken rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="path">The place.</param>
    /// <param name="message">The fault.</param>
    /// <param name="fix">Corrects the fault in the row; null if it cannot be corrected.</param>
    public void Add(Rule rule, string path, string message, Action? fix = null)
    {
        bool fixes = fixing && fix is not null;
        if (fixes)
        {
            fix!();
            Changed = true;
        }

        Findings.Add(new ValidationIssue(rule.Id, rule.Severity, Number, path, message, rule.Advice) { Fixed = fixes });
    }

    /// <summary>Reports that the row cannot be written with its corrections: none of its faults is corrected.</summary>
    public void Revert(Rule rule, string message)
    {
        for (int i = 0; i < Findings.Count; i++)
            Findings[i] = Findings[i] with { Fixed = false };
        if (Findings.All(finding => finding.Rule != rule.Id))
            Add(rule, "$", message);
        Changed = false;
    }

    /// <summary>Reports a fault that the writing of the copy corrects, without a change of the row.</summary>
    public void AddWritten(Rule rule, string message) =>
        Findings.Add(new ValidationIssue(rule.Id, rule.Severity, Number, "$", message, rule.Advice) { Fixed = fixing });
}
