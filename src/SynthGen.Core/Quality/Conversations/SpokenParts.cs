using System.Text.RegularExpressions;

namespace SynthGen.Quality.Conversations;

/// <summary>Finds what a model writes that is another's part: the user's next question, a call or a result as text.</summary>
internal static partial class SpokenParts
{
    /// <summary>Returns what an assistant's text has of another part; null if it has nothing.</summary>
    public static (string Reason, string Text)? Find(string text) =>
        User().Match(text) is { Success: true, Value: string user } ? ("WritesUserTurn", user.Trim())
        : Tool().Match(text) is { Success: true, Value: string tool } ? ("WritesToolTurn", tool.Trim())
        : null;

    [GeneratedRegex(@"^\s*(?:\*\*)?(?:User|Human|Customer)(?:\*\*)?:|<\|(?:user|im_start|start_header_id|start_of_turn)\|?>|\[/?INST\]|^###\s*(?:User|Human|Instruction)\b", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex User();

    [GeneratedRegex(@"</?(?:tool_call|tool_response|function_call|tool_output|think)s?>|\[(?:TOOL_CALLS|AVAILABLE_TOOLS|TOOL_RESULTS)\]|<\|(?:python_tag|tool|channel)\|?>|^\s*(?:Observation|Action Input|Tool result)\s*:", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Tool();
}
