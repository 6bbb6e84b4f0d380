namespace SynthGen.Retrieval;

/// <summary>The passages of a page, compared with queries by the neural model of the index. Thread-safe.</summary>
/// <param name="index">The index.</param>
/// <param name="text">The page's text.</param>
/// <param name="passages">Where its passages begin and end.</param>
internal sealed class PassageMeaning(IPageIndex index, string text, IReadOnlyList<(int Start, int End)> passages)
{
    private const int Short = 200;

    // Rows of a page are tested at a time, and its passages are embedded once for all of them.
    private readonly Lazy<IReadOnlyList<float[]>?> _vectors = new(() => index.Embed([.. passages.Select(passage => text[passage.Start..passage.End])], EmbeddingUse.Page));

    /// <summary>
    /// Returns the share of the page's other passages that are nearer to what is sought than the evidence is: 0 if the evidence
    /// is the nearest. Null if the index has no neural model in the process, or no passage is apart from the evidence.
    /// </summary>
    /// <param name="sought">What is sought. The mark at its end is left out, so that it is often what was searched for already.</param>
    /// <param name="start">The start of the evidence.</param>
    /// <param name="length">Its length.</param>
    public double? Nearer(string sought, int start, int length)
    {
        int[] others = [.. Enumerable.Range(0, passages.Count).Where(i => PagePassages.IsApart(passages[i], start, length))];
        if (others.Length == 0 || index.Embed([sought.TrimEnd('?', '.', ' ')], EmbeddingUse.Query) is not [float[] query] || _vectors.Value is not { } vectors)
            return null;

        double own = Enumerable.Range(0, passages.Count).Where(i => PagePassages.Has(passages[i], start, length)).Select(i => Cosine(query, vectors[i])).Append(-1).Max();
        double[] cosines = [.. others.Select(i => Cosine(query, vectors[i]))];

        // Part of a sentence may say more clearly what it says than the whole, and a short one says little without what stands around it.
        if (cosines.Max() > own)
            own = index.Embed([.. Around(start, length)], EmbeddingUse.Page)!.Select(vector => Cosine(query, vector)).Append(own).Max();
        return (double)cosines.Count(cosine => cosine > own) / cosines.Length;
    }

    private IEnumerable<string> Around(int start, int length)
    {
        yield return text.Substring(start, length);
        if (length >= Short)
            yield break;

        int from = Math.Max(0, start - (Short - length) / 2);
        yield return text[from..Math.Min(text.Length, Math.Max(start + length, from + Short))];
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
