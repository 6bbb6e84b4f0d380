namespace SynthGen;

/// <summary>What happens in a conversation, and so what proves it.</summary>
public enum ConversationKind : long // ConvertTo-Json writes the names of 64-bit enumerations.
{
    /// <summary>One call, its result, and an answer that cites page and passage.</summary>
    Lookup,

    /// <summary>Several independent calls in one turn; each finds its own page.</summary>
    Parallel,

    /// <summary>A later call uses a value that stands in an earlier result alone.</summary>
    Sequence,

    /// <summary>Two things on different pages, answered side by side.</summary>
    Compare,

    /// <summary>The first call misses; other words or the other tool hit.</summary>
    Recover,

    /// <summary>A later turn of the user refers back; the call stands by itself.</summary>
    FollowUp,

    /// <summary>The query fits several things; the assistant asks, the user answers, then the call.</summary>
    Clarify,

    /// <summary>Thanks, small talk, arithmetic: answered without a call.</summary>
    NoTool,

    /// <summary>Searched with both tools, not in the document, and said so.</summary>
    Unanswerable,

    /// <summary>The tool that it needs is not among those offered, and the assistant says so.</summary>
    MissingTool,
}

/// <summary>How hard a page is to find, as a reference searcher measured it.</summary>
public enum QueryDifficulty : long // ConvertTo-Json writes the names of 64-bit enumerations.
{
    /// <summary>The first call with the query's own words finds the page near the top.</summary>
    Easy,

    /// <summary>The page is found by the other tool, by a second call, or further down.</summary>
    Medium,

    /// <summary>Several calls are needed, or none of them finds the page.</summary>
    Hard,
}
