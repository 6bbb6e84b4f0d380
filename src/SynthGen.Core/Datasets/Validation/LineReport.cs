namespace SynthGen.Datasets.Validation;

/// <summary>Collects what is wrong with a line, and puts right what can be if that is asked for.</summary>
/// <param name="fixing">Whether it is.</param>
internal sealed class LineReport(bool fixing)
{
    /// <summary>The line's number; 0 for the file as a whole.</summary>
    public long Number { get; private set; }

    /// <summary>The line's bytes.</summary>
    public ReadOnlyMemory<byte> Line { get; set; }

    /// <summary>What was found.</summary>
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

    /// <summary>Reports that a rule is broken.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="path">Where.</param>
    /// <param name="message">How.</param>
    /// <param name="fix">Puts it right in the row; null if nothing can.</param>
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

    /// <summary>Reports what is put right by how the copy is written, not in the row.</summary>
    public void AddWritten(Rule rule, string message) =>
        Findings.Add(new ValidationIssue(rule.Id, rule.Severity, Number, "$", message, rule.Advice) { Fixed = fixing });
}
