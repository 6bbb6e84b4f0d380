using CsCheck;
using SynthGen.Datasets.Splits;
using SynthGen.Json;

namespace SynthGen.Core.Tests.Datasets.Splits;

/// <summary>Rows to split. Many are copies of one another on different pages.</summary>
internal static class SplitKit
{
    // Forty words: two queries that differ in the last one are .946 alike, which MinHash misses once in 10^11.
    private static readonly string[] Patterns = [.. Enumerable.Range(0, 12).Select(pattern => string.Join(' ', Enumerable.Range(0, 40).Select(word => $"w{pattern}x{word}")))];

    private static readonly Gen<string> Query = Gen.Frequency(
        (3, Gen.Int[0, 1_000_000].Select(number => $"question {number}")),
        (1, Gen.Int[0, 8].Select(number => number % 2 == 0 ? $"SAME  question, {number / 2}!" : $"same question {number / 2}")),
        (2, Gen.Select(Gen.Int[0, Patterns.Length - 1], Gen.Int[0, 3], (pattern, last) => $"{Patterns[pattern]} end{last}")));

    /// <summary>Rows of up to 60 pages of three sources, in any order, without marks.</summary>
    public static Gen<List<SyntheticQuery>> Rows { get; } =
        Gen.Select(Query, Gen.Int[-3, 60], Gen.OneOf("a.txt", "b.txt", ""), Gen.OneOf("find", "ask", "list"), Row).List[0, 120];

    /// <summary>Any options whose shares add up to 1, some of them 0.</summary>
    public static Gen<DatasetSplitOptions> Options { get; } = Gen.Select(
        Gen.Int[0, 10], Gen.Int[0, 5], Gen.Int[0, 5], Gen.Enum<SplitGrouping>(), Gen.Int[1, 7], Gen.Int,
        (train, validation, test, grouping, block, seed) =>
        {
            double all = Math.Max(1, train + validation + test);
            return new DatasetSplitOptions
            {
                Train = train + validation + test == 0 ? 1 : train / all,
                Validation = validation / all,
                Test = test / all,
                Grouping = grouping,
                BlockSize = block,
                Seed = seed,
            };
        });

    public static SyntheticQuery Row(string query, int page, string source = "a.txt", string tool = "find") =>
        new(query, [new ToolCall(tool, JsonValue.Object(("query", query)))], page) { Source = source };

    public static List<SplitPlacement> Split(IEnumerable<DatasetRow> rows, DatasetSplitOptions? options = null, long mostHeld = long.MaxValue)
    {
        using DatasetSplitter splitter = new(options ?? new DatasetSplitOptions(), mostHeld);
        return [.. rows.SelectMany(row => splitter.Add(row)).ToArray(), .. splitter.Complete()];
    }

    /// <summary>Gets the marked rows.</summary>
    public static List<SyntheticQuery> Placed(this IEnumerable<SplitPlacement> placements) =>
        [.. placements.Where(placement => placement.Status == SplitStatus.Placed).Select(placement => (SyntheticQuery)placement.Row)];
}
