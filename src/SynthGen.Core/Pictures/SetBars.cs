using SynthGen.Pictures.Charts;

namespace SynthGen.Pictures;

/// <summary>Bars of one set as counts, or of two beside each other as shares of each.</summary>
internal static class SetBars
{
    // A histogram with more bars is drawn with wider ones.
    private const int MostBars = 20, MostUpright = 12;

    /// <summary>Returns bars over categories; null if no set has anything.</summary>
    /// <param name="sets">One set or two.</param>
    /// <param name="categories">The categories' names.</param>
    /// <param name="counts">Returns the counts of a set, in the order of the categories.</param>
    public static BarChart? Of(IReadOnlyList<DatasetProfile> sets, IReadOnlyList<string> categories, Func<DatasetProfile, IReadOnlyList<long>> counts)
    {
        IReadOnlyList<long>[] all = [.. sets.Select(counts)];
        if (all.All(values => values.Sum() == 0))
            return null;

        bool isShare = sets.Count > 1;
        return new BarChart(categories, [.. sets.Select((set, i) => new BarValues(NameOf(sets, i), (ChartColor)i, [.. all[i].Select(value => Value(value, all[i].Sum(), isShare))]))])
        {
            Unit = isShare ? ChartUnit.Share : ChartUnit.Count,
        };
    }

    /// <summary>Returns bars by name; null if no set has anything.</summary>
    /// <param name="sets">One set or two.</param>
    /// <param name="counts">Returns the named counts of a set.</param>
    /// <param name="most">The most bars; the smallest ones beyond are one bar.</param>
    public static BarChart? Named(IReadOnlyList<DatasetProfile> sets, Func<DatasetProfile, IEnumerable<(string Name, long Count)>> counts, int most = MostBars)
    {
        Dictionary<string, long>[] all = [.. sets.Select(set => counts(set).GroupBy(pair => pair.Name).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Count)))];
        string[] names = [.. all.SelectMany(values => values.Keys).Distinct()];
        string[] shown = names.Length <= most ? names : [.. names.OrderByDescending(name => all.Sum(values => values.GetValueOrDefault(name))).ThenBy(name => name, StringComparer.Ordinal).Take(most - 1)];
        string[] rest = [.. names.Except(shown)];
        string[] categories = rest.Length == 0 ? shown : [.. shown, $"{rest.Length} others"];
        return Of(sets, categories, set => all[IndexOf(sets, set)] is var values && rest.Length == 0
            ? [.. shown.Select(name => values.GetValueOrDefault(name))]
            : [.. shown.Select(name => values.GetValueOrDefault(name)), rest.Sum(name => values.GetValueOrDefault(name))]);
    }

    /// <summary>Returns a histogram of numbers; null if no set has any.</summary>
    /// <param name="sets">One set or two.</param>
    /// <param name="counts">Returns the counts of a set by number.</param>
    public static BarChart? Histogram(IReadOnlyList<DatasetProfile> sets, Func<DatasetProfile, IEnumerable<(long Number, long Count)>> counts)
    {
        (long Number, long Count)[][] all = [.. sets.Select(set => counts(set).ToArray())];
        long[] numbers = [.. all.SelectMany(values => values.Where(pair => pair.Count > 0)).Select(pair => pair.Number)];
        if (numbers.Length == 0)
            return null;

        // A few numbers far beyond the others would make all bars one: they are gathered in the last.
        long least = numbers.Min(), most = numbers.Max(), usual = Math.Min(most, Quantile(all.SelectMany(values => values)));
        long width = Math.Max(1, (usual - least + MostUpright) / MostUpright), bars = Math.Min(MostUpright + 1, (most - least) / width + 1);
        string[] categories = [.. Enumerable.Range(0, (int)bars).Select(i => Name(least + i * width, width, isLast: i == bars - 1 && least + bars * width <= most))];
        BarChart? chart = Of(sets, categories, set =>
        {
            long[] sums = new long[bars];
            foreach ((long number, long count) in all[IndexOf(sets, set)])
                sums[Math.Min(bars - 1, (number - least) / width)] += count;
            return sums;
        });
        return chart is null ? null : chart with { IsUpright = true };
    }

    /// <summary>Names what the bars are of, and what they count: shares of it where two sets stand beside each other.</summary>
    /// <param name="chart">The bars; null if there are none.</param>
    /// <param name="other">What the bars are of.</param>
    /// <param name="counted">What is counted, and of which of it there are shares.</param>
    /// <param name="sharedOf">What there are shares of, if that is called otherwise.</param>
    public static BarChart? Titled(this BarChart? chart, string other, string counted, string? sharedOf = null) =>
        chart is null ? null : chart with { OtherTitle = other, ValueTitle = chart.Unit == ChartUnit.Share ? $"share of {sharedOf ?? counted}" : counted };

    /// <summary>The name of a set in a legend.</summary>
    public static string NameOf(IReadOnlyList<DatasetProfile> sets, int i) => sets.Count > 1 && sets[0].Name == sets[1].Name ? $"{sets[i].Name} ({i + 1})" : sets[i].Name;

    private static int IndexOf(IReadOnlyList<DatasetProfile> sets, DatasetProfile set) => ReferenceEquals(sets[0], set) ? 0 : 1;

    private static double? Value(long count, long sum, bool isShare) => !isShare ? count : sum == 0 ? null : (double)count / sum;

    private static string Name(long first, long width, bool isLast) => isLast ? $"{first}+" : width == 1 ? $"{first}" : $"{first}–{first + width - 1}";

    // The number that 99 of 100 do not exceed.
    private static long Quantile(IEnumerable<(long Number, long Count)> counts)
    {
        (long Number, long Count)[] ordered = [.. counts.OrderBy(pair => pair.Number)];
        long all = ordered.Sum(pair => pair.Count), seen = 0;
        return ordered.FirstOrDefault(pair => (seen += pair.Count) * 100 >= all * 99).Number;
    }
}
