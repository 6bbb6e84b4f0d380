namespace SynthGen.Retrieval;

/// <summary>The passages of a page, compared with queries by the neural model of the index. Thread-safe.</summary>
/// <param name="index">The index.</param>
/// <param name="text">The page's text.</param>
internal sealed class PassageMeaning(IPageIndex index, string text)
{
    /// <summary>The length of a passage, in UTF-16 code units: about a sentence.</summary>
    public const int Passage = 200;

    private const int FewestPassages = 4;

    private readonly int _count = text.Length / Passage;

    // Two threads may both compute the vectors; the results are equal.
    private IReadOnlyList<float[]>? _vectors;

    /// <summary>
    /// Returns the share of the page's other passages that are less similar to what is sought than the evidence is. Null if the
    /// index has no neural model in the process, or the page has few passages.
    /// </summary>
    /// <param name="sought">The query and the search texts of its calls.</param>
    /// <param name="start">The start of the evidence.</param>
    /// <param name="length">Its length.</param>
    public double? Support(string sought, int start, int length)
    {
        if (_count < FewestPassages || index.Embed([sought], EmbeddingUse.Query) is not [float[] query])
            return null;

        _vectors ??= index.Embed([.. Enumerable.Range(0, _count).Select(i => text.Substring(i * Passage, Passage))], EmbeddingUse.Page)!;

        double own = index.Embed([.. Around(start, length)], EmbeddingUse.Page)!.Max(vector => Cosine(query, vector));
        double[] others = [.. Enumerable.Range(0, _count)
            .Where(i => (i + 1) * Passage <= start || i * Passage >= start + length)
            .Select(i => Cosine(query, _vectors[i]))];
        return others.Length < FewestPassages ? null : (double)others.Count(other => other < own) / others.Length;
    }

    // The evidence, and if it is short what stands around it too, without which it says little.
    private IEnumerable<string> Around(int start, int length)
    {
        yield return text.Substring(start, length);
        if (length >= Passage)
            yield break;

        int from = Math.Max(0, start - (Passage - length) / 2);
        yield return text[from..Math.Min(text.Length, Math.Max(start + length, from + Passage))];
    }

    private static double Cosine(float[] one, float[] other)
    {
        double product = 0, square = 0, otherSquare = 0;
        for (int i = 0; i < one.Length; i++)
        {
            product += (double)one[i] * other[i];
            square += (double)one[i] * one[i];
            otherSquare += (double)other[i] * other[i];
        }

        return square == 0 || otherSquare == 0 ? 0 : product / Math.Sqrt(square * otherSquare);
    }
}
