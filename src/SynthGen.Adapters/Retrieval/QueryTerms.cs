namespace SynthGen.Adapters.Retrieval;

/// <summary>The terms of a query, each an FTS5 expression; its words are quoted, so that none is an operator.</summary>
/// <param name="most">The maximum number of terms that need not all be there.</param>
internal sealed class QueryTerms(int most)
{
    private readonly List<string> _all = [], _any = [];
    private readonly HashSet<string> _seen = [];

    /// <summary>The terms that a page of the first kind has, all of them.</summary>
    public IReadOnlyList<string> All => _all;

    /// <summary>The terms of which a page of the second kind has some; empty if they ask for no more than <see cref="All"/>.</summary>
    public IReadOnlyList<string> Any => _any.Count < 2 ? [] : _any;

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
