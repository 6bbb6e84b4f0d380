namespace SynthGen.Evaluation.Statistics;

/// <summary>
/// McNemar's test (1947): whether two models that answered the same rows differ in how many they get right. Only the rows count
/// that one gets right and the other wrong. With fewer than 25 of them the binomial test is exact; with more, chi-square with
/// the correction for continuity (Edwards 1948).
/// </summary>
internal static class McNemar
{
    /// <summary>The number of rows from which chi-square stands for the exact test.</summary>
    public const int FewestForChiSquare = 25;

    /// <summary>Returns the two-sided p-value.</summary>
    /// <param name="onlyOne">The number of rows that only one model gets right.</param>
    /// <param name="onlyOther">The number of rows that only the other gets right.</param>
    public static double PValue(int onlyOne, int onlyOther)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyOne);
        ArgumentOutOfRangeException.ThrowIfNegative(onlyOther);
        int count = onlyOne + onlyOther;
        return count < FewestForChiSquare ? Exact(Math.Min(onlyOne, onlyOther), count) : Math.Min(1, ChiSquareTail(Statistic(onlyOne, onlyOther)));
    }

    private static double Statistic(int onlyOne, int onlyOther)
    {
        double difference = Math.Max(0, Math.Abs(onlyOne - onlyOther) - 1);
        return difference * difference / (onlyOne + onlyOther);
    }

    private static double Exact(int fewer, int count)
    {
        double term = Math.Pow(.5, count), sum = 0;
        for (int i = 0; i <= fewer; i++)
        {
            sum += term;
            term = term * (count - i) / (i + 1);
        }

        return Math.Min(1, 2 * sum);
    }

    // With one degree of freedom: the probability beyond x is erfc(√(x / 2)).
    private static double ChiSquareTail(double x) => ComplementaryError(Math.Sqrt(x / 2));

    // Its Chebyshev fit in Numerical Recipes (Press et al. 1992, section 6.2), with a relative error below 1.2e-7.
    private static double ComplementaryError(double z)
    {
        double t = 1 / (1 + z / 2);
        double[] fit = [0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196, 1.00002368, -1.26551223];
        return t * Math.Exp(-z * z + fit.Aggregate((sum, next) => sum * t + next));
    }
}
