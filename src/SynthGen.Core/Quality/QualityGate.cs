namespace SynthGen;

/// <summary>
/// The gates, in the order in which they run: the cheapest first, and those that depend on earlier rows or a model
/// last.
/// </summary>
public enum QualityGate : long // ConvertTo-Json writes the names of 64-bit enumerations.
{
    /// <summary>The tools exist, the arguments fit their schemas, and no call is repeated.</summary>
    Schema,

    /// <summary>The query is whole: nothing is cut off, left over or misread.</summary>
    WellFormed,

    /// <summary>The page contains the evidence, and the evidence concerns the query.</summary>
    Grounded,

    /// <summary>No argument contains information that only the page could supply.</summary>
    ArgumentProvenance,

    /// <summary>A search by meaning does not copy the page; a search by words shares words with it.</summary>
    Overlap,

    /// <summary>The calls find the page, and the other tool does not find it far better.</summary>
    Executed,

    /// <summary>Of a conversation: its calls, run again on the index, give the recorded results byte for byte.</summary>
    Replayed,

    /// <summary>Of a conversation: what the assistant says stands in a result that it has seen, and the pages that it cites were among the results.</summary>
    AnswerGrounded,

    /// <summary>Of a conversation: what its kind says happens, as the index shows.</summary>
    KindProven,

    /// <summary>The query, or what the user says in a conversation, does not copy an earlier one.</summary>
    Duplicate,

    /// <summary>A language model finds the query specific, coherent and solvable, and the calls aligned, sufficient and minimal.</summary>
    Judge,
}
