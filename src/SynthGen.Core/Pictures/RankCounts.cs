namespace SynthGen.Pictures;

/// <summary>Counts executed calls by the rank at which they found their page.</summary>
internal sealed class RankCounts
{
    /// <summary>The ranges of ranks, and the calls that did not find the page.</summary>
    public static IReadOnlyList<string> Names { get; } = ["first", "2 to 5", "6 to 10", "11 and more", "not found"];

    private readonly long[] _counts = new long[Names.Count];

    /// <summary>The counts, in the order of <see cref="Names"/>.</summary>
    public IReadOnlyList<long> Counts => _counts;

    /// <summary>Adds the calls of a row.</summary>
    public void Add(SearchRanks? ranks)
    {
        foreach (int? rank in ranks?.Calls ?? [])
            _counts[rank switch { 1 => 0, <= 5 => 1, <= 10 => 2, not null => 3, null => 4 }]++;
    }
}
