using SynthGen.Files.Spill;
using SynthGen.Text;

namespace SynthGen.Quality.Measures;

/// <summary>
/// distinct-n: different sequences of n words divided by all sequences of n words, within queries (J. Li et al., "A
/// Diversity-Promoting
/// Objective Function for Neural Conversation Models", NAACL 2016). Stores 64 bits of each different sequence, beyond a million in
/// temporary files.
/// </summary>
internal sealed class DistinctNgrams(int n) : IDisposable
{
    private readonly SpilledHashes _different = new();
    private long _all;

    /// <summary>Above 0 to 1, where 1 means that no sequence is repeated; null without sequences.</summary>
    public double? Value => _all == 0 ? null : (double)_different.Count / _all;

    /// <summary>Adds the sequences of a query.</summary>
    public void Add(ReadOnlySpan<ulong> words)
    {
        for (int i = 0; i + n <= words.Length; i++)
        {
            _different.Add(WordHash.Of(words.Slice(i, n)));
            _all++;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _different.Dispose();
}
