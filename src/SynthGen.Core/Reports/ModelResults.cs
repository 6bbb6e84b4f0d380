namespace SynthGen.Reports;

/// <summary>What a model did on rows, as Measure-ToolModel wrote it.</summary>
/// <param name="Name">The name of the file.</param>
/// <param name="Summary">The figures; those of the first of two models with the comparison.</param>
public sealed record ModelResults(string Name, ToolModelSummary Summary);
