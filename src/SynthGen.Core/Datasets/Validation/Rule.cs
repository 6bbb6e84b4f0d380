namespace SynthGen.Datasets.Validation;

/// <summary>Something that a file has to keep to.</summary>
/// <param name="Id">Its name, in PascalCase.</param>
/// <param name="Severity">How bad it is not to.</param>
/// <param name="Advice">What to do then.</param>
internal sealed record Rule(string Id, IssueSeverity Severity, string Advice)
{
    public static Rule Error(string id, string advice) => new(id, IssueSeverity.Error, advice);

    public static Rule Warning(string id, string advice) => new(id, IssueSeverity.Warning, advice);
}
