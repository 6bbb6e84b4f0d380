namespace SynthGen.Retrieval.Graph;

/// <summary>The limits within which ways over several pages are sought.</summary>
internal sealed record PagePathLimits
{
    /// <summary>The number of steps, and so of pages: 2 or 3.</summary>
    public int Hops { get; init; } = 2;

    /// <summary>The maximum number of pages of a name in between; one on more does not say which page is meant.</summary>
    public int MostLinkPages { get; init; } = 6;

    /// <summary>The maximum share of the pages that name the start.</summary>
    public double MostStartShare { get; init; } = 0.1;

    /// <summary>The maximum number of edges of a name that are tried, the strongest first.</summary>
    public int EdgeBudget { get; init; } = 64;

    /// <summary>The maximum length of all sentences of a way together, in tokens of about four characters.</summary>
    public int TokenBudget { get; init; } = 600;

    /// <summary>The maximum number of ways over the same names in between.</summary>
    public int WaysPerLink { get; init; } = 4;
}
