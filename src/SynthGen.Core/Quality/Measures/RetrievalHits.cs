namespace SynthGen.Quality.Measures;

/// <summary>
/// hit@k, the share of executed calls with the row's page among the first k results, and MRR, the mean of 1 / rank, with 0 if
/// the page was not found (E. Voorhees, TREC-8, 1999).
/// </summary>
internal sealed class RetrievalHits
{
    private long _calls, _first, _five, _ten;
    private double _reciprocal;

    public double? HitAt1 => Share(_first);

    public double? HitAt5 => Share(_five);

    public double? HitAt10 => Share(_ten);

    public double? MeanReciprocalRank => Share(_reciprocal);

    /// <summary>Adds the executed calls of a row.</summary>
    public void Add(SearchRanks? ranks)
    {
        foreach (int? rank in ranks?.Calls ?? [])
        {
            _calls++;
            _first += rank <= 1 ? 1 : 0;
            _five += rank <= 5 ? 1 : 0;
            _ten += rank <= 10 ? 1 : 0;
            _reciprocal += rank is { } found ? 1.0 / found : 0;
        }
    }

    private double? Share(double sum) => _calls == 0 ? null : sum / _calls;
}
