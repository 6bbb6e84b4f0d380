using SynthGen.Json;

namespace SynthGen.Models;

/// <summary>The consequences of each way that a reply can end.</summary>
internal static class ReplyFinish
{
    /// <summary>Why nothing can be made of a reply, or null if its text is to be read: JSON that is whole is, however the reply ended.</summary>
    public static string? Fault(ChatReply reply) => reply.Finish switch
    {
        ChatFinish.Stop or ChatFinish.ToolCalls => null,
        ChatFinish.Length when reply.Text.Length == 0 => $"The reply was cut off before it began ({reply.FinishReason}): thinking took all the tokens. Raise -MaxOutputToken or lower -ReasoningEffort.",
        ChatFinish.Length => null,
        _ when CompleteJson.IsIn(reply.Text) => null,
        ChatFinish.Blocked => $"The server withheld the reply ({reply.FinishReason}).",
        ChatFinish.Continuation => "The reply goes on elsewhere and was not fetched.",
        _ => $"The reply ended for a reason that is not known ({reply.FinishReason}).",
    };
}
