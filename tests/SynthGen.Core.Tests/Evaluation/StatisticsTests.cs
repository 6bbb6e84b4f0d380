using SynthGen.Evaluation;
using SynthGen.Evaluation.Statistics;

namespace SynthGen.Core.Tests.Evaluation;

/// <summary>The figures of tests and intervals, against values that are known.</summary>
public sealed class StatisticsTests
{
    // Exact: the binomial distribution with p = 1/2. Chi-square: (|b - c| - 1)² / (b + c) with one degree of freedom.
    [Theory]
    [InlineData(0, 0, 1.0)]
    [InlineData(0, 1, 1.0)]
    [InlineData(0, 5, 0.0625)]
    [InlineData(0, 6, 0.03125)]
    [InlineData(1, 8, 0.0390625)]
    [InlineData(5, 15, 0.04138946533203125)]
    [InlineData(6, 6, 1.0)]
    [InlineData(12, 12, 1.0)]
    [InlineData(0, 24, 1.1920928955078125e-07)]
    [InlineData(86, 150, 4.114562e-05)] // Agresti, Categorical Data Analysis: approval of the prime minister, with the correction.
    [InlineData(10, 20, 0.1003482)]
    [InlineData(59, 121, 5.450095e-06)]
    [InlineData(20, 20, 1.0)]
    [InlineData(12, 13, 1.0)]
    public void McNemars_p_value_is_the_known_one(int onlyOne, int onlyOther, double expected)
    {
        Assert.Equal(expected, McNemar.PValue(onlyOne, onlyOther), expected * 1e-6);
        Assert.Equal(McNemar.PValue(onlyOne, onlyOther), McNemar.PValue(onlyOther, onlyOne));
    }

    [Fact]
    public void The_exact_test_and_chi_square_meet_where_one_follows_the_other()
    {
        Assert.Equal(McNemar.PValue(7, 17), McNemar.PValue(8, 18), 0.02);
        Assert.Throws<ArgumentOutOfRangeException>(() => McNemar.PValue(-1, 0));
    }

    // The percentiles of a share's bootstrap are those of the binomial distribution: R, qbinom(c(.025, .975), n, k / n).
    [Theory]
    [InlineData(50, 100, 40, 60)]
    [InlineData(90, 100, 84, 95)]
    [InlineData(5, 10, 2, 8)]
    [InlineData(300, 1000, 272, 329)]
    [InlineData(950, 1000, 936, 963)]
    [InlineData(1, 50, 0, 3)]
    public void A_bootstrap_interval_is_that_of_the_binomial_distribution(int right, int count, int low, int high)
    {
        (double from, double to) = Bootstrap.Interval(right, count, seed: 1);
        double slack = Math.Max(1, Math.Sqrt((double)right * (count - right) / count) / 5);
        Assert.InRange(from * count, low - slack, low + slack);
        Assert.InRange(to * count, high - slack, high + slack);
        Assert.Equal((from, to), Bootstrap.Interval(right, count, seed: 1));
    }

    [Fact]
    public void An_interval_without_doubt_has_no_width_and_stops_when_it_is_told_to()
    {
        Assert.Equal((1.0, 1.0), Bootstrap.Interval(7, 7, 0));
        Assert.Equal((0.0, 0.0), Bootstrap.Interval(0, 7, 0));
        Assert.Throws<OperationCanceledException>(() => Bootstrap.Interval(5, 10, 0, new CancellationToken(canceled: true)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Interval(0, 0, 0));
    }

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("saturday", "sunday", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "", 3)]
    [InlineData("same", "same", 0)]
    [InlineData("flaw", "lawn", 2)]
    [InlineData("intention", "execution", 5)]
    [InlineData("abcdef", "azced", 3)]
    public void The_edit_distance_is_the_known_one(string one, string other, int distance)
    {
        Assert.Equal((distance, distance), (Levenshtein.Distance(one, other), Levenshtein.Distance(other, one)));
        Assert.Equal(1 - (double)distance / Math.Max(1, Math.Max(one.Length, other.Length)), Levenshtein.Similarity(one, other));
    }

    [Fact]
    public void Two_empty_texts_are_alike() => Assert.Equal(1, Levenshtein.Similarity("", ""));
}
