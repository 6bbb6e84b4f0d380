using SynthGen.Hashing;
using SynthGen.Text;

namespace SynthGen.Quality.Measures;

/// <summary>
/// self-BLEU: the mean BLEU-4 of each query with all others as references (Y. Zhu et al., "Texygen", SIGIR 2018), over a
/// sample of the queries; lower is more diverse. BLEU follows K. Papineni et al. (ACL 2002) with the first smoothing of
/// B. Chen and C. Cherry (2014): .1 for no match. Queries shorter than four words use sequences up to their length.
/// </summary>
internal sealed class SelfBleu(int sampleSize, int seed)
{
    private const int Longest = 4;
    private const double NoMatch = .1;

    private readonly List<ulong[]> _sample = [];
    private StableRandom _random = new(WordHash.Mix((ulong)seed + 1));
    private long _seen;

    /// <summary>Returns the measure, 0 to 1; null with fewer than two queries.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public double? Measure(CancellationToken cancellationToken)
    {
        if (_sample.Count < 2)
            return null;

        Dictionary<ulong, Count>[] runs = [.. Enumerable.Range(1, Longest).Select(n => CountRuns(n, cancellationToken))];
        SortedDictionary<int, int> lengths = [];
        foreach (ulong[] words in _sample)
            lengths[words.Length] = lengths.GetValueOrDefault(words.Length) + 1;
        return Enumerable.Range(0, _sample.Count).Average(i =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Bleu(i, runs, lengths);
        });
    }

    /// <summary>
    /// Adds a query if it is sampled: a reservoir (J. Vitter's algorithm R, 1985). Queries without words are skipped.
    /// </summary>
    public void Add(ReadOnlySpan<ulong> words)
    {
        if (words.IsEmpty)
            return;

        _seen++;
        if (_sample.Count < sampleSize)
            _sample.Add(words.ToArray());
        else if (_random.Next() % (ulong)_seen is var place && place < (ulong)sampleSize)
            _sample[(int)place] = words.ToArray();
    }

    private double Bleu(int query, Dictionary<ulong, Count>[] runs, SortedDictionary<int, int> lengths)
    {
        ulong[] words = _sample[query];
        int longest = Math.Min(Longest, words.Length);
        double logarithms = 0;
        for (int n = 1; n <= longest; n++)
        {
            double matched = 0;
            foreach ((ulong run, int count) in RunsOf(words, n))
                matched += Math.Min(count, runs[n - 1][run].MostBut(query));
            logarithms += Math.Log((matched == 0 ? NoMatch : matched) / (words.Length - n + 1));
        }

        int nearest = lengths.Where(pair => pair.Key != words.Length || pair.Value > 1).Select(pair => pair.Key)
            .MinBy(length => (Math.Abs(length - words.Length), length));
        double brevity = words.Length >= nearest ? 1 : Math.Exp(1 - (double)nearest / words.Length);
        return brevity * Math.Exp(logarithms / longest);
    }

    private Dictionary<ulong, Count> CountRuns(int n, CancellationToken cancellationToken)
    {
        Dictionary<ulong, Count> counts = [];
        for (int i = 0; i < _sample.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach ((ulong run, int count) in RunsOf(_sample[i], n))
                counts[run] = counts.GetValueOrDefault(run).With(count, i);
        }

        return counts;
    }

    private static Dictionary<ulong, int> RunsOf(ReadOnlySpan<ulong> words, int n)
    {
        Dictionary<ulong, int> runs = [];
        for (int i = 0; i + n <= words.Length; i++)
        {
            ulong run = WordHash.Of(words.Slice(i, n));
            runs[run] = runs.GetValueOrDefault(run) + 1;
        }

        return runs;
    }

    // The highest count of a sequence in one query, that query, and the highest count in any other.
    private readonly record struct Count(int Most, int Query, int Second)
    {
        public Count With(int count, int query) =>
            count > Most ? new Count(count, query, Most) : this with { Second = Math.Max(Second, count) };

        public int MostBut(int query) => query == Query ? Second : Most;
    }
}
