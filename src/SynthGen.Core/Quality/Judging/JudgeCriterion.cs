namespace SynthGen.Quality.Judging;

/// <summary>
/// The six criteria of "Quality Matters: Evaluating Synthetic Data for Tool-Using LLMs" (arXiv 2409.16341), each asked for
/// as an extraction or a comparison rather than as a yes or no.
/// </summary>
public enum JudgeCriterion
{
    /// <summary>Every required value can be read from the query: the share of them that was not "#missing".</summary>
    Specificity,

    /// <summary>The query's sentences belong together: the share of its parts that do.</summary>
    Coherence,

    /// <summary>The tools that there are can answer it: the share of its parts that they are made for.</summary>
    Solvability,

    /// <summary>The calls' values are those of the query: the share of them that mean the same.</summary>
    ParameterAlignment,

    /// <summary>The calls look for all that is asked: 1, or 0 where something is left out.</summary>
    Sufficiency,

    /// <summary>No call is superfluous: the share of them that are needed.</summary>
    Minimality,
}
