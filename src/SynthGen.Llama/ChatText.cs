using SynthGen.Models;

namespace SynthGen.Llama;

/// <summary>A part of a conversation as it is written for a model.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsData">Whether it is what somebody said; in the template's own words alone a special token is one.</param>
internal readonly record struct ChatPart(string Text, bool IsData);

/// <summary>Writes conversations for a model.</summary>
internal interface IChatText
{
    /// <summary>The conversation, ready for the model's next turn, without the token that begins a text.</summary>
    IReadOnlyList<ChatPart> Write(IReadOnlyList<ChatTurn> turns);
}
