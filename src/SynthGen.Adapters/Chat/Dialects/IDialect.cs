using Microsoft.Extensions.AI;

namespace SynthGen.Adapters.Chat.Dialects;

/// <summary>The parts of a service's protocol that a server supports.</summary>
internal interface IDialect<TSelf>
    where TSelf : class, IDialect<TSelf>
{
    /// <summary>Returns the dialect to use after a refusal; null if the refusal had another cause.</summary>
    DialectChange<TSelf>? After(Refusal refusal);

    /// <summary>The request as it is said in this dialect.</summary>
    (IReadOnlyList<ChatMessage> Messages, ChatOptions? Options) Say(IReadOnlyList<ChatMessage> messages, ChatOptions? options);
}

/// <summary>The change of dialect after a refusal.</summary>
/// <param name="Next">What is spoken from here on.</param>
/// <param name="Text">What is different from here on, as a sentence without its end.</param>
/// <param name="IsUsers">Whether something goes that the user asked for, so that it takes a warning.</param>
internal sealed record DialectChange<TDialect>(TDialect Next, string Text, bool IsUsers = false);
