namespace SynthGen.Generation.Replies;

/// <summary>A fault of a reply or of one of its rows.</summary>
public enum ReplyError
{
    /// <summary>The reply holds no JSON: it is blank or prose.</summary>
    NoJson,

    /// <summary>The reply is longer than <see cref="ReplyParser.LongestReply"/> and was not read.</summary>
    TooLong,

    /// <summary>The reply ends before its JSON does; complete rows are kept.</summary>
    Truncated,

    /// <summary>The reply's JSON holds no array of rows.</summary>
    NotAnArray,

    /// <summary>An element of the array is not an object.</summary>
    NotARow,

    /// <summary>A row is not JSON and cannot be repaired.</summary>
    BrokenRow,

    /// <summary>A row is nested more deeply than <see cref="ReplyParser.DeepestRow"/>.</summary>
    TooDeep,

    /// <summary>A row has no query, or an empty one.</summary>
    MissingQuery,

    /// <summary>A row calls no tool.</summary>
    MissingTools,

    /// <summary>A call does not name its tool.</summary>
    MissingToolName,

    /// <summary>The arguments of a call are not an object.</summary>
    BadArguments,

    /// <summary>A row has no evidence, or an empty one.</summary>
    MissingEvidence,

    /// <summary>A row repeats the query of an earlier row of the reply.</summary>
    DuplicateRow,

    /// <summary>There are more faults than <see cref="ReplyParser.MostComplaints"/>; the rest are not listed.</summary>
    TooManyFaults,
}
