using SynthGen.Datasets.Review;
using SynthGen.Quality.Measures;

namespace SynthGen.Core.Tests.Datasets.Review;

/// <summary>Decisions of several reviewers: which one counts, and how far they agree.</summary>
public sealed class ReviewMergeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_latest_decision_counts_in_whatever_order_files_come()
    {
        ReviewDecision[] decisions = [At(1, "ann", ReviewStatus.Accepted), At(3, "bob", ReviewStatus.Rejected), At(2, "ann", ReviewStatus.Edited)];
        foreach (ReviewDecision[] order in new[] { decisions, [.. decisions.Reverse()], [decisions[1], decisions[0], decisions[2]] })
        {
            ReviewBook book = Book(order);
            Assert.Equal(ReviewStatus.Rejected, book.Find("1")!.Decision);
            Assert.Equal(ReviewStatus.Edited, book.Find("1", "ann")!.Decision);
        }
    }

    [Fact]
    public void A_decision_that_is_taken_back_leaves_that_of_another_reviewer()
    {
        ReviewBook book = Book(At(1, "ann", ReviewStatus.Rejected), At(2, "bob", ReviewStatus.Accepted), At(3, "bob", ReviewStatus.Undecided));
        Assert.Equal("ann", book.Find("1")!.Reviewer);
        book.Add(At(4, "ann", ReviewStatus.Undecided));
        Assert.Null(book.Find("1"));
    }

    // The 2×2 tables that are cited in most introductions to kappa.
    [Theory]
    [InlineData(20, 5, 10, 15, 0.4)]
    [InlineData(45, 15, 25, 15, 0.1304)]
    [InlineData(25, 35, 5, 35, 0.2593)]
    [InlineData(10, 0, 0, 10, 1)]
    [InlineData(0, 10, 10, 0, -1)]
    public void Kappa_of_published_tables(long both, long first, long second, long neither, double kappa) =>
        Assert.Equal(kappa, CohenKappa.Of(new[,] { { both, first }, { second, neither } })!.Value, 4);

    // J. Cohen, 1960, table 1: three diagnoses, 200 patients.
    [Fact]
    public void Kappa_of_the_table_of_its_paper() =>
        Assert.Equal(0.492, CohenKappa.Of(new long[,] { { 88, 14, 18 }, { 10, 40, 10 }, { 2, 6, 12 } })!.Value, 3);

    [Fact]
    public void Kappa_is_unknown_without_rows_and_without_a_choice()
    {
        Assert.Null(CohenKappa.Of(new long[2, 2]));
        Assert.Null(CohenKappa.Of(new long[,] { { 7, 0 }, { 0, 0 } }));
    }

    [Fact]
    public void A_tally_counts_rows_and_pairs_of_reviewers()
    {
        // 20, 5, 10, 15 as above, one row that only ann decided, one that nobody did, and a decision about no row.
        ReviewBook book = new();
        int next = 0;
        Decide(20, ReviewStatus.Accepted, ReviewStatus.Accepted);
        Decide(5, ReviewStatus.Accepted, ReviewStatus.Rejected);
        Decide(10, ReviewStatus.Rejected, ReviewStatus.Accepted);
        Decide(15, ReviewStatus.Rejected, ReviewStatus.Rejected);
        book.Add(At(1, "ann", ReviewStatus.Edited, "50"));
        book.Add(At(1, "ann", ReviewStatus.Accepted, "stray"));
        ReviewTally tally = new(book);
        for (int row = 0; row < 52; row++)
            tally.Add(new SyntheticQuery("q", [], row) { Id = $"{row}" });
        ReviewMeasure measure = tally.Measure();
        Assert.Equal((30, 20, 1, 1), (measure.Accepted, measure.Rejected, measure.Edited, measure.Undecided));
        ReviewAgreement agreement = Assert.Single(measure.Agreement);
        Assert.Equal(("ann", "bob", 50, 35), (agreement.Reviewer, agreement.Other, agreement.Rows, agreement.Agreed));
        Assert.Equal(0.4, agreement.Kappa!.Value, 10);
        Assert.Equal(1, tally.Strays);

        void Decide(int count, ReviewStatus ann, ReviewStatus bob)
        {
            for (int i = 0; i < count; i++, next++)
            {
                book.Add(At(1, "ann", ann, $"{next}"));
                book.Add(At(2, "bob", bob, $"{next}"));
            }
        }
    }

    [Fact]
    public void Three_reviewers_are_three_pairs()
    {
        ReviewTally tally = new(Book(At(1, "cy", ReviewStatus.Accepted), At(1, "ann", ReviewStatus.Accepted), At(1, "bob", ReviewStatus.Rejected)));
        tally.Add(new SyntheticQuery("q", [], 1) { Id = "1" });
        Assert.Equal(["ann bob 0", "ann cy 1", "bob cy 0"], tally.Measure().Agreement.Select(pair => $"{pair.Reviewer} {pair.Other} {pair.Agreed}"));
    }

    [Fact]
    public void Rows_come_as_they_were_decided()
    {
        SyntheticQuery edited = new("better", [], 2) { Id = "new" };
        ReviewedRows rows = new(Book(
            At(1, "ann", ReviewStatus.Rejected, "1"), At(1, "ann", ReviewStatus.Accepted, "2"), At(1, "ann", ReviewStatus.Edited, "3") with { Row = edited }, At(1, "ann", ReviewStatus.Rejected, "gone")));
        Assert.Equal(
            ["2", "new", "4"],
            Enumerable.Range(1, 4).Select(id => rows.Apply(new SyntheticQuery("q", [], id) { Id = $"{id}", Split = DatasetSplit.Test })).OfType<DatasetRow>().Select(row => row.Id));
        Assert.Equal((1, 1, 1), (rows.Rejected, rows.Edited, rows.Strays));
        Assert.Equal(DatasetSplit.Test, rows.Apply(new SyntheticQuery("q", [], 3) { Id = "3", Split = DatasetSplit.Test })!.Split);
    }

    private static ReviewBook Book(params ReviewDecision[] decisions)
    {
        ReviewBook book = new();
        Array.ForEach(decisions, book.Add);
        return book;
    }

    private static ReviewDecision At(int minute, string reviewer, ReviewStatus status, string id = "1") => new(id, status, reviewer, Noon.AddMinutes(minute));
}
