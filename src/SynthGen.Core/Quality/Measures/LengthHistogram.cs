namespace SynthGen.Quality.Measures;

/// <summary>Counts lengths, so that their distribution is exact and takes little memory.</summary>
internal sealed class LengthHistogram
{
    private readonly SortedDictionary<int, long> _counts = [];
    private long _count, _sum;

    /// <summary>The numbers by length, in order.</summary>
    public IReadOnlyDictionary<int, long> Counts => _counts;

    /// <summary>Counts a length.</summary>
    public void Add(int length)
    {
        _counts[length] = _counts.GetValueOrDefault(length) + 1;
        _count++;
        _sum += length;
    }

    /// <summary>Returns the distribution; null if nothing was counted.</summary>
    public LengthSummary? ToSummary() =>
        _count == 0 ? null : new LengthSummary((double)_sum / _count, Quantile(.5), Quantile(.05), Quantile(.95));

    // Returns the smallest length that at least this share of all lengths do not exceed (nearest rank).
    private int Quantile(double share)
    {
        long rank = Math.Max(1, (long)Math.Ceiling(share * _count)), seen = 0;
        foreach ((int length, long count) in _counts)
        {
            seen += count;
            if (seen >= rank)
                return length;
        }

        return 0;
    }
}
