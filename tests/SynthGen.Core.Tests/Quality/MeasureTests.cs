using SynthGen.Core.Tests.Datasets;
using SynthGen.Quality;
using SynthGen.Quality.Measures;
using SynthGen.Tools;
using static SynthGen.Core.Tests.Quality.GateTestKit;

namespace SynthGen.Core.Tests.Quality;

/// <summary>Every measure on values computed by hand.</summary>
public sealed class MeasureTests
{
    // Words 6, different 4 (to be or not). Pairs 5, different 4: "to be" comes twice.
    [Fact]
    public void Distinct_is_different_over_all()
    {
        DatasetMeasure measure = Measure("To be, or not to be?");
        Assert.Equal(4.0 / 6, measure.Distinct1!.Value, 12);
        Assert.Equal(4.0 / 5, measure.Distinct2!.Value, 12);
    }

    // Pairs do not go from one query to the next: "a b", "b a" and no "b b".
    [Fact]
    public void Runs_end_with_the_query() => Assert.Equal(1, Measure("a b", "b a").Distinct2);

    // Shares of different words after each word:
    // a a b c: 1, 1/2 < .72: a factor; then 1, 1. One factor, 4 words: 4.
    // c b a a: 1, 1, 1, 3/4 remain: (1 - .75) / (1 - .72) = .892857 factors, 4 / .892857 = 4.48. Mean 4.24.
    // a b c a d: 1, 1, 1, 3/4, 4/5 remain: .2 / .28 factors, 5 / .714286 = 7; backwards the same.
    [Theory]
    [InlineData("a a b c", 4.24)]
    [InlineData("a b c a d", 7.0)]
    [InlineData("a b a", 3.0)] // 1, 1, 2/3: one factor both ways.
    [InlineData("a b c", null)]
    public void MtldIsTheMeanLengthOfDiverseStretches(string query, double? expected) =>
        Assert.Equal(expected, Measure(query).Mtld is { } value ? Math.Round(value, 12) : null);

    // Each of the two: words 2 of 3, pairs 1 of 2, triples none, smoothed .1 of 1; of equal length.
    // (2/3 · 1/2 · 1/10)^(1/3) = (1/30)^(1/3) = .321830.
    [Fact]
    public void Self_bleu_compares_each_with_the_others() => Assert.Equal(Math.Cbrt(1.0 / 30), Measure("the cat sat", "the cat ran").SelfBleu!.Value, 12);

    // "a b": words 2/2, pairs 1/1, shorter than the nearest other by one: e^(1 - 3/2) = .606531.
    // "a b c": words 2/3, pairs 1/2, triples .1/1: .321830. Mean .464180.
    [Fact]
    public void Short_queries_are_penalised() => Assert.Equal((Math.Exp(-.5) + Math.Cbrt(1.0 / 30)) / 2, Measure("a b", "a b c").SelfBleu!.Value, 12);

    // "a a" has two a, the other has one: 1 of 2; the pair none: .1/1. (1/2 · 1/10)^(1/2) = .223607; longer: no penalty.
    // "a": 1 of 1, e^(1 - 2/1) = .367879. Mean .295743.
    [Fact]
    public void Matches_are_no_more_than_the_reference_has() => Assert.Equal((Math.Sqrt(.05) + Math.Exp(-1)) / 2, Measure("a a", "a").SelfBleu!.Value, 12);

    [Fact]
    public void The_sample_depends_on_the_seed_alone()
    {
        double? Value(int seed)
        {
            DatasetMeter meter = new(5, seed);
            for (int i = 0; i < 200; i++)
                meter.Add(Row($"word{i % 7} word{i % 5} word{i % 11} end"));
            return meter.Measure("", null).SelfBleu;
        }

        Assert.Equal(Value(1), Value(1));
        Assert.True(Enumerable.Range(0, 6).Select(Value).Distinct().Count() > 1);
    }

    // Three calls of one tool, one of the other: H = 3/4 ln 4/3 + 1/4 ln 4 = .562335, over ln 2 = .811278.
    [Fact]
    public void Balance_is_entropy_over_its_maximum()
    {
        DatasetMeasure measure = Measure(Row("a"), Row("b"), Row("c", Words("w"), Meaning("m")));
        Assert.Equal(.811278, measure.ToolBalance!.Value, 6);
        Assert.Equal([new("full_text_search", 3), new ToolCount("vector_search", 1)], measure.Tools);
        Assert.Equal(4.0 / 3, measure.CallsPerRow);
        Assert.Equal(0, Measure("a").ToolBalance);
        Assert.Null(Measure(Row("a") with { AvailableTools = [BuiltInTools.FullTextSearch] }).ToolBalance);
    }

    // 2, 4, 4 and 10 words: 20 / 4 = 5; of four the second, the first (.05 · 4 = .2) and the last (.95 · 4 = 3.8).
    [Fact]
    public void Lengths_are_counted_in_words() =>
        Assert.Equal(new LengthSummary(5, 4, 2, 10), Measure("a b", "a b c d", "It's the Tenant's pier.", "1 2 3 4 5 6 7 8 9 10").QueryLength);

