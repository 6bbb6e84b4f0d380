namespace SynthGen.Quality.Judging;

/// <summary>
/// The six criteria of "Quality Matters: Evaluating Synthetic Data for Tool-Using LLMs" (arXiv 2409.16341), and three of
/// conversations, each asked for as an extraction or a comparison rather than as yes or no.
/// </summary>
public enum JudgeCriterion : long // ConvertTo-Json writes the names of 64-bit enumerations.
{
    /// <summary>The query supplies every required value: the share of values that are not "#missing".</summary>
    Specificity,

    /// <summary>The query's sentences belong together: the share of its parts that do.</summary>
    Coherence,

    /// <summary>The available tools can answer the query: the share of its parts that they can.</summary>
    Solvability,

    /// <summary>The calls' values are those of the query: the share of values with the same meaning.</summary>
    ParameterAlignment,

    /// <summary>The calls look for everything that is asked: 1, or 0 if something is left out.</summary>
    Sufficiency,

    /// <summary>No call is superfluous: the share of calls that are needed.</summary>
    Minimality,

    /// <summary>Of a conversation: the user says nothing that only somebody with the page or the tools would say.</summary>
    Naturalness,

    /// <summary>Of a conversation: the answers say what the user or a result says; the share of their claims that do.</summary>
    Faithfulness,

    /// <summary>Of a conversation: all that is asked and that the results show is answered: 1, or 0 if something is left out.</summary>
    Completeness,
}
