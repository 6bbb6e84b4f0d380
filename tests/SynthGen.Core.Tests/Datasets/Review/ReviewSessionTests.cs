using System.Text;
using SynthGen.Core.Tests.Quality;
using SynthGen.Datasets.Review;
using SynthGen.Quality.Gates;
using SynthGen.Quality.Testing;
using SynthGen.Rows;

namespace SynthGen.Core.Tests.Datasets.Review;

/// <summary>A reviewer at work: filters, decisions, edits, undo.</summary>
public sealed class ReviewSessionTests : IDisposable
{
    private static readonly CancellationToken Stop = CancellationToken.None;

    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;
    private readonly MemoryPageIndex _index = GateTestKit.Index();
    private readonly List<IDisposable> _open = [];

    public void Dispose()
    {
        _open.ForEach(item => item.Dispose());
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Filters_are_joined_and_values_of_one_are_not()
    {
        ReviewSession session = Begin(Rows(9));
        Assert.Equal([0, 3, 6], session.Find(Filter("", ("tool", ["full_text_search"])), Stop));
        Assert.Equal([0, 1, 3, 4, 6, 7], session.Find(Filter("", ("tool", ["full_text_search", "vector_search"])), Stop));
        Assert.Equal([3], session.Find(Filter("4th", ("tool", ["full_text_search"])), Stop));
        Assert.Equal([3], session.Find(Filter("QUERY 4TH"), Stop));
        Assert.Empty(session.Find(Filter("4th 5th"), Stop));
        Assert.Empty(session.Find(Filter("", ("tool", ["none"])), Stop));
    }

    [Fact]
    public void A_decision_shows_at_once_in_every_row_with_the_same_id()
    {
        SyntheticQuery[] rows = Rows(3);
        ReviewSession session = Begin([.. rows, rows[1]]);
        Assert.Equal(4, session.Find(Filter("", ("decision", ["Undecided"])), Stop).Count);
        Assert.Equal(ReviewStatus.Rejected, session.Decide(1, ReviewStatus.Rejected, null, null));
        Assert.Equal([1, 3], session.Find(Filter("", ("decision", ["Rejected"])), Stop));
        Assert.Equal("Undecided 2, Accepted 0, Rejected 2, Edited 0", string.Join(", ", session.Decisions.Select(count => $"{count.Value} {count.Count}")));
        Assert.Equal(rows[1].Id, Assert.Single(session.All()).Id);
    }

    [Fact]
    public void An_edit_is_found_by_its_new_text_and_undo_brings_back_what_was_before()
    {
        ReviewSession session = Begin(Rows(3));
        session.Decide(0, ReviewStatus.Accepted, null, "fine");
        session.Decide(0, ReviewStatus.Edited, new SyntheticQuery("unheard", [], 1), null);
        Assert.Equal([0], session.Find(Filter("unheard"), Stop));
        Assert.Equal("unheard", session.Read(0).Query);

        Assert.Equal((0, ReviewStatus.Accepted), session.Undo());
        Assert.Empty(session.Find(Filter("unheard"), Stop));
        Assert.Equal("fine", session.Read(0).Decision!.Note);
        Assert.Equal((0, ReviewStatus.Undecided), session.Undo());
        Assert.Null(session.Undo());
        Assert.Equal(4, File.ReadLines(At("d.review.jsonl")).Count());
    }

    [Fact]
    public void A_note_stays_until_it_is_changed_and_needs_no_decision()
    {
        ReviewSession session = Begin(Rows(2));
        Assert.Equal(ReviewStatus.Undecided, session.Decide(0, ReviewStatus.Undecided, null, "look again"));
        Assert.Equal((null, "look again"), (session.Read(0).Decision, session.Read(0).Note));
        session.Decide(0, ReviewStatus.Accepted, null, null);
        Assert.Equal("look again", session.Read(0).Note);
        session.Decide(0, ReviewStatus.Accepted, null, "");
        Assert.Null(session.Read(0).Note);
        session.Undo();
        Assert.Equal("look again", session.Read(0).Note);
    }

    [Fact]
    public void Decisions_of_an_earlier_session_are_there_and_are_not_undone()
    {
        Begin(Rows(3)).Decide(2, ReviewStatus.Rejected, null, null);
        End();
        ReviewSession session = Begin(Rows(2).Append(Rows(3)[2]));
        Assert.Equal(ReviewStatus.Rejected, session.StatusOf(2));
        Assert.Equal(0, session.Strays);
        Assert.Null(session.Undo());
        End();
        Assert.Equal(1, Begin(Rows(2)).Strays);
    }

    [Fact]
    public async Task An_edit_has_its_evidence_located_its_id_computed_and_its_calls_run()
    {
        RowCheck check = Check();
        string line = Encoding.UTF8.GetString(CanonicalLine.Of(GateTestKit.Row() with { Evidence = new Evidence("the harbour  master, 0ttilie Brandvold, inspected the compressors", 0, 5), Id = "old" }));
        CheckedRow result = await check.CheckAsync(line, Stop);
        SyntheticQuery row = Assert.IsType<SyntheticQuery>(result.Row);
        Assert.True(row.Evidence!.IsIn(GateTestKit.Pier));
        Assert.Equal("the harbour master, Ottilie Brandvold, inspected the compressors", row.Evidence.Quote);
        Assert.Equal(GateTestKit.Row().Id, row.Id);
        Assert.Equal(["Grounded", "Executed"], row.Verdict!.Gates.Select(gate => gate.Gate));
    }

    [Fact]
    public async Task An_edit_that_misses_its_page_fails_and_one_that_is_no_row_says_why()
    {
        RowCheck check = Check();
        string line = Encoding.UTF8.GetString(CanonicalLine.Of(GateTestKit.Row() with { Evidence = new Evidence("There is nothing of this on any page at all", 0, 43) }));
        CheckedRow missed = await check.CheckAsync(line, Stop);
        Assert.Equal("EvidenceNotInPage", missed.Row!.Verdict!.Rejection!.Reason);
        Assert.Contains("tools", (await check.CheckAsync("""{"query":"q"}""", Stop)).Problem);
        Assert.Contains("qurey", (await check.CheckAsync("""{"query":"q","tools":[],"page":1,"qurey":"x"}""", Stop)).Problem);
        Assert.Contains("JSON", (await check.CheckAsync("query", Stop)).Problem);
    }

    [Fact]
    public void A_row_is_shown_with_its_page_its_hits_and_the_ranks_of_both_tools()
    {
        InspectedRow row = new RowInspector(_index).Inspect(GateTestKit.Row());
        InspectedPage page = Assert.Single(row.Pages);
        Assert.Equal(GateTestKit.Pier.Text, page.Text);
        Assert.Equal([new TextSpan(0, 103)], page.Evidence);
        Assert.Equal(["Brandvold", "inspected", "inspection"], page.Words.Select(word => page.Text!.Substring(word.Start, word.Length)).Distinct().Order(StringComparer.Ordinal));
        InspectedCall call = Assert.Single(row.Calls);
        Assert.Equal((1, 1), (call.Rank, call.Hits[0].Page));
        Assert.Equal((true, 1, 1), (row.IsRanked, row.Lexical, row.Vector));
    }

    [Fact]
    public void Without_an_index_a_row_has_no_text_and_no_ranks()
    {
        InspectedRow row = new RowInspector(null).Inspect(SampleConversations.Plain);
        Assert.Equal(["xii", "4"], row.Pages.Select(page => page.Label));
        Assert.All(row.Pages, page => Assert.Null(page.Text));
        Assert.Equal(3, row.Calls.Count);
        Assert.False(row.IsRanked);
    }

    private static SyntheticQuery[] Rows(int count) =>
        [.. Enumerable.Range(0, count).Select(row => new SyntheticQuery($"Query {row + 1}th", row % 3 == 2 ? [] : [row % 3 == 0 ? GateTestKit.Words("w") : GateTestKit.Meaning("m")], row))];

    private static RowFilter Filter(string text, params (string Facet, string[] Values)[] values) =>
        new(values.ToDictionary(pair => pair.Facet, pair => (IReadOnlyList<string>)pair.Values), text);

    private RowCheck Check() => new([new GroundedGate(0, _index), new ExecutedGate(_index, 10)], [], _index);

    private string At(string name) => Path.Combine(_folder, name);

    private ReviewSession Begin(IEnumerable<SyntheticQuery> rows)
    {
        File.WriteAllLines(At("d.jsonl"), rows.Select(row => Encoding.UTF8.GetString(CanonicalLine.Of(row))));
        RowCatalog catalog = RowCatalog.Open(At("d.jsonl"), (number, problem) => Assert.Fail(problem));
        ReviewFile file = ReviewFile.Open(ReviewFile.PathFor(At("d.jsonl")));
        _open.AddRange([catalog, file]);
        return new ReviewSession(catalog, file, "ann", Check(), new RowInspector(_index));
    }

    private void End()
    {
        _open.ForEach(item => item.Dispose());
        _open.Clear();
    }
}
