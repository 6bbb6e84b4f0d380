using SynthGen.Documents;
using SynthGen.Quality.Gates;
using SynthGen.Quality.Testing;
using SynthGen.Retrieval;
using SynthGen.Tools;
using static SynthGen.Core.Tests.Quality.GateTestKit;

namespace SynthGen.Core.Tests.Quality;

public sealed class GateTests
{
    private static readonly SchemaGate Schema = new(new FewRules());
    private static readonly GroundedGate Grounded = new(GroundedGate.Threshold);
    private static readonly OverlapGate Overlap = new(OverlapGate.MostCopied, OverlapGate.LeastShared);

    [Fact]
    public void Schema_takes_tools_that_are_offered_and_arguments_that_fit()
    {
        Assert.Equal(GateStatus.Passed, Test(Schema, Row()).Status);
        Assert.Equal(GateStatus.Passed, Test(Schema, Row() with { AvailableTools = [] }).Status);
        Assert.Equal("UnknownTool", Test(Schema, Row("q", Call("grep", ("query", "q")))).Reason);
        Assert.Equal("BadArgument", Test(Schema, Row("q", Call("full_text_search", ("text", "q")))).Reason);
        Assert.Equal("RepeatedCall", Test(Schema, Row("q", Words("a"), Meaning("a"), Words("a"))).Reason);
        Assert.Equal("NoCall", Test(Schema, Row() with { Tools = [] }).Reason);
        Assert.Equal("EmptyQuery", Test(Schema, Row(" ")).Reason);
    }

    [Fact]
    public void Evidence_has_to_be_in_the_page_however_it_is_scanned()
    {
        Assert.Equal(GateStatus.Passed, Test(Grounded, Row()).Status);
        Evidence misread = new("On March 31, 2019 the harbor master, Ottilie Brandvold, inspected the compresors", 7, 9);
        Assert.Equal(GateStatus.Passed, Test(Grounded, Row() with { Evidence = misread }).Status);
        Assert.Equal("EvidenceNotInPage", Test(Grounded, Row() with { Evidence = new("Brandvold inspected the boilers of the ferry in May", 0, 50) }).Reason);
        Assert.Equal("EvidenceNotInPage", Test(Grounded, Row() with { Page = 2 }).Reason);
        Assert.Equal("NoEvidence", Test(Grounded, Row() with { Evidence = null }).Reason);
        Assert.Equal("PageNotInIndex", Test(Grounded, Row() with { Page = 9 }).Reason);
        Assert.Equal("PageNotInIndex", Test(Grounded, Row() with { Source = "other.txt" }).Reason);
    }

    [Fact]
    public void Evidence_has_to_be_about_the_query()
    {
        int storm = Pier.Text.IndexOf("A storm", StringComparison.Ordinal);
        Assert.Equal("EvidenceOffTopic", Test(Grounded, Row() with { Evidence = Evidence.At(Pier, storm, 40) }).Reason);

        // One of the two words common to query and page is near the storm, the other 900 characters earlier.
        SyntheticQuery half = Row("Brandvold and Lindqvist", Words("Brandvold Lindqvist")) with { Evidence = Evidence.At(Pier, storm, 40) };
        Assert.Equal(.5, Test(Grounded, half).Score);

        GateResult paraphrase = Test(Grounded, Row("Who looked after cooling gear?", Meaning("examination of chilling apparatus")));
        Assert.Equal((GateStatus.Passed, null), (paraphrase.Status, paraphrase.Score));
    }

    [Theory]
    [InlineData("On March 31", null)]
    [InlineData("inspected the compressors", null)]
    [InlineData("She found", "EvidenceOffTopic")]
    [InlineData("The inspection cost", "EvidenceOffTopic")]
    public void No_other_sentence_has_more_of_the_words_that_are_sought(string begins, string? reason) => Assert.Equal(
        reason, Test(Grounded, Row() with { Evidence = Evidence.At(Pier, Pier.Text.IndexOf(begins, StringComparison.Ordinal), 25) }).Reason);

