namespace SynthGen.Datasets.Review;

/// <summary>Gives the rows of a dataset as they were decided.</summary>
/// <param name="book">The decisions.</param>
public sealed class ReviewedRows(ReviewBook book)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>The number of rows that were left out because they were rejected.</summary>
    public long Rejected { get; private set; }

    /// <summary>The number of rows that were replaced by edited ones.</summary>
    public long Edited { get; private set; }

    /// <summary>The number of ids with decisions that no row has.</summary>
    public int Strays => book.Ids.Count - _seen.Count;

    /// <summary>Returns the row itself, or the edited one in its place; null if it was rejected.</summary>
    public DatasetRow? Apply(DatasetRow row)
    {
        if (book.Of(row.Id).Count > 0)
            _seen.Add(row.Id);
        switch (book.Find(row.Id))
        {
            case { Decision: ReviewStatus.Rejected }:
                Rejected++;
                return null;
            case { Row: { } edited }:
                Edited++;

                // The side of a split belongs to the page, not to what is asked about it.
                return edited.Split is null && row.Split is not null ? edited with { Id = edited.Id, Split = row.Split } : edited;
            default:
                return row;
        }
    }
}