    // Ranks 1, 6, none and 2: 1/4, 2/4, 3/4; (1 + 1/6 + 0 + 1/2) / 4 = .416667.
    [Fact]
    public void Hits_are_counted_by_call()
    {
        GateResult passed = new("Executed", GateStatus.Passed), failed = new("Executed", GateStatus.Failed) { Reason = "PageNotFound" };
        DatasetMeasure measure = Measure(
            Row("a") with { Verdict = new Verdict([passed]) { Ranks = new SearchRanks([1, 6], 1, 6) } },
            Row("b") with { Verdict = new Verdict([failed]) { Ranks = new SearchRanks([null], null, null) } },
            Row("c") with { Verdict = new Verdict([passed]) { Ranks = new SearchRanks([2], 2, 1) } },
            Row("d"));
        Assert.Equal((.25, .5, .75), (measure.HitAt1, measure.HitAt5, measure.HitAt10));
        Assert.Equal(1.666667 / 4, measure.MeanReciprocalRank!.Value, 6);
        Assert.Equal((3, 2.0 / 3), (measure.Tested, measure.PassRate));
        Assert.Equal(new GateRejection("Executed", "PageNotFound", 1), Assert.Single(measure.Rejections));
    }

    // Of five compared rows two decide.
    [Fact]
    public void Rows_that_decide_are_counted_in_all_by_tool_and_by_kind()
    {
        DatasetMeasure measure = Measure(
            Compared(ToolContrast.Confirmed, "lookup", Words("a")),
            Compared(ToolContrast.Confirmed, "reason", Meaning("b")),
            Compared(ToolContrast.Either, "lookup", Words("c"), Words("d")),
            Compared(ToolContrast.Either, null, Words("e"), Meaning("f")),
            Compared(ToolContrast.Refuted, "lookup", Words("g")),
            Compared(null, "lookup", Call("case_lookup", ("docket", "7"))),
            Row("h"));
        Assert.Equal(.4, measure.DecidedShare);
        Assert.Equal(new ContrastCount("", 2, 2, 1, 2), measure.Contrast);
        Assert.Equal([new("case_lookup", 0, 0, 0, 1), new("full_text_search", 1, 2, 1, 1), new ContrastCount("vector_search", 1, 1, 0, 0)], measure.ContrastByTool);
        Assert.Equal([new("lookup", 1, 1, 1, 1), new ContrastCount("reason", 1, 0, 0, 0)], measure.ContrastByKind);
        Assert.Null(measure.ContrastByTool[0].DecidedShare);
        Assert.Equal("vector_search 50.0 % (1 Confirmed, 1 Either, 0 Refuted, 0 untested)", measure.ContrastByTool[2].ToString());

        static SyntheticQuery Compared(ToolContrast? contrast, string? kind, params ToolCall[] calls) => Row("q", calls) with
        {
            Provenance = new Provenance("Template", "v1") { Kind = kind },
            Verdict = new Verdict([]) { Ranks = new SearchRanks([1], 1, 1) { Contrast = contrast } },
        };
    }

    [Fact]
    public void Pages_copies_and_evidence_are_shares()
    {
        DatasetMeter meter = new(10, 0);
        foreach (SyntheticQuery row in (SyntheticQuery[])[Row("a b"), Row("A b!") with { Page = 2 }, Row("c") with { Source = "other" }, Row("d") with { Evidence = null }])
            meter.Add(row);
        DatasetMeasure measure = meter.Measure("set", 6);
        Assert.Equal((3, 4.0 / 3, .5), (measure.Pages, measure.QueriesPerPage, measure.PageCoverage));
        Assert.Equal((.25, .75), (measure.DuplicateRate, measure.EvidenceCoverage));
    }

    [Fact]
    public void Conversations_are_counted_by_kind_and_difficulty_and_decide_nothing()
    {
        ToolConversation one = SampleConversations.Plain, other = one with { Kind = ConversationKind.NoTool, Difficulty = null, Pages = [], Messages = [ConversationMessage.User("Thanks!"), ConversationMessage.Answer("Any time.")] };
        DatasetMeter meter = new(1000, 0);
        foreach (DatasetRow row in (DatasetRow[])[Row("a"), one, other, other with { Kind = null }])
            meter.Add(row);
        DatasetMeasure measure = meter.Measure("", null);
        Assert.Equal((4, 3, 3), (measure.Rows, measure.Conversations, measure.Pages));
        Assert.Equal([new("FollowUp", 1), new ConversationCount("NoTool", 1)], measure.ConversationKinds);
        Assert.Equal([new ConversationCount("Medium", 1)], measure.Difficulties);
        Assert.Equal((4.0 / 3, 1.0), (measure.TurnsPerConversation, measure.CallsPerConversation));
        Assert.Equal(1, measure.Contrast.Untested);
        Assert.Equal(.5, measure.EvidenceCoverage);
    }

    [Fact]
    public void Nothing_is_measured_of_nothing()
    {
        DatasetMeasure measure = new DatasetMeter(10, 0).Measure("", null);
        Assert.Equal(0, measure.Rows);
        Assert.All(measure.CompareTo(measure).Skip(2).Where(pair => pair.Measure != "Tested"), pair => Assert.Null(pair.Value));
    }

    private static DatasetMeasure Measure(params string[] queries) => Measure([.. queries.Select(query => Row(query))]);

    private static DatasetMeasure Measure(params SyntheticQuery[] rows)
    {
        DatasetMeter meter = new(1000, 0);
        foreach (SyntheticQuery row in rows)
            meter.Add(row);
        return meter.Measure("", null);
    }
}
