using SynthGen.Text;

namespace SynthGen.Retrieval;

/// <summary>The passages of a page, compared by what of a search they have. Thread-safe.</summary>
internal sealed class PassageWords
{
    // The same weights, added in another order.
    private const double Rounding = 1e-9;

    private readonly string _text;
    private readonly HashSet<string>[] _terms;

    /// <summary>Reads a page.</summary>
    /// <param name="text">The page's text.</param>
    public PassageWords(string text)
    {
        _text = text;
        Places = PagePassages.Of(text);
        _terms = [.. Places.Select(passage => Terms(text[passage.Start..passage.End]).ToHashSet(StringComparer.Ordinal))];
    }

    /// <summary>Where the passages begin and end in the page's text.</summary>
    public IReadOnlyList<(int Start, int End)> Places { get; }

    /// <summary>
    /// Returns the passage that has the most of a search, if it has more than the evidence; null if none has. Evidence has its own
    /// words and those of the passages that it is in, so that part of a sentence stands for the whole. A word weighs
    /// ln(1 + passages / passages with the word), the inverse document frequency (K. Spärck Jones, 1972) with passages for
    /// documents. Two words of a search text that follow each other weigh as one word more: "Section 10.4".
    /// </summary>
    /// <param name="query">The query.</param>
    /// <param name="sought">The search texts of its calls.</param>
    /// <param name="start">The start of the evidence.</param>
    /// <param name="length">Its length.</param>
    public string? Better(string query, IEnumerable<string> sought, int start, int length)
    {
        double own = 0;
        // A short citation behind a sentence is evidence with it, though it stands in the next passage.
        HashSet<string> quoted = Terms(_text[start..Math.Min(start + length, _text.Length)]).ToHashSet(StringComparer.Ordinal);
        double[] others = new double[_terms.Length];
        foreach (string term in sought.SelectMany(Terms).Concat(ContentWords.Of(query).Select(word => word.Stem)).Distinct(StringComparer.Ordinal))
        {
            int[] having = [.. Enumerable.Range(0, _terms.Length).Where(i => _terms[i].Contains(term))];
            double weight = having.Length == 0 ? 0 : Math.Log(1 + (double)_terms.Length / having.Length);
            own += quoted.Contains(term) || having.Any(i => PagePassages.Has(Places[i], start, length)) ? weight : 0;
            foreach (int i in having.Where(i => PagePassages.IsApart(Places[i], start, length)))
                others[i] += weight;
        }

        int best = Array.IndexOf(others, others.DefaultIfEmpty().Max());
        return best >= 0 && others[best] > own + Rounding ? _text[Places[best].Start..Places[best].End] : null;
    }

    // The stems of the words, and each two that follow each other.
    private static IEnumerable<string> Terms(string text)
    {
        string before = "";
        foreach (ContentWord word in ContentWords.Of(text))
        {
            yield return word.Stem;
            if (before.Length > 0)
                yield return $"{before} {word.Stem}";
            before = word.Stem;
        }
    }
}
