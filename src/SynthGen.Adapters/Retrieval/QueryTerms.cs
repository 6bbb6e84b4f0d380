namespace SynthGen.Adapters.Retrieval;

/// <summary>The terms of a query, quoted for FTS5.</summary>
/// <param name="most">The maximum number of terms that need not all be there.</param>
internal sealed class QueryTerms(int most)
{
    private readonly List<string> _all = [], _any = [];
    private readonly HashSet<string> _seen = [];

    /// <summary>The expression of the pages that have all terms; null if there are none.</summary>
    public string? All => _all.Count == 0 ? null : string.Join(" AND ", _all);

    /// <summary>The expression of the pages that have some of the terms; null if that asks for no more than <see cref="All"/>.</summary>
    public string? Any => _any.Count < 2 ? null : string.Join(" OR ", _any);

    /// <summary>Adds a term.</summary>
    public void Require(string term)
    {
        _all.Add(term);
        Allow(term);
    }

    /// <summary>Adds a term that only counts where some terms are missing.</summary>
    public void Allow(string term)
    {
        if (_any.Count < most && _seen.Add(term))
            _any.Add(term);
    }
}
