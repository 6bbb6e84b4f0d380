using System.Globalization;

namespace SynthGen.Generation.Replies;

/// <summary>One fault of a reply, with its place.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Path">The place in the requested shape: queries[2].tools[0].arguments; empty for the reply as a whole.</param>
/// <param name="Row">The index of the row among all that the reply began, from 0; null for the reply as a whole.</param>
internal sealed record ReplyComplaint(ReplyError Fault, string Path, int? Row)
{
    /// <summary>The fault in words that do not depend on its place, so that it can be counted.</summary>
    public string Reason => Fault switch
    {
        ReplyError.NoJson => "The reply holds no JSON.",
        ReplyError.TooLong => string.Create(CultureInfo.InvariantCulture, $"The reply is longer than {ReplyParser.LongestReply:N0} characters."),
        ReplyError.Truncated => "The reply is cut off before its JSON ends.",
        ReplyError.NotAnArray => "The reply's JSON holds no array named 'queries'.",
        ReplyError.NotARow => "An element of 'queries' is not an object.",
        ReplyError.BrokenRow => "The row is not valid JSON.",
        ReplyError.TooDeep => $"The row is nested deeper than {ReplyParser.DeepestRow} levels.",
        ReplyError.MissingQuery => "The row has no query.",
        ReplyError.MissingTools => "The row calls no tool.",
        ReplyError.MissingToolName => "The call does not name its tool.",
        ReplyError.BadArguments => "The arguments of the call are not a JSON object.",
        ReplyError.MissingEvidence => "The row has no evidence.",
        ReplyError.DuplicateRow => "The row repeats the query of an earlier row.",
        ReplyError.TooManyFaults => "There are more faults than are listed.",
        _ => throw new InvalidOperationException($"Unknown fault {Fault}."),
    };

    /// <summary>The place and the reason.</summary>
    public override string ToString() => Path.Length == 0 ? Reason : $"{Path}: {Reason}";
}
