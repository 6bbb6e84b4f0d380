namespace SynthGen.Retrieval;

/// <summary>A row that a search found.</summary>
/// <param name="Row">The index of the row, from 0.</param>
/// <param name="Score">The score, higher is better.</param>
public readonly record struct RowScore(int Row, double Score);