    [Fact]
    public void Words_that_follow_each_other_are_sought_as_they_follow()
    {
        OcrPage page = new(1, "The notice is given under Section 10.4 of the lease. Rent of 4.10 is due by Section 7 on day 10, and 4 boats are let.", "lease.txt", 1);
        using MemoryPageIndex index = new([page]);
        SyntheticQuery row = Row("Which passage mentions Section 10.4?", Words("Section 10.4")) with { Source = "lease.txt", Evidence = Evidence.At(page, 0, 30) };
        Assert.Null(Test(Grounded, row, index).Reason);
        GateResult other = Test(Grounded, row with { Evidence = Evidence.At(page, page.Text.IndexOf("Rent", StringComparison.Ordinal), 30) }, index);
        Assert.Equal("EvidenceOffTopic", other.Reason);
        Assert.Contains("The notice is given", other.Detail);
    }

    // A citation is too short for a passage of its own, and stands in that of the next sentence.
    [Fact]
    public void A_short_citation_behind_a_sentence_is_part_of_its_evidence()
    {
        OcrPage page = new(1, "The Court kept the central holding of the case before it. 505 U. S., at 860. It gave no reason for the line that it drew there. See 505 U. S. 833 and what follows from it.", "lease.txt", 1);
        using MemoryPageIndex index = new([page]);
        SyntheticQuery row = Row("Where is 505 U.S., at 860 cited?", Words("505 U.S., at 860")) with { Source = "lease.txt", Evidence = Evidence.At(page, 0, page.Text.IndexOf(" It gave", StringComparison.Ordinal)) };
        Assert.Null(Test(Grounded, row, index).Reason);
        Assert.Equal("EvidenceOffTopic", Test(Grounded, row with { Evidence = Evidence.At(page, page.Text.IndexOf("See", StringComparison.Ordinal), 40) }, index).Reason);
    }

    // A sentence that says the same has the same words.
    [Fact]
    public void A_sentence_with_the_same_words_leaves_the_evidence_good()
    {
        OcrPage page = new(1, "The lease names Wexcombe as its tenant. Wexcombe also named the lease after a boat.", "lease.txt", 1);
        using MemoryPageIndex index = new([page]);
        foreach (int start in (int[])[0, page.Text.IndexOf("Wexcombe also", StringComparison.Ordinal)])
            Assert.Null(Test(Grounded, Row("Where is Wexcombe named?", Words("Wexcombe named")) with { Source = "lease.txt", Evidence = Evidence.At(page, start, 30) }, index).Reason);
    }

    [Fact]
    public void Evidence_has_to_mean_what_the_query_means_if_the_index_can_tell()
    {
        // The words are near the evidence each time, so that the vectors decide.
        SyntheticQuery row = Row("Brandvold", Meaning("Brandvold"));
        foreach ((string meant, string? reason) in ((string, string?)[])[("Brandvold", null), ("quiet", "EvidenceOffTopic")])
        {
            using Neural index = new(meant);
            Assert.Equal(reason, Test(new GroundedGate(GroundedGate.Threshold, index), row).Reason);
            Assert.True(index.Asked);
        }

        // Where no sentence is nearer the evidence is good, and words alone decide without a model in the process, and of a search by words.
        using Neural small = new("quiet");
        Assert.Equal(GateStatus.Passed, Test(new GroundedGate(GroundedGate.Threshold, small), Row("Brandvold", Words("Brandvold"))).Status);
        Assert.False(small.Asked);
        SyntheticQuery ferry = Row("Nordahl", Meaning("Nordahl")) with { Page = 2, Evidence = Evidence.At(Ferry, 0, 60) };
        Assert.Equal(GateStatus.Passed, Test(new GroundedGate(GroundedGate.Threshold, small), ferry).Status);
        Assert.Equal(GateStatus.Passed, Test(new GroundedGate(GroundedGate.Threshold, Index()), row).Status);
    }

