using SynthGen.Pictures.Charts;

namespace SynthGen.Pictures;

/// <summary>Pictures of how far rows are proven.</summary>
internal static class ProofPictures
{
    /// <summary>The measures from 0 to 1.</summary>
    public static Picture Shares(IReadOnlyList<DatasetProfile> sets)
    {
        const string id = "shares", title = "Measures from 0 to 1";
        (string Name, Func<DatasetMeasure, double?> Value)[] measures =
        [
            ("pages with a row", measure => measure.PageCoverage),
            ("balance of tools", measure => measure.ToolBalance),
            ("rows with evidence", measure => measure.EvidenceCoverage),
            ("rows that passed", measure => measure.PassRate),
            ("rows that decide", measure => measure.DecidedShare),
            ("found first", measure => measure.HitAt1),
            ("found in the first 5", measure => measure.HitAt5),
            ("found in the first 10", measure => measure.HitAt10),
            ("mean reciprocal rank", measure => measure.MeanReciprocalRank),
            ("distinct-1", measure => measure.Distinct1),
            ("distinct-2", measure => measure.Distinct2),
            ("self-BLEU (low is good)", measure => measure.SelfBleu),
            ("near copies (low is good)", measure => measure.DuplicateRate),
        ];
        measures = [.. measures.Where(measure => sets.Any(set => measure.Value(set.Measure) is not null))];
        return measures.Length == 0
            ? Picture.Without(id, title, "There is nothing to measure.")
            : new Picture(id, title, "All measures that are shares, on one scale. A measure that the set has no data for is left out.",
                new BarChart([.. measures.Select(measure => measure.Name)], [.. sets.Select((set, i) => new BarValues(SetBars.NameOf(sets, i), (ChartColor)i, [.. measures.Select(measure => measure.Value(set.Measure))]))])
                {
                    Unit = ChartUnit.Measure, OtherTitle = "measure",
                });
    }

    /// <summary>The ranks at which calls find their page.</summary>
    public static Picture Ranks(IReadOnlyList<DatasetProfile> sets)
    {
        const string id = "ranks", title = "Rank of the page";
        return Picture.Of(id, title,
            "Where the calls of rows found their page when they were really run on the document. The further up, the surer the row teaches a call that works.",
            "No calls were run: Test-SyntheticQuery does that with -PageIndex.",
            SetBars.Of(sets, RankCounts.Names, set => set.Ranks).Titled("rank of the page", "executed calls"));
    }

    /// <summary>Rejected rows by gate and reason.</summary>
    public static Picture Rejections(IReadOnlyList<DatasetProfile> sets)
    {
        const string id = "rejections", title = "Rejections by gate";
        if (sets.All(set => set.Measure.Tested == 0))
            return Picture.Without(id, title, "No row was tested by the gates of Test-SyntheticQuery.");

        return Picture.Of(id, title,
            "Which gate took out how many rows, and why. Each rejected row counts once, at the first gate that it did not pass.",
            "No row was rejected: all that were tested passed every gate.",
            SetBars.Named(sets, set => set.Measure.Rejections.Select(rejection => ($"{rejection.Gate}: {rejection.Reason}", rejection.Rows))).Titled("gate and reason", "rejected rows"));
    }
}
