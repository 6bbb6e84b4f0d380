using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace SynthGen.Adapters.Chat.OpenAI;

/// <summary>
/// Turns with calls in the SDK's words. The abstraction would write the arguments anew, with indents: they go back as they came, so
/// that servers know the conversation again.
/// </summary>
internal static class OpenAICallTurn
{
    /// <summary>The same turns; those without calls are unchanged.</summary>
    public static IReadOnlyList<ChatMessage> Of(IReadOnlyList<ChatMessage> turns) =>
        turns.Any(HasCalls) ? [.. turns.Select(turn => HasCalls(turn) ? Of(turn) : turn)] : turns;

    private static bool HasCalls(ChatMessage turn) => turn.Contents.Any(content => content is FunctionCallContent);

    private static ChatMessage Of(ChatMessage turn)
    {
        AssistantChatMessage said = new(turn.Contents.OfType<FunctionCallContent>()
            .Select(call => ChatToolCall.CreateFunctionToolCall(call.CallId, call.Name, BinaryData.FromString(CallContent.JsonOf(call)))));
        if (turn.Text.Length > 0)
            said.Content.Add(ChatMessageContentPart.CreateTextPart(turn.Text));
        return new ChatMessage(turn.Role, turn.Contents) { RawRepresentation = said };
    }
}