    // Words of a paraphrase that the page has elsewhere stand there by chance; those of a search by words do not.
    [Fact]
    public void Near_evidence_outweighs_the_words_of_a_search_by_meaning()
    {
        using Neural index = new("Brandvold");
        Assert.Equal("EvidenceOffTopic", Test(new GroundedGate(GroundedGate.Threshold), Row("awning", Meaning("awning"))).Reason);
        Assert.Equal("EvidenceOffTopic", Test(new GroundedGate(GroundedGate.Threshold, index), Row("awning", Words("awning"))).Reason);
        Assert.Equal(GateStatus.Passed, Test(new GroundedGate(GroundedGate.Threshold, index), Row("awning", Meaning("awning"))).Status);
    }

    [Theory]
    [InlineData("What did Brandvold inspect?", "Brandvold", null)]
    [InlineData("What did Brandvold inspect?", "Brandvold inspection of compressors", null)]
    [InlineData("What did Brandvold inspect?", "Brandvold Thulvik", "ValueFromPage")]
    [InlineData("What did Brandvold inspect?", "brandvold thulvik", "ValueFromPage")]
    [InlineData("What did Brandvold inspect?", "Brandvold 2019", "ValueFromPage")]
    [InlineData("What did Brandvold inspect?", "Brandvold 1987", "ValueFromNowhere")]
    [InlineData("What was inspected on 3/31/19?", "March 31, 2019", null)]
    [InlineData("What cost four thousand?", "cost $4,500", "ValueFromPage")]
    [InlineData("What cost $4500?", "cost $4,500", null)]
    [InlineData("Who gave notice to TR?", "Thulvik Refrigeration", null)]
    [InlineData("What was wrong?", "filters clog", "ValueFromPage")]
    [InlineData("What was wrong with the state of the machines there?", "machines in a bad state, filters", null)]
    public void Arguments_may_not_hold_what_only_the_page_knows(string query, string argument, string? reason)
    {
        using MemoryPageIndex index = new([.. Enumerable.Range(10, 20).Select(number => new OcrPage(number, "The state of machines.", "pier.txt", 1)), Pier]);
        Assert.Equal(reason, Test(new ArgumentProvenanceGate(index), Row(query, Words(argument)), index).Reason);
    }

    [Theory]
    [InlineData("Who looked after cooling gear?", "harbour master inspected compressors", "ValueFromPage")]
    [InlineData("Who looked after cooling gear?", "awning market", "ValueFromPage")]
    [InlineData("Who looked after cooling gear?", "inspections of machines", "ValueFromPage")]
    [InlineData("Who looked after cooling gear?", "examination of chilling apparatus", null)]
    [InlineData("Who looked after cooling gear?", "cooling of the machine room", null)]
    [InlineData("Who looked after cooling gear?", "who examined the gears in the machine room", null)]
    [InlineData("Who looked after cooling gear?", "maintenance of a machine", null)]
    [InlineData("Who hacked the filters?", "hackers of a machine room", null)]
    [InlineData("What had the tenant to pay for the check?", "payment owed for inspection of the room", null)]
    [InlineData("What did the Thulvik Refrigeration Company do?", "TRC", null)]
    [InlineData("Who looked after cooling gear?", "good ways of people", null)]
    public void Arguments_that_have_nothing_of_the_query_may_not_be_words_of_the_page(string query, string argument, string? reason)
    {
        using MemoryPageIndex index = new([
            .. Enumerable.Range(10, 20).Select(number => new OcrPage(number, $"{Pier.Text} {number}", "pier.txt", 1)), new OcrPage(1, Pier.Text + " TRC had people.", "pier.txt", 1)]);
        foreach (ToolCall call in (ToolCall[])[Words(argument), Meaning(argument)])
            Assert.Equal(reason, Test(new ArgumentProvenanceGate(index), Row(query, call), index).Reason);
    }

