using SynthGen.Text;

namespace SynthGen.Quality.Measures;

/// <summary>
/// distinct-n: different runs of n words over all runs of n words, within queries (J. Li et al., "A Diversity-Promoting
/// Objective Function for Neural Conversation Models", NAACL 2016). Remembers 64 bits of each different run.
/// </summary>
internal sealed class DistinctNgrams(int n)
{
    private readonly HashSet<ulong> _different = [];
    private long _all;

    /// <summary>Above 0 to 1, every run but once; null if there is none.</summary>
    public double? Value => _all == 0 ? null : (double)_different.Count / _all;

    /// <summary>Takes the runs of a query.</summary>
    public void Add(ReadOnlySpan<ulong> words)
    {
        for (int i = 0; i + n <= words.Length; i++)
        {
            _different.Add(WordHash.Of(words.Slice(i, n)));
            _all++;
        }
    }
}
