using CsCheck;
using SynthGen.Datasets.Splits;

namespace SynthGen.Core.Tests.Datasets.Splits;

/// <summary>Conversations over several pages among rows of one.</summary>
public sealed class ConversationSplitTests
{
    private static readonly Gen<ConversationPage> Page = Gen.Select(
        Gen.Int[-3, 60], Gen.Null(Gen.OneOf("b.txt", "c.txt")), (page, source) => new ConversationPage(page) { Source = source });

    private static readonly Gen<DatasetRow> Talk = Gen.Select(Gen.Int[0, 1_000_000], Page.Array[0, 3], (number, pages) => (DatasetRow)Of($"talk {number}", pages));

    private static readonly Gen<DatasetRow[]> Rows = Gen.Select(SplitKit.Rows, Talk.Array[0, 60], Gen.Int, (rows, talks, seed) =>
    {
        DatasetRow[] all = [.. rows, .. talks];
        new Random(seed).Shuffle(all);
        return all;
    });

    [Fact]
    public void No_page_is_on_two_sides() => Gen.Select(Rows, SplitKit.Options).Sample((rows, options) =>
    {
        SplitMeter meter = new();
        foreach (SplitPlacement placement in Split(rows, options))
            meter.Add(placement);
        Assert.Equal(0, meter.SharedPages);
    });

    [Fact]
    public void No_page_is_on_two_sides_whatever_marks_rows_came_with() =>
        Gen.Select(Rows, SplitKit.Options, Gen.Int).Sample((rows, options, seed) =>
        {
            Random random = new(seed);
            DatasetRow[] marked = [.. rows.Select(row => random.Next(2) == 0 ? row : row with { Split = (DatasetSplit)random.Next(3) })];
            SplitMeter meter = new();
            foreach (SplitPlacement placement in Split(marked, options))
                meter.Add(placement);
            Assert.Equal(0, meter.SharedPages);
        });

    [Fact]
    public void No_row_changes_sides_because_others_are_there() => Gen.Select(Rows, Rows, SplitKit.Options).Sample((rows, more, options) =>
    {
        Dictionary<string, SplitPlacement> alone = Split(rows, options).GroupBy(placement => placement.Row.Id).ToDictionary(group => group.Key, group => group.First());
        foreach (SplitPlacement placement in Split([.. more, .. rows], options).Skip(more.Length))
        {
            SplitPlacement before = alone[placement.Row.Id];
            Assert.Equal(before.Side, placement.Side);
            Assert.Equal(before.Status == SplitStatus.Apart, placement.Status == SplitStatus.Apart);
        }
    });

    [Fact]
    public void Marked_rows_that_come_first_keep_their_marks() => Gen.Select(Rows, Rows, SplitKit.Options, SplitKit.Options).Sample((rows, more, first, other) =>
    {
        DatasetRow[] marked = [.. Split(rows, first).Where(placement => placement.Status == SplitStatus.Placed).Select(placement => placement.Row)];
        List<SplitPlacement> again = Split([.. marked, .. more], other with { Grouping = first.Grouping, BlockSize = first.BlockSize });
        Assert.Equal(marked, again.Take(marked.Length).Select(placement => placement.Row));
        Assert.All(again.Take(marked.Length), placement => Assert.Equal(SplitStatus.Placed, placement.Status));
        Assert.All(again, placement => Assert.NotEqual(SplitStatus.Torn, placement.Status));
    });

    [Fact]
    public void Counts_add_up() => Gen.Select(Rows, SplitKit.Options).Sample((rows, options) =>
    {
        DatasetSplitter splitter = new(options);
        SplitPlacement[] placements = [.. rows.SelectMany(row => splitter.Add(row))];
        SplitSummary summary = splitter.Summary;
        Assert.Equal(rows.Length, summary.Sides.Sum(side => side.Rows) + summary.Copies + summary.Torn + summary.Apart);
        Assert.Equal(placements.Count(placement => placement.Status == SplitStatus.Apart), summary.Apart);
        Assert.All(placements.Where(placement => placement.Status == SplitStatus.Apart), placement => Assert.Null(placement.Row.Split));
    });

    [Fact]
    public void By_source_no_conversation_of_one_document_is_left_out() => Gen.Select(Talk.Array[0, 40], Gen.Int).Sample((talks, seed) =>
    {
        DatasetRow[] own = [.. talks.Select(talk => (ToolConversation)talk with { Pages = [.. ((ToolConversation)talk).Pages.Select(page => page with { Source = null })] })];
        Assert.All(Split(own, new DatasetSplitOptions { Grouping = SplitGrouping.Source, Seed = seed }), placement => Assert.NotEqual(SplitStatus.Apart, placement.Status));
    });

    [Fact]
    public void A_conversation_without_pages_is_drawn_by_its_query()
    {
        DatasetRow[] talks = [.. Enumerable.Range(0, 1000).Select(number => Of($"hello {number} and thanks"))];
        List<SplitPlacement> placed = Split(talks, new DatasetSplitOptions());
        Assert.Equal(placed.Select(placement => placement.Side), Split(talks, new DatasetSplitOptions { Grouping = SplitGrouping.Source }).Select(placement => placement.Side));
        Assert.NotEqual(placed.Select(placement => placement.Side), Split(talks, new DatasetSplitOptions { Seed = 1 }).Select(placement => placement.Side));
        Assert.InRange(placed.Count(placement => placement.Side == DatasetSplit.Train), 700, 900);
        Assert.All(placed, placement => Assert.NotEqual(SplitStatus.Apart, placement.Status));
        Assert.Equal(DatasetSplit.Test, Split([Of("hi") with { Split = DatasetSplit.Test }], new DatasetSplitOptions())[0].Side);
    }

    [Fact]
    public void Pages_on_two_sides_leave_a_conversation_out_and_a_mark_that_one_page_contradicts_is_torn()
    {
        DatasetSplitOptions halves = new() { Train = .5, Validation = 0, Test = .5 };
        SplitPlacement[] pages = [.. SplitKit.Split(Enumerable.Range(1, 9).Select(page => SplitKit.Row($"page {page}", page)), halves)];
        int train = PageOn(DatasetSplit.Train), test = PageOn(DatasetSplit.Test);
        Assert.Equal(
            [SplitStatus.Apart, SplitStatus.Placed, SplitStatus.Placed, SplitStatus.Torn],
            Split(
                [
                    Of("who and what", [new(train), new(test)]),
                    Of("who", [new(test), new(test)]),
                    Of("a mark decides", [new(100), new(101)]) with { Split = DatasetSplit.Test },
                    Of("and holds", [new(100), new(101)]) with { Split = DatasetSplit.Train },
                ],
                halves).Select(placement => placement.Status));

        int PageOn(DatasetSplit side) => ((SyntheticQuery)pages.First(placement => placement.Side == side).Row).Page;
    }

    private static ToolConversation Of(string query, params ConversationPage[] pages) =>
        new([ConversationMessage.User(query), ConversationMessage.Answer("yes")]) { Source = "a.txt", Pages = pages };

    private static List<SplitPlacement> Split(IEnumerable<DatasetRow> rows, DatasetSplitOptions options)
    {
        DatasetSplitter splitter = new(options);
        return [.. rows.SelectMany(row => splitter.Add(row))];
    }
}
