namespace SynthGen.Datasets.Validation;

/// <summary>A rule for a file.</summary>
/// <param name="Id">The rule's name, in PascalCase.</param>
/// <param name="Severity">How serious a violation is.</param>
/// <param name="Advice">Advice after a violation.</param>
internal sealed record Rule(string Id, IssueSeverity Severity, string Advice)
{
    public static Rule Error(string id, string advice) => new(id, IssueSeverity.Error, advice);

    public static Rule Warning(string id, string advice) => new(id, IssueSeverity.Warning, advice);
}