    [Fact]
    public void Characters_of_scripts_without_spaces_are_half_a_word()
    {
        OcrPage page = new(1, "承租人应于每月第一日向出租人支付租金。", "zh.txt", 1);
        using MemoryPageIndex index = new([page, .. Enumerable.Range(2, 9).Select(number => new OcrPage(number, "一 日 每 月", "zh.txt", number))]);
        SyntheticQuery Asked(string argument) => Row("何时交房钱？", Words(argument)) with { Source = "zh.txt" };
        Assert.Equal("ValueFromPage", Test(new ArgumentProvenanceGate(index), Asked("承租人支付租金"), index).Reason);
        Assert.Equal(GateStatus.Passed, Test(new ArgumentProvenanceGate(index), Asked("一日缴纳"), index).Status);
    }

    [Fact]
    public void Overlap_wants_words_from_the_page_for_one_tool_and_not_for_the_other()
    {
        Assert.Equal("CopiesPage", Test(Overlap, Row("q", Meaning("the harbour master, Ottilie Brandvold, inspected the compressors"))).Reason);
        Assert.Equal(GateStatus.Passed, Test(Overlap, Row("q", Meaning("how Brandvold checked the cooling machines"))).Status);
        Assert.Equal(GateStatus.Passed, Test(Overlap, Row("q", Words("the harbour master, Ottilie Brandvold, inspected the compressors"))).Status);
        GateResult stranger = Test(Overlap, Row("q", Words("chilling apparatus examination Brandvold")));
        Assert.Equal(("SharesTooLittle", .25), (stranger.Reason, stranger.Score)); // Brandvold is one of four.
        Assert.Equal(GateStatus.NotApplicable, Test(Overlap, Row("q", Call("case_lookup", ("docket", "7")))).Status);
    }

    [Theory]
    [InlineData(1, 1, null, ToolContrast.Either)]
    [InlineData(10, 2, null, ToolContrast.Either)]
    [InlineData(6, 1, "ToolRefuted", ToolContrast.Refuted)]
    [InlineData(11, 10, "ToolRefuted", ToolContrast.Refuted)]
    [InlineData(0, 3, "ToolRefuted", ToolContrast.Refuted)]
    [InlineData(11, 11, "PageNotFound", null)]
    [InlineData(2, 11, null, ToolContrast.Confirmed)]
    [InlineData(10, 0, null, ToolContrast.Confirmed)]
    [InlineData(1, 6, null, ToolContrast.Confirmed)]
    [InlineData(1, 5, null, ToolContrast.Either)]
    public void The_other_tools_rank_says_whether_the_choice_was_right(int own, int other, string? reason, ToolContrast? contrast)
    {
        foreach (bool lexical in (bool[])[true, false])
        {
            using Ranked index = new(lexical ? own : other, lexical ? other : own);
            SyntheticQuery row = Row("q", lexical ? Words("w") : Meaning("w"));
            SynthGen.Quality.TestedRow tested = new(row, new(Pier));
            GateResult result = new ExecutedGate(index, 10).Test(tested);
            Assert.Equal(reason, result.Status == GateStatus.Failed ? result.Reason : null);
            Assert.Equal(contrast, tested.Ranks!.Contrast);
            Assert.Equal((index.Lexical, index.Vector), (tested.Ranks.Lexical, tested.Ranks.Vector));
            Assert.Equal([Seen(own)], tested.Ranks.Calls);
        }
    }

    // What cannot be run is not beaten.
    [Fact]
    public void An_index_with_one_tool_confirms_nothing()
    {
        using Ranked index = new(1, 0) { Only = "full_text_search" };
        SynthGen.Quality.TestedRow tested = new(Row("q", Words("w")), new(Pier));
        Assert.Equal(GateStatus.Passed, new ExecutedGate(index, 10).Test(tested).Status);
        Assert.Null(tested.Ranks!.Contrast);
        Assert.Equal((1, null), (tested.Ranks.Lexical, tested.Ranks.Vector));
    }

