namespace SynthGen.Evaluation;

/// <summary>One row to measure a model on.</summary>
/// <param name="Number">The number of the item in its run, from 1.</param>
/// <param name="Row">The row.</param>
/// <param name="Example">The row that stands in the prompt as a one-shot example; null for none.</param>
public sealed record EvaluationItem(int Number, DatasetRow Row, DatasetRow? Example = null);
