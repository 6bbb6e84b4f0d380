using SynthGen.Quality.Duplicates;

namespace SynthGen.Quality.Gates;

/// <summary>
/// The query is no copy of an earlier row's. Of copies the first row that passes all other gates is kept. Only the query
/// counts: the same question with another page or another call would be taught with two answers. Copies are exact (case,
/// accents, punctuation and space aside) or near: a Jaccard similarity of word shingles of .8 or more. With shingles of five
/// words two queries that differ can be that near from eight words on; shorter ones are compared as a whole. The score is
/// 1 − the similarity to what it is a copy of.
/// </summary>
public sealed class DuplicateGate : IQualityGate
{
    private readonly MinHash _sketcher;
    private readonly DuplicateIndex _index;
    private string? _earlier;
    private int _earlierRows;

    /// <summary>Creates a gate that knows no row yet.</summary>
    /// <param name="similarity">The least Jaccard similarity of a near copy, above 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The similarity is out of range.</exception>
    public DuplicateGate(double similarity)
    {
        _sketcher = new MinHash(similarity);
        _index = new DuplicateIndex(similarity, _sketcher.Bands);
    }

    /// <summary>The default of the similarity.</summary>
    public static double Similarity => MinHash.Similarity;

    /// <inheritdoc/>
    public QualityGate Gate => QualityGate.Duplicate;

    /// <inheritdoc/>
    public bool IsOrdered => true;

    /// <summary>Takes a row of an earlier dataset, of which no row may be a copy. To be called before any row is tested.</summary>
    /// <param name="row">The row.</param>
    /// <param name="dataset">The dataset's name, for the verdict.</param>
    public void AddEarlier(SyntheticQuery row, string dataset)
    {
        _earlier = dataset;
        _index.Add(_sketcher.Of(row.Query));
        _earlierRows = _index.Count;
    }

    /// <inheritdoc/>
    public void Prepare(TestedRow row) => row.Sketch = _sketcher.Of(row.Row.Query);

    /// <inheritdoc/>
    public GateResult Test(TestedRow row)
    {
        TextSketch sketch = row.Sketch ?? _sketcher.Of(row.Row.Query);
        if (_index.Find(sketch) is not { } match)
        {
            _index.Add(sketch);
            return Gate.Pass(1);
        }

        string original = match.Text < _earlierRows ? $"row {match.Text + 1} of '{_earlier}'" : $"the {Ordinal(match.Text - _earlierRows + 1)} row that was kept";
        return match.Similarity >= 1
            ? Gate.Fail("ExactCopy", $"The query is that of {original}.")
            : Gate.Fail("NearCopy", FormattableString.Invariant($"The query is {match.Similarity:0.00} like that of {original}."), 1 - match.Similarity);
    }

    private static string Ordinal(int number) => (number % 100 is 11 or 12 or 13 ? 0 : number % 10) switch
    {
        1 => $"{number}st",
        2 => $"{number}nd",
        3 => $"{number}rd",
        _ => $"{number}th",
    };
}
