namespace SynthGen.Retrieval;

/// <summary>The passages of a page, compared with queries by the neural model of the index. Thread-safe.</summary>
/// <param name="index">The index.</param>
/// <param name="text">The page's text.</param>
internal sealed class PassageMeaning(IPageIndex index, string text)
{
    private readonly IReadOnlyList<(int Start, int End)> _passages = PagePassages.Of(text);

    // Rows of a page are tested at a time, and its passages are embedded once for all of them.
    private readonly Lazy<IReadOnlyList<float[]>?> _vectors = new(() => index.Embed([.. PagePassages.Of(text).Select(passage => text[passage.Start..passage.End])], EmbeddingUse.Page));

    /// <summary>
    /// Returns by how much a passage of the page is nearer to what is sought than the evidence is: the difference of their
    /// cosines, 0 or less if the evidence is the nearest. Evidence is as near as the nearest of the passages that it is in.
    /// Null if the index has no neural model in the process, or no passage is apart from the evidence.
    /// </summary>
    /// <param name="sought">What is sought. The mark at its end is left out, so that it is often what was searched for already.</param>
    /// <param name="start">The start of the evidence.</param>
    /// <param name="length">Its length.</param>
    public double? Excess(string sought, int start, int length)
    {
        if (!_passages.Any(passage => PagePassages.IsApart(passage, start, length)) || index.Embed([sought.TrimEnd('?', '.', ' ')], EmbeddingUse.Query) is not [float[] query] || _vectors.Value is not { } vectors)
            return null;

        double own = -1, other = -1;
        for (int i = 0; i < _passages.Count; i++)
        {
            double cosine = Cosine(query, vectors[i]);
            if (PagePassages.Has(_passages[i], start, length))
                own = Math.Max(own, cosine);
            else if (PagePassages.IsApart(_passages[i], start, length))
                other = Math.Max(other, cosine);
        }

        // Part of a sentence may say more clearly what it says than the whole.
        if (other > own && index.Embed([text.Substring(start, length)], EmbeddingUse.Page) is [float[] evidence])
            own = Math.Max(own, Cosine(query, evidence));
        return other - own;
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
