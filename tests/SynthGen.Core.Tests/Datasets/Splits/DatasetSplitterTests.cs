using CsCheck;
using SynthGen.Datasets.Splits;
using SynthGen.Quality.Duplicates;

namespace SynthGen.Core.Tests.Datasets.Splits;

public sealed class DatasetSplitterTests
{
    [Fact]
    public void Nothing_that_stays_together_is_on_two_sides() => Gen.Select(SplitKit.Rows, SplitKit.Options).Sample((rows, options) =>
    {
        foreach (IGrouping<(string, int), SyntheticQuery> group in SplitKit.Split(rows, options).Placed().GroupBy(row => options.Grouping switch
        {
            SplitGrouping.Page => (row.Source, row.Page),
            SplitGrouping.PageBlock => (row.Source, (row.Page + (options.BlockSize * 10)) / options.BlockSize),
            _ => (row.Source, 0),
        }))
        {
            Assert.Single(group.Select(row => row.Split).Distinct());
        }
    });

    // One fact has one page, so that grouping by page keeps its two rows together.
    [Fact]
    public void The_two_rows_of_a_pair_are_on_one_side() => Gen.Select(Gen.Int[1, 40], SplitKit.Options).Sample((pages, options) =>
    {
        SyntheticQuery[] rows = [.. Enumerable.Range(1, pages).SelectMany(page => (SyntheticQuery[])[
            SplitKit.Row($"the clause on rent number {page}", page, tool: "find") with { PairId = $"p{page}" },
            SplitKit.Row($"what tenant {page} pays", page, tool: "ask") with { PairId = $"p{page}" }])];
        foreach (IGrouping<string?, SyntheticQuery> pair in SplitKit.Split(rows, options).Placed().GroupBy(row => row.PairId))
        {
            Assert.Equal(2, pair.Count());
            Assert.Single(pair.Select(row => row.Split).Distinct());
        }
    });

    [Theory]
    [InlineData(SplitGrouping.Page)]
    [InlineData(SplitGrouping.PageBlock)]
    public void Pages_go_by_their_place_in_the_document(SplitGrouping grouping)
    {
        DatasetSplitOptions options = new() { Grouping = grouping, BlockSize = 2 };
        SyntheticQuery[] plain = [.. Enumerable.Range(1, 40).Select(place => SplitKit.Row($"question {place}", place))];
        SyntheticQuery[] repeated = [.. plain.Select(row => row with { Page = row.Page % 4, Label = $"{row.Page % 4}a", Ordinal = row.Page })];
        Assert.Equal(SplitKit.Split(plain, options).Select(placement => placement.Side), SplitKit.Split(repeated, options).Select(placement => placement.Side));
        DatasetSplitter splitter = new(options);
        Assert.All(repeated, row => Assert.Equal(SplitStatus.Placed, Assert.Single(splitter.Add(row)).Status));
        Assert.Equal(40, splitter.Summary.Sides.Sum(side => side.Pages));
    }

