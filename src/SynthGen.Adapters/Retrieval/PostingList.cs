namespace SynthGen.Adapters.Retrieval;

/// <summary>The pages that a term stands on.</summary>
/// <param name="Pages">Their places, rising.</param>
/// <param name="Weights">What the term adds to the score of each of them.</param>
internal readonly record struct PostingList(int[] Pages, double[] Weights);
