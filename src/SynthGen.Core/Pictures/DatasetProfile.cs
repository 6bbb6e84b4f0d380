using SynthGen.Documents;

namespace SynthGen.Pictures;

/// <summary>A query for the map: its text, and the tool of its first call; empty where it calls none.</summary>
internal readonly record struct MapQuery(string Text, string Tool);

/// <summary>What a report and a card say and draw of a set of rows.</summary>
/// <param name="Measure">The measures.</param>
public sealed record DatasetProfile(DatasetMeasure Measure)
{
    /// <summary>The set's name.</summary>
    internal string Name => Measure.Name.Length > 0 ? Measure.Name : OnlySource is { } source ? $"Rows of {source}" : "Rows";

    /// <summary>The only source that has a name; null if there are several, or none.</summary>
    internal string? OnlySource => Sources.Keys.Where(source => source.Length > 0).Take(2).ToArray() is [var source] ? source : null;

    /// <summary>The SHA-256 of the rows' canonical lines; null if it was not asked for.</summary>
    internal string? Hash { get; init; }

    /// <summary>The rows by source, in the order of names.</summary>
    internal IReadOnlyDictionary<string, long> Sources { get; init; } = new Dictionary<string, long>();

    /// <summary>The rows by origin, most first; those without one are left out.</summary>
    internal IReadOnlyList<(RowOrigin Origin, long Rows)> Origins { get; init; } = [];

    /// <summary>The rows by side of a split, in the order of sides; those on none are left out.</summary>
    internal IReadOnlyList<(DatasetSplit Split, long Rows)> Splits { get; init; } = [];

    /// <summary>The rows of each page, in the order of the document; with an index of all its pages, else of those with rows.</summary>
    internal IReadOnlyList<(PageKey Page, long Rows)> PageRows { get; init; } = [];

    /// <summary>Whether <see cref="PageRows"/> has all pages of the document.</summary>
    internal bool HasAllPages { get; init; }

    /// <summary>Queries by their number of words.</summary>
    internal IReadOnlyDictionary<int, long> QueryLengths { get; init; } = new Dictionary<int, long>();

    /// <summary>Groups of near copies by their size, from 1.</summary>
    internal IReadOnlyDictionary<long, long> CopyGroups { get; init; } = new Dictionary<long, long>();

    /// <summary>Words read, and different words among them.</summary>
    internal IReadOnlyList<(long Read, long Different)> WordGrowth { get; init; } = [];

    /// <summary>Executed calls by <see cref="RankCounts.Names"/>.</summary>
    internal IReadOnlyList<long> Ranks { get; init; } = [];

    /// <summary>Rows by their number of calls; conversations apart.</summary>
    internal IReadOnlyDictionary<int, long> CallsOfRows { get; init; } = new Dictionary<int, long>();

    /// <summary>Conversations by their number of calls.</summary>
    internal IReadOnlyDictionary<int, long> CallsOfConversations { get; init; } = new Dictionary<int, long>();

    /// <summary>Conversations by their number of turns.</summary>
    internal IReadOnlyDictionary<int, long> Turns { get; init; } = new Dictionary<int, long>();

    /// <summary>Rows by the difficulty that was asked for: easy, medium, hard.</summary>
    internal IReadOnlyDictionary<string, long> AskedDifficulties { get; init; } = new Dictionary<string, long>();

    /// <summary>Queries for the map: all, or a sample.</summary>
    internal IReadOnlyList<MapQuery> MapQueries { get; init; } = [];

    /// <summary>Examples of rows that passed, or were not tested.</summary>
    internal IReadOnlyList<DatasetRow> Accepted { get; init; } = [];

    /// <summary>Examples of rejected rows, by gate.</summary>
    internal IReadOnlyList<DatasetRow> Rejected { get; init; } = [];
}
