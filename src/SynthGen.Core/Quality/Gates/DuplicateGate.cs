using SynthGen.Quality.Duplicates;

namespace SynthGen.Quality.Gates;

/// <summary>
/// Tests that the query does not copy that of an earlier row. Of copies, the first row that passes all other gates is kept.
/// Only the query counts: the same question with another page or another call would teach two answers. Copies are exact
/// (ignoring case, accents, punctuation and space) or near: a Jaccard similarity of word shingles of .8 or more. With
/// shingles of five words, only queries of eight words or more can be near copies; shorter ones are compared as a whole. The
/// score is 1 − the similarity to the copied query.
/// </summary>
public sealed class DuplicateGate : IQualityGate
{
    private readonly MinHash _sketcher;
    private readonly DuplicateIndex _index;
    private string? _earlier;
    private int _earlierRows;

    /// <summary>Creates a gate without any rows.</summary>
    /// <param name="similarity">The minimum Jaccard similarity of a near copy, above 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The similarity is out of range.</exception>
    public DuplicateGate(double similarity)
    {
        _sketcher = new MinHash(similarity);
        _index = new DuplicateIndex(similarity, _sketcher.Bands);
    }

    /// <summary>The default similarity.</summary>
    public static double Similarity => MinHash.Similarity;

    /// <summary>The reason of a row of a shard, which is compared with earlier datasets alone.</summary>
    internal const string LeftToMerge = nameof(LeftToMerge);

    /// <inheritdoc/>
    public QualityGate Gate => QualityGate.Duplicate;

    /// <inheritdoc/>
    public bool IsOrdered => true;

    /// <summary>
    /// Adds a row of an earlier dataset, which later rows must not copy. Call it before any row is tested.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="dataset">The dataset's name, for verdicts.</param>
    public void AddEarlier(DatasetRow row, string dataset)
    {
        _earlier = dataset;
        _index.Add(_sketcher.Of(row.FirstQuery));
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
            // The rows before it may be on other machines: the copies of all shards are found when they are merged.
            if (row.Row.GetSourcePage() is { IsOfShard: true })
                return Gate.Skip(LeftToMerge);
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