    [Fact]
    public void No_copies_are_on_two_sides() => Gen.Select(SplitKit.Rows, SplitKit.Options).Sample((rows, options) =>
    {
        MinHash sketcher = new();
        (DatasetSplit? Split, TextSketch Sketch)[] placed = [.. SplitKit.Split(rows, options).Placed().Select(row => (row.Split, sketcher.Of(row.Query)))];
        for (int i = 0; i < placed.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (placed[i].Split == placed[j].Split)
                    continue;
                Assert.NotEqual(placed[i].Sketch.Exact, placed[j].Sketch.Exact);
                if (placed[i].Sketch.Shingles.Length > 0)
                    Assert.InRange(MinHash.Jaccard(placed[i].Sketch.Shingles, placed[j].Sketch.Shingles), 0, .9);
            }
        }
    });

    [Fact]
    public void No_row_changes_sides_wherever_pages_are_added() => Gen.Select(SplitKit.Rows, SplitKit.Rows, SplitKit.Options, Gen.Int).Sample((rows, more, options, seed) =>
    {
        HashSet<(string, int)> old = [.. rows.Select(row => (row.Source, row.Page))];
        SyntheticQuery[] grown = [.. rows, .. more.Where(row => !old.Contains((row.Source, row.Page)))];
        Random random = new(seed);
        random.Shuffle(grown);
        Dictionary<string, DatasetSplit> before = SplitKit.Split(rows, options).GroupBy(placement => placement.Row.Id).ToDictionary(group => group.Key, group => group.First().Side);
        Assert.All(SplitKit.Split(grown, options), placement =>
            Assert.Equal(before.GetValueOrDefault(placement.Row.Id, placement.Side), placement.Side));
    });

    [Fact]
    public void Rows_that_come_after_change_nothing_of_those_before() => Gen.Select(SplitKit.Rows, SplitKit.Rows, SplitKit.Options).Sample((rows, more, options) =>
        Assert.Equal(SplitKit.Split(rows, options), SplitKit.Split([.. rows, .. more], options).Take(rows.Count)));

    [Fact]
    public void Rows_that_are_marked_keep_their_mark_under_any_other_options() => Gen.Select(SplitKit.Rows, SplitKit.Rows, SplitKit.Options, SplitKit.Options).Sample((rows, more, first, other) =>
    {
        List<SyntheticQuery> marked = SplitKit.Split(rows, first).Placed();
        List<SplitPlacement> again = SplitKit.Split([.. marked, .. more], other with { Grouping = first.Grouping, BlockSize = first.BlockSize });
        Assert.Equal(marked, again.Take(marked.Count).Placed());
        Assert.All(again, placement => Assert.NotEqual(SplitStatus.Torn, placement.Status));
    });

    [Fact]
    public void Any_run_of_pages_is_shared_out_but_for_a_page_or_two() => Gen.Select(SplitKit.Options, Gen.Int[-500, 5000], Gen.Int[0, 500]).Sample((options, first, count) =>
    {
        options = options with { Grouping = SplitGrouping.Page };
        List<SyntheticQuery> placed = SplitKit.Split(Enumerable.Range(first, count).Select(page => SplitKit.Row($"page {page - first}", page)), options).Placed();
        foreach ((DatasetSplit split, double share) in (ReadOnlySpan<(DatasetSplit, double)>)[(DatasetSplit.Train, options.Train), (DatasetSplit.Validation, options.Validation), (DatasetSplit.Test, options.Test)])
        {
            int pages = placed.Count(row => row.Split == split);
            Assert.InRange(pages, share == 0 ? 0 : (share * count) - 3, share == 0 ? 0 : (share * count) + 3);
        }
    });

    [Fact]
    public void Counts_add_up() => Gen.Select(SplitKit.Rows, SplitKit.Options).Sample((rows, options) =>
    {
        DatasetSplitter splitter = new(options);
        List<SyntheticQuery> placed = rows.SelectMany(row => splitter.Add(row)).Placed();
        SplitSummary summary = splitter.Summary;
        Assert.Equal(rows.Count, summary.Rows);
        Assert.Equal(summary.Rows, summary.Sides.Sum(side => side.Rows) + summary.Copies + summary.Torn);
        Assert.Equal(0, summary.Torn);
        foreach (SplitSide side in summary.Sides)
        {
            SyntheticQuery[] own = [.. placed.Where(row => row.Split == side.Split)];
            Assert.Equal((own.Length, own.Select(row => (row.Source, row.Page)).Distinct().Count()), ((int)side.Rows, side.Pages));
            Assert.All(side.Tools, tool => Assert.Equal(own.Sum(row => row.Tools.Count(call => call.Name == tool.Name)), tool.Calls));
        }
    });

    // Another order here would move rows when users split again with a newer version.
    [Fact]
    public void Sides_stay_as_they_were_with_earlier_versions()
    {
        string sides = string.Concat(SplitKit.Split(Enumerable.Range(1, 40).Select(page => SplitKit.Row($"page {page}", page, "report.txt"))).Select(placement => ".VT"[(int)placement.Side]));
        Assert.Equal(".......V....T..V....T....T..V....T......", sides);
    }

    [Fact]
    public void Of_copies_on_two_sides_the_first_stays()
    {
        DatasetSplitOptions halves = new() { Train = .5, Validation = 0, Test = .5 };
        SplitPlacement[] pages = [.. SplitKit.Split(Enumerable.Range(1, 9).Select(page => SplitKit.Row($"page {page}", page)), halves)];
        int train = PageOn(DatasetSplit.Train), test = PageOn(DatasetSplit.Test);
        List<SplitPlacement> placed = SplitKit.Split(
            [SplitKit.Row("Who signed?", train), SplitKit.Row("who signed", test), SplitKit.Row("Who left?", test), SplitKit.Row("Who signed?", train)], halves);
        Assert.Equal([SplitStatus.Placed, SplitStatus.Copy, SplitStatus.Placed, SplitStatus.Placed], placed.Select(placement => placement.Status));
        Assert.Null(placed[1].Row.Split);
        Assert.Equal(DatasetSplit.Test, placed[1].Side);

        int PageOn(DatasetSplit side) => ((SyntheticQuery)pages.First(placement => placement.Side == side).Row).Page;
    }

    [Fact]
    public void A_mark_that_is_not_its_pages_is_told()
    {
        SyntheticQuery one = SplitKit.Row("one", 1), two = SplitKit.Row("two", 1);
        SyntheticQuery[] torn = [one with { Split = DatasetSplit.Test }, two with { Split = DatasetSplit.Train }, two];
        List<SplitPlacement> placed = SplitKit.Split(torn);
        Assert.Equal([SplitStatus.Placed, SplitStatus.Torn, SplitStatus.Placed], placed.Select(placement => placement.Status));
        Assert.Equal(DatasetSplit.Test, placed[2].Row.Split);
        List<SplitPlacement> anew = SplitKit.Split(torn, new DatasetSplitOptions { Anew = true });
        Assert.All(anew, placement => Assert.Equal((SplitStatus.Placed, anew[0].Side), (placement.Status, placement.Row.Split)));
    }

    [Fact]
    public void A_mark_leaves_the_id_as_it_is()
    {
        SyntheticQuery row = SplitKit.Row("one", 1) with { Id = "0123456789abcdef" };
        Assert.Equal(("0123456789abcdef", row.Query), (SplitKit.Split([row])[0].Row.Id, ((SyntheticQuery)SplitKit.Split([row])[0].Row).Query));
        SyntheticQuery plain = SplitKit.Row("one", 1);
        Assert.Equal(plain.Id, SplitKit.Split([plain])[0].Row.Id);
    }

    [Fact]
    public void Tool_shares_are_of_the_sides_own_calls()
    {
        // Train has find, find, ask; test has ask. Of all four calls half are of either tool.
        DatasetSplitter splitter = new(new DatasetSplitOptions());
        foreach ((string query, string tool, DatasetSplit split) in (ReadOnlySpan<(string, string, DatasetSplit)>)
            [("a", "find", DatasetSplit.Train), ("b", "find", DatasetSplit.Train), ("c", "ask", DatasetSplit.Train), ("d", "ask", DatasetSplit.Test)])
        {
            Assert.Single(splitter.Add(SplitKit.Row(query, (int)split, tool: tool) with { Split = split }));
        }

        SplitSummary summary = splitter.Summary;
        Assert.Equal(["ask 33.3%", "find 66.7%"], summary.Sides[0].Tools.Select(tool => tool.ToString()));
        Assert.Equal(["ask 0.0%", "find 0.0%"], summary.Sides[1].Tools.Select(tool => tool.ToString()));
        Assert.Equal(["ask 100.0%", "find 0.0%"], summary.Sides[2].Tools.Select(tool => tool.ToString()));
        Assert.Equal((.75, .25), (summary.Sides[0].RowShare, summary.Sides[2].RowShare));
        Assert.Equal(.5, summary.ToolDrift);
        Assert.Null(summary.Sides[1].ToolDrift);
    }

    [Theory]
    [InlineData(.8, .1, .2)]
    [InlineData(.5, 0, 0)]
    [InlineData(1.5, -.5, 0)]
    [InlineData(double.NaN, 0, 0)]
    public void Shares_that_are_none_are_refused(double train, double validation, double test) => Assert.Throws<ArgumentException>(() =>
        new DatasetSplitter(new DatasetSplitOptions { Train = train, Validation = validation, Test = test }));
}
