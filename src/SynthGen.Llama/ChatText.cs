using SynthGen.Models;

namespace SynthGen.Llama;

/// <summary>A part of a conversation in a model's chat format.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsData">Whether the text is from a message. Only the template's own text may hold special tokens.</param>
internal readonly record struct ChatPart(string Text, bool IsData);

/// <summary>Writes conversations in a model's chat format.</summary>
internal interface IChatText
{
    /// <summary>Writes a conversation up to the model's next turn, without the token that begins a text.</summary>
    IReadOnlyList<ChatPart> Write(IReadOnlyList<ChatTurn> turns);
}
