namespace SynthGen.Retrieval;

/// <summary>A row that a search found.</summary>
/// <param name="Row">Its place among the rows, from 0.</param>
/// <param name="Score">How well it fits, higher is better.</param>
public readonly record struct RowScore(int Row, double Score);
