namespace SynthGen;

/// <summary>The gates that a row is tested by, in the order in which they run: cheapest first, and the one that needs the rows before last.</summary>
public enum QualityGate
{
    /// <summary>The tools exist, the arguments fit their schemas, no call is made twice.</summary>
    Schema,

    /// <summary>The evidence is in the page, and is about the query.</summary>
    Grounded,

    /// <summary>No argument holds what only the page could know.</summary>
    ArgumentProvenance,

    /// <summary>A search by meaning does not copy the page, a search by words has words of it.</summary>
    Overlap,

    /// <summary>The calls find the page, and the other tool does not find it far better.</summary>
    Executed,

    /// <summary>The query is no copy of an earlier one.</summary>
    Duplicate,

    /// <summary>A language model finds the query specific, coherent and solvable, and the calls aligned, sufficient and minimal.</summary>
    Judge,
}
