namespace SynthGen.Generation.Replies;

/// <summary>What is wrong with a reply or with one of its rows.</summary>
public enum ReplyError
{
    /// <summary>The reply holds no JSON at all: it is blank or prose.</summary>
    NoJson,

    /// <summary>The reply is longer than <see cref="ReplyParser.LongestReply"/>; none of it was read.</summary>
    TooLong,

    /// <summary>The reply ends before its JSON does; what was complete is kept.</summary>
    Truncated,

    /// <summary>The reply's JSON holds no array of rows.</summary>
    NotAnArray,

    /// <summary>An element of the array is not an object.</summary>
    NotARow,

    /// <summary>A row is no JSON, and not so near to it that it could be mended.</summary>
    BrokenRow,

    /// <summary>A row is nested deeper than <see cref="ReplyParser.DeepestRow"/>.</summary>
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

    /// <summary>A row asks what an earlier row of the reply asks.</summary>
    DuplicateRow,

    /// <summary>There are more faults than <see cref="ReplyParser.MostComplaints"/>; the others are not listed.</summary>
    TooManyFaults,
}
