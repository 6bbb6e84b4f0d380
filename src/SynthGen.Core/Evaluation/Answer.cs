using SynthGen.Models;

namespace SynthGen.Evaluation;

/// <summary>A model's answer, read.</summary>
/// <param name="Calls">The calls. Arguments that are not a JSON object are left out of theirs.</param>
/// <param name="Text">The text beside the calls.</param>
/// <param name="IsBroken">Whether a call's arguments cannot be read.</param>
internal sealed record Answer(IReadOnlyList<ToolCall> Calls, string Text, bool IsBroken)
{
    private static readonly IReadOnlyDictionary<string, object?> None = Json.JsonValue.Object();

    /// <summary>The answer as text, to compare with the expected one: the calls, or what is said.</summary>
    public string AsText => Calls.Count > 0 ? CallText.Of(Calls) : Text;

    /// <summary>Reads a reply with the service's own tool calls.</summary>
    public static Answer OfCalls(ChatReply reply)
    {
        ToolCall?[] read = [.. reply.Calls.Select(call => call.ToToolCall())];
        return new Answer([.. read.Select((call, i) => call ?? new ToolCall(reply.Calls[i].Name, None))], reply.Text.Trim(), read.Contains(null));
    }

    /// <summary>Reads a reply to tools that were given in the prompt.</summary>
    public static Answer OfText(ChatReply reply)
    {
        WrittenCalls written = WrittenCalls.Read(reply.Text);
        return new Answer(written.Calls, written.Rest, written.IsBroken);
    }
}
