using SynthGen.Documents;
using SynthGen.Retrieval;
using SynthGen.Tools;

namespace SynthGen.Quality.Testing;

/// <summary>
/// A small index for tests of gates: BM25 (k1 1.2, b .75) over words for full_text_search, the cosine of letter trigrams
/// with idf weights for vector_search.
/// </summary>
public sealed class MemoryPageIndex : IPageIndex
{
    private readonly List<OcrPage> _pages;
    private readonly Terms _words, _trigrams;

    public MemoryPageIndex(IEnumerable<OcrPage> pages)
    {
        _pages = [.. pages];
        _words = new Terms(_pages, Words);
        _trigrams = new Terms(_pages, text => Words(text).SelectMany(Trigrams));
    }

    public int Count => _pages.Count;

    /// <summary>The number of searches that were run.</summary>
    public int Searches { get; private set; }

    public OcrPage? Find(PageKey key) => new PagePlaces([.. _pages.Select(PageKey.Of)]).Find(key) is { } place ? _pages[place] : null;

    public bool CanRun(string tool) => BuiltInTools.All.Any(known => known.Name == tool);

    public IReadOnlyList<PageHit> Search(string tool, string query, int top)
    {
        Searches++;
        double[] scores = tool == "full_text_search" ? _words.Bm25(query) : _trigrams.Cosine(query);
        return [.. scores.Select((score, page) => (score, page)).Where(hit => hit.score > 1e-9)
            .OrderByDescending(hit => hit.score).ThenBy(hit => _pages[hit.page].Source, StringComparer.Ordinal).ThenBy(hit => _pages[hit.page].Ordinal)
            .Take(top).Select((hit, i) => new PageHit(i + 1, _pages[hit.page].Number, _pages[hit.page].Source, hit.score, "")
            {
                Label = _pages[hit.page].Label,
                Ordinal = _pages[hit.page].Ordinal,
            })];
    }

    /// <summary>The passage is the beginning of the page, in one line.</summary>
    public IReadOnlyList<PageHit> Search(string tool, string query, int top, int snippetLength) => [.. Search(tool, query, top).Select(hit =>
        string.Join(' ', Find(new PageKey(hit.Source, hit.Ordinal, hit.Page, hit.Label))!.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is var line
            ? hit with { Snippet = line.Length > snippetLength ? line[..snippetLength] + " …" : line } : hit)];

    public void Dispose()
    {
    }

    private static IEnumerable<string> Words(string text) => text.ToLowerInvariant()
        .Split([.. text.Where(c => !char.IsLetterOrDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> Trigrams(string word) =>
        $"_{word}_" is var padded ? Enumerable.Range(0, padded.Length - 2).Select(i => padded.Substring(i, 3)) : [];

    private sealed class Terms(List<OcrPage> pages, Func<string, IEnumerable<string>> split)
    {
        private readonly Dictionary<string, int>[] _counts =
            [.. pages.Select(page => split(page.Text).GroupBy(term => term).ToDictionary(group => group.Key, group => group.Count()))];

        private Dictionary<string, int> Frequencies => field ??=
            _counts.SelectMany(counts => counts.Keys).GroupBy(term => term).ToDictionary(group => group.Key, group => group.Count());

        private double[] Norms => field ??=
            [.. _counts.Select(counts => Math.Sqrt(counts.Sum(pair => Math.Pow(Weight(pair.Key, pair.Value), 2))))];

        public double[] Bm25(string query)
        {
            double mean = _counts.Average(counts => counts.Values.Sum());
            string[] terms = [.. split(query).Distinct()];
            return [.. _counts.Select(counts => terms.Sum(term => counts.GetValueOrDefault(term) is > 0 and int count
                ? Idf(term) * count * 2.2 / (count + 1.2 * (.25 + .75 * counts.Values.Sum() / mean)) : 0))];
        }

        public double[] Cosine(string query)
        {
            Dictionary<string, int> sought = split(query).GroupBy(term => term).ToDictionary(group => group.Key, group => group.Count());
            return [.. _counts.Select((counts, page) => sought.Sum(pair => counts.GetValueOrDefault(pair.Key) is > 0 and int count
                ? Weight(pair.Key, pair.Value) * Weight(pair.Key, count) : 0) / Math.Max(1e-9, Norms[page]))];
        }

        private double Weight(string term, int count) => (1 + Math.Log(count)) * Idf(term);

        private double Idf(string term) => Math.Log(1 + (_counts.Length - Frequencies.GetValueOrDefault(term) + .5) / (Frequencies.GetValueOrDefault(term) + .5));
    }
}
