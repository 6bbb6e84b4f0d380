using SynthGen.Pictures.Charts;

namespace SynthGen.Pictures;

/// <summary>Pictures of the tools that rows call.</summary>
internal static class ToolPictures
{
    private const int MostTools = 8, MostKinds = 24;

    /// <summary>Calls by tool.</summary>
    public static Picture Tools(IReadOnlyList<DatasetProfile> sets)
    {
        const string id = "tools", title = "Tools";
        return Picture.Of(id, title,
            "How often each tool is called. Bars of one length mean that the set teaches no preference.",
            "No row calls a tool.",
            SetBars.Named(sets, set => set.Measure.Tools.Select(tool => (tool.Name, tool.Calls))).Titled("tool", "calls"));
    }

    /// <summary>Calls of a row.</summary>
    public static Picture Calls(IReadOnlyList<DatasetProfile> sets)
    {
        const string id = "calls", title = "Calls a row";
        return Picture.Of(id, title,
            "How many calls answer a query. Rows with several calls teach a model to call tools in parallel; conversations without any teach it when not to call.",
            "There are no rows.",
            ("Calls of a row", SetBars.Histogram(sets, set => set.CallsOfRows.Select(pair => ((long)pair.Key, pair.Value))).Titled("calls of the row", "rows")),
            ("Calls of a conversation", SetBars.Histogram(sets, set => set.CallsOfConversations.Select(pair => ((long)pair.Key, pair.Value))).Titled("calls of the conversation", "conversations")));
    }

    /// <summary>Rows and conversations by kind.</summary>
    public static Picture Kinds(IReadOnlyList<DatasetProfile> sets)
    {
        const string id = "kinds", title = "Kinds";
        return Picture.Of(id, title,
            "What kinds of questions are asked, and what happens in conversations. A kind that is missing here is one that the model does not learn.",
            "The rows do not say of what kind they are.",
            ("Kinds of questions", SetBars.Named(sets, set => set.Measure.ContrastByKind.Select(kind => (kind.Name, SumOf(kind)))).Titled("kind of question", "rows", "rows with a kind")),
            ("Kinds of conversations", SetBars.Named(sets, set => set.Measure.ConversationKinds.Select(kind => (kind.Name, kind.Conversations))).Titled("kind of conversation", "conversations")));
    }

    /// <summary>Whether the choice of tool matters.</summary>
    public static Picture Contrast(IReadOnlyList<DatasetProfile> sets)
    {
        const string id = "contrast", title = "Contrast of the tools";
        (string Name, ContrastCount Count)[] lines = [.. sets.SelectMany((set, i) => Lines(set).Select(line => (sets.Count > 1 ? $"{line.Name} – {SetBars.NameOf(sets, i)}" : line.Name, line.Count)))];
        if (lines.Length == 0)
            return Picture.Without(id, title, "There are no rows whose tool could be compared with the other search.");

        BarValues Values(string name, ChartColor color, Func<ContrastCount, long> count) => new(name, color, [.. lines.Select(line => Share(count(line.Count), line.Count))]);
        return new Picture(id, title,
            "Whether the choice of tool matters: a row decides if the other search does not find its page, or only far behind; it is a tie if both find it; it is refuted if the other search does far better. Rows that decide teach which tool to call.",
            new BarChart([.. lines.Select(line => line.Name)],
            [
                Values("decides", ChartColor.Good, count => count.Confirmed),
                Values("tie", ChartColor.Neutral, count => count.Either),
                Values("refuted", ChartColor.Bad, count => count.Refuted),
                Values("not compared", ChartColor.Missing, count => count.Untested),
            ]) { IsStacked = true, Unit = ChartUnit.Share, OtherTitle = "rows", ValueTitle = "share of rows" });
    }

    private static IEnumerable<(string Name, ContrastCount Count)> Lines(DatasetProfile set)
    {
        if (SumOf(set.Measure.Contrast) == 0)
            yield break;
        yield return ("all rows", set.Measure.Contrast);
        foreach (ContrastCount tool in Largest(set.Measure.ContrastByTool, MostTools))
            yield return ($"calls {tool.Name}", tool);
        foreach (ContrastCount kind in Largest(set.Measure.ContrastByKind, MostKinds))
            yield return ($"kind {kind.Name}", kind);
    }

    // Those of few rows stand together in a last line.
    private static IEnumerable<ContrastCount> Largest(IReadOnlyList<ContrastCount> counts, int most)
    {
        if (counts.Count <= most)
            return counts;
        ContrastCount[] small = [.. counts.OrderByDescending(SumOf).Skip(most - 1)];
        return [.. counts.Except(small), new ContrastCount("(others)", small.Sum(count => count.Confirmed), small.Sum(count => count.Either), small.Sum(count => count.Refuted), small.Sum(count => count.Untested))];
    }

    private static long SumOf(ContrastCount count) => count.Confirmed + count.Either + count.Refuted + count.Untested;

    private static double? Share(long count, ContrastCount of) => SumOf(of) == 0 ? null : (double)count / SumOf(of);
}
