namespace SynthGen.Adapters.Retrieval;

/// <summary>
/// BM25 of one word, with the numbers and in the order of SQLite's bm25(), so that the weights are the same to the last bit:
/// k1 = 1.2, b = 0.75, and the weight of a word that most pages have is not negative but 10⁻⁶ times its saturation.
/// See https://sqlite.org/fts5.html#the_bm25_function.
/// </summary>
internal sealed class WordWeights
{
    private const double K1 = 1.2, B = 0.75, LeastIdf = 1e-6;

    private readonly double[] _norms;

    /// <summary>Takes the pages' numbers of words, by their places.</summary>
    public WordWeights(int[] lengths)
    {
        Lengths = lengths;
        long words = 0;
        foreach (int length in lengths)
            words += length;
        double average = (double)words / lengths.Length;
        _norms = [.. lengths.Select(length => K1 * (1 - B + B * length / average))];
    }

    /// <summary>The number of pages.</summary>
    public int Pages => _norms.Length;

    /// <summary>The pages' numbers of words, by their places.</summary>
    public int[] Lengths { get; }

    /// <summary>Weighs a word by how often it stands on pages.</summary>
    /// <param name="pages">The places of all pages with the word.</param>
    /// <param name="counts">How often it stands on each of them.</param>
    /// <exception cref="InvalidDataException">It stands more often on a page than the page has words.</exception>
    public PostingList Weigh(ReadOnlySpan<int> pages, ReadOnlySpan<int> counts)
    {
        double idf = Math.Log(((double)Pages - pages.Length + 0.5) / (pages.Length + 0.5));
        if (idf <= 0)
            idf = LeastIdf;
        double[] weights = new double[pages.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            if (counts[i] > Lengths[pages[i]])
                throw PageDatabase.Damaged("a word stands more often on a page than the page has words");
            double count = counts[i];
            weights[i] = idf * (count * (K1 + 1.0) / (count + _norms[pages[i]]));
        }

        return new PostingList(pages.ToArray(), weights) { Counts = counts.ToArray() };
    }

    /// <summary>Weighs a term by where it stands.</summary>
    /// <param name="places">Its places, in the order of the pages.</param>
    /// <exception cref="InvalidDataException">It stands more often on a page than the page has words.</exception>
    public PostingList Weigh(IReadOnlyList<(int Page, int Position)> places)
    {
        List<int> pages = [], counts = [];
        foreach ((int page, _) in places)
        {
            if (pages.Count == 0 || pages[^1] != page)
            {
                pages.Add(page);
                counts.Add(0);
            }

            counts[^1]++;
        }

        return Weigh([.. pages], [.. counts]);
    }
}
