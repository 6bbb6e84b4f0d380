using System.Text.RegularExpressions;
using SynthGen.Json;
using SynthGen.Models;
using SynthGen.Text;
using SynthGen.Tools;

namespace SynthGen.Conversations.Model;

/// <summary>Checks each turn as it comes: what a part may not do drops the conversation.</summary>
/// <param name="tools">The tools that the assistant is offered.</param>
/// <param name="kind">The kind of the conversation.</param>
/// <param name="validator">Checks arguments.</param>
internal sealed class TurnCheck(IReadOnlyList<ToolDefinition> tools, ConversationKind kind, IToolSchemaValidator validator)
{
    private static readonly Regex PageNamed = BoundedRegex.Create(@"(?<!\w)(pages?|pp?\.|page no\.?)\s*#?\d", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex OtherSpeaker = BoundedRegex.Create(
        @"^\s*[*_#]*\s*(user|human|customer|assistant|ai|model|tool|system)\s*[*_]*\s*:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Multiline);

    private readonly HashSet<string> _made = [];

    /// <summary>Returns what is wrong with a turn of the user's; null if nothing is.</summary>
    public PlayFault? User(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return PlayFault.UserIsSilent;
        if (Finds(OtherSpeaker, text))
            return PlayFault.UserPlaysAssistant;
        if (Finds(PageNamed, text))
            return PlayFault.UserNamesPage;
        return BuiltInTools.All.Concat(tools).Any(tool => Names(text, tool.Name)) ? PlayFault.UserNamesTool : null;
    }

    /// <summary>Returns what is wrong with a reply of the assistant's; null if nothing is.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="transcript">The conversation before it.</param>
    public PlayFault? Assistant(ChatReply reply, Transcript transcript)
    {
        if (ReplyFinish.Fault(reply) is not null || reply.Finish == ChatFinish.Length)
            return PlayFault.CutOff;
        if (Finds(OtherSpeaker, reply.Text))
            return PlayFault.PlaysUser;
        if (reply.Calls.Count > 0)
            return reply.Calls.Select(Call).FirstOrDefault(fault => fault is not null);
        if (string.IsNullOrWhiteSpace(reply.Text))
            return PlayFault.EmptyReply;
        bool mayNotSearch = kind is ConversationKind.NoTool or ConversationKind.MissingTool || (kind == ConversationKind.Clarify && transcript.UserTurns == 1);
        return transcript.Searches.Count == 0 && !mayNotSearch ? PlayFault.EarlyAnswer : null;
    }

    private PlayFault? Call(ChatCall call)
    {
        if (tools.FirstOrDefault(tool => tool.Name == call.Name) is not { } tool)
            return PlayFault.UnknownTool;
        if (call.ToToolCall() is not { } read)
            return PlayFault.BrokenArguments;
        if (validator.CheckArguments(tool, read.Arguments).Count > 0)
            return PlayFault.MisfitArguments;
        string text = JsonValue.ToJson(new List<object?> { read.Name, read.Arguments.OrderBy(argument => argument.Key, StringComparer.Ordinal).Select(argument => (object?)new List<object?> { argument.Key, argument.Value }).ToList() });
        return _made.Add(text) ? null : PlayFault.RepeatedCall;
    }

    // "full_text_search", or "full text search"; a tool whose name is one word may be a word of the question's.
    private static bool Names(string text, string tool) =>
        tool.AsSpan().ContainsAny('_', '-') && (text.Contains(tool, StringComparison.OrdinalIgnoreCase)
            || text.Contains(tool.Replace('_', ' ').Replace('-', ' '), StringComparison.OrdinalIgnoreCase));

    private static bool Finds(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }
}
