using SynthGen.Pictures.Charts;

namespace SynthGen.Pictures;

/// <summary>Pictures of the queries' words.</summary>
internal static class QueryPictures
{
    /// <summary>The lengths of queries.</summary>
    public static Picture Lengths(IReadOnlyList<DatasetProfile> sets)
    {
        const string id = "lengths", title = "Length of queries";
        return SetBars.Histogram(sets, set => set.QueryLengths.Select(pair => ((long)pair.Key, pair.Value))) is { } chart
            ? new Picture(id, title, "How many words queries have. People ask both in a few keywords and in whole sentences; a single narrow hill means that the set knows one way of asking.",
                chart with { OtherTitle = "words of the query", ValueTitle = sets.Count > 1 ? "share of queries" : "queries" })
            : Picture.Without(id, title, "There are no queries.");
    }

    /// <summary>How the vocabulary grows.</summary>
    public static Picture Words(IReadOnlyList<DatasetProfile> sets)
    {
        const string id = "words", title = "Growth of the vocabulary";
        return sets.Any(set => set.WordGrowth.Count > 0)
            ? new Picture(id, title, "How many different words have come after so many words of queries. A line that keeps rising is a diverse set; one that flattens repeats itself.",
                new LineChart([.. sets.Select((set, i) => new PointValues(SetBars.NameOf(sets, i), (ChartColor)i, [.. set.WordGrowth.Select(point => new ChartPoint(point.Read, point.Different, ""))]))])
                {
                    OtherTitle = "words read", ValueTitle = "different words",
                })
            : Picture.Without(id, title, "The queries have no words.");
    }

    /// <summary>Groups of near copies.</summary>
    public static Picture Copies(IReadOnlyList<DatasetProfile> sets)
    {
        const string id = "copies", title = "Groups of near copies";
        return SetBars.Histogram(sets, set => set.CopyGroups.Select(pair => (pair.Key, pair.Value))) is { } chart
            ? new Picture(id, title, "Queries that nearly copy each other form a group; the bar at 1 is queries without a copy. Bars further right are repetition, which teaches little and may leak from training into test.",
                chart with { OtherTitle = "queries in the group", ValueTitle = sets.Count > 1 ? "share of groups" : "groups" })
            : Picture.Without(id, title, "There are no queries.");
    }

    /// <summary>How hard questions are.</summary>
    public static Picture Difficulty(IReadOnlyList<DatasetProfile> sets)
    {
        const string id = "difficulty", title = "Difficulty";
        List<(string, Chart)> charts = [];
        string[] asked = ["easy", "medium", "hard"];
        if (SetBars.Named(sets, set => set.AskedDifficulties.OrderBy(pair => Array.IndexOf(asked, pair.Key)).Select(pair => (pair.Key, pair.Value))) is { } rows)
            charts.Add(("Difficulty that was asked for", rows with { OtherTitle = "asked difficulty", ValueTitle = sets.Count > 1 ? "share of rows with one" : "rows" }));
        if (SetBars.Named(sets, set => set.Measure.Difficulties.Select(count => (count.Name, count.Conversations))) is { } talks)
            charts.Add(("Measured difficulty of conversations", talks with { OtherTitle = "measured difficulty", ValueTitle = sets.Count > 1 ? "share of measured conversations" : "conversations" }));
        return charts.Count > 0
            ? new Picture(id, title, "How hard pages are to find: as the model was asked to make the question, and for conversations as a searcher measured it.", charts)
            : Picture.Without(id, title, "The rows do not say how hard they are.");
    }

    /// <summary>The turns of conversations.</summary>
    public static Picture Turns(IReadOnlyList<DatasetProfile> sets)
    {
        const string id = "turns", title = "Turns of conversations";
        return SetBars.Histogram(sets, set => set.Turns.Select(pair => ((long)pair.Key, pair.Value))) is { } chart
            ? new Picture(id, title, "How often the person speaks in a conversation.", chart with { OtherTitle = "turns of the person", ValueTitle = sets.Count > 1 ? "share of conversations" : "conversations" })
            : Picture.Without(id, title, "There are no conversations.");
    }
}
