using SynthGen.Quality.Measures;

namespace SynthGen.Datasets.Review;

/// <summary>Counts how the rows of a dataset were decided, and how far reviewers agree.</summary>
/// <param name="book">The decisions.</param>
public sealed class ReviewTally(ReviewBook book)
{
    private static readonly int Ways = Enum.GetValues<ReviewStatus>().Length - 1;

    private readonly long[] _rows = new long[Enum.GetValues<ReviewStatus>().Length];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    // Rows that two reviewers decided about, by the decision of either.
    private readonly SortedDictionary<(string One, string Other), long[,]> _pairs = [];

    /// <summary>The number of ids with decisions that no row has.</summary>
    public int Strays => book.Ids.Count - _seen.Count;

    /// <summary>Adds a row; rows with one id count once for agreement.</summary>
    public void Add(DatasetRow row)
    {
        _rows[(int)(book.Find(row.Id)?.Decision ?? ReviewStatus.Undecided)]++;
        IReadOnlyList<ReviewDecision> decisions = book.Of(row.Id);
        if (decisions.Count == 0 || !_seen.Add(row.Id))
            return;

        ReviewDecision[] decided = [.. decisions.Where(decision => decision.Decision != ReviewStatus.Undecided).OrderBy(decision => decision.Reviewer, StringComparer.Ordinal)];
        for (int one = 0; one < decided.Length; one++)
        {
            for (int other = one + 1; other < decided.Length; other++)
            {
                (string, string) pair = (decided[one].Reviewer, decided[other].Reviewer);
                if (!_pairs.TryGetValue(pair, out long[,]? table))
                    _pairs.Add(pair, table = new long[Ways, Ways]);
                table[Way(decided[one]), Way(decided[other])]++;
            }
        }
    }

    /// <summary>Returns the counts of the rows added so far.</summary>
    public ReviewMeasure Measure() => new(Count(ReviewStatus.Accepted), Count(ReviewStatus.Rejected), Count(ReviewStatus.Edited), Count(ReviewStatus.Undecided))
    {
        Agreement = [.. _pairs.Select(pair => new ReviewAgreement(pair.Key.One, pair.Key.Other, Sum(pair.Value), Enumerable.Range(0, Ways).Sum(way => pair.Value[way, way]), CohenKappa.Of(pair.Value)))],
    };

    private static int Way(ReviewDecision decision) => (int)decision.Decision - 1;

    private static long Sum(long[,] table) => table.Cast<long>().Sum();

    private long Count(ReviewStatus status) => _rows[(int)status];
}
