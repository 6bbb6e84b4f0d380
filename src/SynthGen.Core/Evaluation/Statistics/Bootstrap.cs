using SynthGen.Hashing;

namespace SynthGen.Evaluation.Statistics;

/// <summary>
/// The percentile bootstrap interval of a share (Efron and Tibshirani 1993, chapter 13): of 1,000 samples, drawn with
/// replacement from the rows, the 2.5th and 97.5th percentile of their shares.
/// </summary>
/// <remarks>A row is right or wrong, so a sample depends only on how many rows are right: no row needs to be kept.</remarks>
internal static class Bootstrap
{
    /// <summary>The number of samples.</summary>
    public const int Samples = 1000;

    private const double Tail = .025;

    /// <summary>Returns the 95 % interval of a share.</summary>
    /// <param name="right">The number of rows that are right.</param>
    /// <param name="count">The number of rows, from 1.</param>
    /// <param name="seed">The seed; the same seed gives the same interval.</param>
    /// <param name="cancellationToken">Cancels the computation.</param>
    public static (double Low, double High) Interval(int right, int count, int seed, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        StableRandom random = new((ulong)seed * 0x9E3779B97F4A7C15 + 1);
        int[] shares = new int[Samples];
        for (int sample = 0; sample < Samples; sample++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int hits = 0;
            for (int i = 0; i < count; i++)
                hits += random.Next(count) < right ? 1 : 0;
            shares[sample] = hits;
        }

        Array.Sort(shares);
        return ((double)shares[(int)(Samples * Tail)] / count, (double)shares[(int)(Samples * (1 - Tail)) - 1] / count);
    }
}