    [Fact]
    public void Every_call_that_can_be_run_has_to_find_the_page()
    {
        using Ranked index = new(1, 12);
        Assert.Equal(GateStatus.Failed, Test(new ExecutedGate(index, 10), Row("q", Words("a"), Meaning("b"))).Status);
        Assert.Equal(GateStatus.Passed, Test(new ExecutedGate(index, 10), Row("q", Words("a"), Call("case_lookup", ("docket", "7")))).Status);
        Assert.Equal("NothingToRun", Test(new ExecutedGate(index, 10), Row("q", Call("case_lookup", ("docket", "7")))).Reason);
    }

    [Fact]
    public void A_row_is_tested_on_its_own_page_among_those_with_its_number()
    {
        using MemoryPageIndex index = new([
            new(1, "Ledgers of the harbour were lent by Wexcombe.", "b.txt", label: "i", ordinal: 1),
            new(1, "Ledgers of the warehouse were lost at sea.", "b.txt", ordinal: 2),
            new(1, "Ledgers of the tenant were never found.", "b.txt", ordinal: 3)]);
        foreach (OcrPage page in (OcrPage[])[index.Find(new("b.txt", 1, 1, "i"))!, index.Find(new("b.txt", 2, 1, null))!, index.Find(new("b.txt", 3, 1, null))!])
        {
            SyntheticQuery row = Row("q", Words(page.Text)) with { Source = "b.txt", Label = page.Label, Ordinal = page.Ordinal, Evidence = Evidence.At(page, 0, page.Text.Length) };
            Assert.Equal(1, Test(new ExecutedGate(index, 10), row, index).Score);
            Assert.Equal(GateStatus.Passed, Test(new GroundedGate(0), row, index).Status);
            GateResult other = Test(new GroundedGate(0), row with { Evidence = new Evidence("No page says this of the quay.", 0, 30) }, index);
            Assert.Contains($"Page {page.Label} ", other.Detail);
        }

        Assert.Contains("no page ii of 'b.txt'", Test(new GroundedGate(0), Row() with { Source = "b.txt", Page = 2, Label = "ii" }, index).Detail);
    }

    // The gate looks at ten pages.
    private static int? Seen(int rank) => rank is 0 or > 10 ? null : rank;

    /// <summary>An index that returns the first page at a given rank; 0 for nowhere.</summary>
    private sealed class Ranked(int lexical, int vector) : IPageIndex
    {
        public int? Lexical => Seen(lexical);

        public int? Vector => Seen(vector);

        public int Count => 100;

        public OcrPage? Find(PageKey key) => key.Number == 1 ? Pier : null;

        public string? Only { get; init; }

        public bool CanRun(string tool) => Only is null ? BuiltInTools.All.Any(known => known.Name == tool) : tool == Only;

        public IReadOnlyList<PageHit> Search(string tool, string query, int top) => [.. Enumerable.Range(1, top)
            .Select(rank => new PageHit(rank, rank == (tool == "full_text_search" ? lexical : vector) ? 1 : 100 + rank, "pier.txt", 0, ""))];

        public void Dispose()
        {
        }
    }

    /// <summary>An index whose model finds queries similar to texts with one word.</summary>
    private sealed class Neural(string meant) : IPageIndex
    {
        public bool Asked { get; private set; }

        public int Count => 3;

        public OcrPage? Find(PageKey key) => null;

        public bool CanRun(string tool) => false;

        public IReadOnlyList<PageHit> Search(string tool, string query, int top) => [];

        public IReadOnlyList<float[]>? Embed(IReadOnlyList<string> texts, EmbeddingUse use)
        {
            Asked = true;
            return [.. texts.Select(text => use == EmbeddingUse.Query || text.Contains(meant, StringComparison.Ordinal) ? new float[] { 1, 0 } : [0, 1])];
        }

        public void Dispose()
        {
        }
    }

    private sealed class FewRules : IToolSchemaValidator
    {
        public IReadOnlyList<SchemaProblem> CheckSchema(IReadOnlyDictionary<string, object?> schema) => [];

        public IReadOnlyList<SchemaProblem> CheckArguments(ToolDefinition tool, IReadOnlyDictionary<string, object?> arguments) =>
            arguments.ContainsKey("query") ? [] : [new SchemaProblem("$.query", "is missing")];
    }
}
