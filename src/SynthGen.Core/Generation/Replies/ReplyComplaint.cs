using System.Globalization;

namespace SynthGen.Generation.Replies;

/// <summary>One thing that is wrong with a reply, and where.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="Path">Where, as a path in the shape that was asked for: queries[2].tools[0].arguments; empty for the reply as a whole.</param>
/// <param name="Row">The index of the row among all that the reply began, from 0; null for the reply as a whole.</param>
public sealed record ReplyComplaint(ReplyFault Fault, string Path, int? Row)
{
    /// <summary>What is wrong, in words that are the same wherever it happens, so that it can be counted.</summary>
    public string Reason => Fault switch
    {
        ReplyFault.NoJson => "The reply holds no JSON.",
        ReplyFault.TooLong => string.Create(CultureInfo.InvariantCulture, $"The reply is longer than {ReplyParser.LongestReply:N0} characters."),
        ReplyFault.Truncated => "The reply is cut off before its JSON ends.",
        ReplyFault.NotAnArray => "The reply's JSON holds no array named 'queries'.",
        ReplyFault.NotARow => "An element of 'queries' is not an object.",
        ReplyFault.BrokenRow => "The row is not valid JSON.",
        ReplyFault.TooDeep => $"The row is nested deeper than {ReplyParser.DeepestRow} levels.",
        ReplyFault.MissingQuery => "The row has no query.",
        ReplyFault.MissingTools => "The row calls no tool.",
        ReplyFault.MissingToolName => "The call does not name its tool.",
        ReplyFault.BadArguments => "The arguments of the call are not a JSON object.",
        ReplyFault.MissingEvidence => "The row has no evidence.",
        ReplyFault.DuplicateRow => "The row repeats the query of an earlier row.",
        ReplyFault.TooManyFaults => "There are more faults than are listed.",
        _ => throw new InvalidOperationException($"Unknown fault {Fault}."),
    };

    /// <summary>The reason after its place.</summary>
    public override string ToString() => Path.Length == 0 ? Reason : $"{Path}: {Reason}";
}
