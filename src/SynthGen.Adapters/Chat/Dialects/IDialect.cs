using Microsoft.Extensions.AI;

namespace SynthGen.Adapters.Chat.Dialects;

/// <summary>What of a service's way of speaking a server takes.</summary>
internal interface IDialect<TSelf>
    where TSelf : class, IDialect<TSelf>
{
    /// <summary>What to speak after a refusal; null if it was not about the way of speaking.</summary>
    DialectChange<TSelf>? After(Refusal refusal);

    /// <summary>The request as it is said in this dialect.</summary>
    (IReadOnlyList<ChatMessage> Messages, ChatOptions? Options) Say(IReadOnlyList<ChatMessage> messages, ChatOptions? options);
}

/// <summary>What a refusal teaches.</summary>
/// <param name="Next">What is spoken from here on.</param>
/// <param name="Text">What is different from here on, as a sentence without its end.</param>
/// <param name="IsUsers">Whether something goes that the user asked for, so that it takes a warning.</param>
internal sealed record DialectChange<TDialect>(TDialect Next, string Text, bool IsUsers = false);
