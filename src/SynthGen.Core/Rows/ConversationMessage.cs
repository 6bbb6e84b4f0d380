using System.Globalization;
using SynthGen.Rows;
using SynthGen.Text;

namespace SynthGen;

/// <summary>The speaker of a message.</summary>
public enum MessageRole : long // ConvertTo-Json writes the names of 64-bit enumerations.
{
    /// <summary>The instruction before the conversation.</summary>
    System,

    /// <summary>The person who asks.</summary>
    User,

    /// <summary>The model: it calls tools, or says something, or both.</summary>
    Assistant,

    /// <summary>The result of one call.</summary>
    Tool,
}

/// <summary>One message of a conversation.</summary>
/// <param name="Role">The speaker.</param>
/// <param name="Text">The text; a tool's result as JSON; null for an assistant's message that only calls tools.</param>
public sealed record ConversationMessage(MessageRole Role, string? Text)
{
    /// <summary>The calls of an assistant's message; empty if it makes none.</summary>
    public IReadOnlyList<ConversationCall> Calls { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>The id of the call that a tool's message answers; null for the other roles.</summary>
    public string? CallId { get; init; }

    /// <summary>Creates the instruction before a conversation.</summary>
    public static ConversationMessage System(string text) => new(MessageRole.System, text);

    /// <summary>Creates a user's message.</summary>
    public static ConversationMessage User(string text) => new(MessageRole.User, text);

    /// <summary>Creates an assistant's message without calls.</summary>
    public static ConversationMessage Answer(string text) => new(MessageRole.Assistant, text);

    /// <summary>Creates an assistant's message with calls.</summary>
    public static ConversationMessage Calling(IReadOnlyList<ConversationCall> calls, string? text = null) => new(MessageRole.Assistant, text) { Calls = calls };

    /// <summary>Creates the result of a call.</summary>
    public static ConversationMessage Result(string callId, string text) => new(MessageRole.Tool, text) { CallId = callId };

    /// <summary>Role, text and calls.</summary>
    public override string ToString() => PrintableText.Line($"{Role}: {Text}{(Text is null || Calls.Count == 0 ? "" : " ")}{string.Join("; ", Calls)}");
}

/// <summary>A call within a conversation.</summary>
/// <param name="Id">The call's id, to which its result refers; unique in its conversation.</param>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">The arguments by name, as in <see cref="ToolCall"/>.</param>
public sealed record ConversationCall(string Id, string Name, IReadOnlyDictionary<string, object?> Arguments)
{
    /// <summary>Returns the call without its id.</summary>
    public ToolCall ToToolCall() => new(Name, Arguments);

    /// <summary>The call as JSON, for messages and tables.</summary>
    public override string ToString() => ToToolCall().ToString();

    /// <summary>Gives calls ids of the form call_1, in order.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="first">The number of the first one, from 1.</param>
    internal static ConversationCall[] Number(IReadOnlyList<ToolCall> calls, int first) =>
        [.. calls.Select((call, i) => new ConversationCall(string.Create(CultureInfo.InvariantCulture, $"call_{first + i}"), call.Name, call.Arguments))];
}
