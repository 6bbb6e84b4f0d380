namespace SynthGen.Adapters.Retrieval;

/// <summary>The terms of a query.</summary>
/// <param name="most">The maximum number of terms that need not all be there.</param>
internal sealed class QueryTerms(int most)
{
    private readonly List<QueryTerm> _all = [], _any = [];
    private readonly HashSet<string> _seen = [];

    /// <summary>The terms that a page of the first kind has, all of them.</summary>
    public IReadOnlyList<QueryTerm> All => _all;

    /// <summary>The terms of which a page of the second kind has some; empty if they ask for no more than <see cref="All"/>.</summary>
    public IReadOnlyList<QueryTerm> Any => _any.Count < 2 ? [] : _any;

    /// <summary>Adds a term.</summary>
    public void Require(QueryTerm term)
    {
        _all.Add(term);
        Allow(term);
    }

    /// <summary>Adds a term that only counts where some terms are missing.</summary>
    public void Allow(QueryTerm term)
    {
        if (_any.Count < most && _seen.Add(term.Expression))
            _any.Add(term);
    }
}
