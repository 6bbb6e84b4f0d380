using SynthGen.Pictures.Charts;

namespace SynthGen.Pictures;

/// <summary>Pictures of the queries' words.</summary>
internal static class QueryPictures
{
    /// <summary>The lengths of queries.</summary>
    public static Picture Lengths(IReadOnlyList<DatasetProfile> sets)
    {
        const string id = "lengths", title = "Length of queries";
        return Picture.Of(id, title,
            "How many words queries have. People ask both in a few keywords and in whole sentences; a single narrow hill means that the set knows one way of asking.",
            "There are no queries.",
            SetBars.Histogram(sets, set => set.QueryLengths.Select(pair => ((long)pair.Key, pair.Value))).Titled("words of the query", "queries"));
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
        return Picture.Of(id, title,
            "Queries that nearly copy each other form a group; the bar at 1 is queries without a copy. Bars further right are repetition, which teaches little and may leak from training into test.",
            "There are no queries.",
            SetBars.Histogram(sets, set => set.CopyGroups.Select(pair => (pair.Key, pair.Value))).Titled("queries in the group", "groups"));
    }

    /// <summary>How hard questions are.</summary>
    public static Picture Difficulty(IReadOnlyList<DatasetProfile> sets)
    {
        const string id = "difficulty", title = "Difficulty";
        string[] asked = ["easy", "medium", "hard"];
        return Picture.Of(id, title,
            "How hard pages are to find: as the model was asked to make the question, and for conversations as a searcher measured it.",
            "The rows do not say how hard they are.",
            ("Difficulty that was asked for", SetBars.Named(sets, set => set.AskedDifficulties.OrderBy(pair => Array.IndexOf(asked, pair.Key)).Select(pair => (pair.Key, pair.Value))).Titled("asked difficulty", "rows", "rows with one")),
            ("Measured difficulty of conversations", SetBars.Named(sets, set => set.Measure.Difficulties.Select(count => (count.Name, count.Conversations))).Titled("measured difficulty", "conversations", "measured conversations")));
    }

    /// <summary>The turns of conversations.</summary>
    public static Picture Turns(IReadOnlyList<DatasetProfile> sets)
    {
        const string id = "turns", title = "Turns of conversations";
        return Picture.Of(id, title,
            "How often the person speaks in a conversation.",
            "There are no conversations.",
            SetBars.Histogram(sets, set => set.Turns.Select(pair => ((long)pair.Key, pair.Value))).Titled("turns of the person", "conversations"));
    }
}
