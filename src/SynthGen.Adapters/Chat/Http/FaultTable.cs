using SynthGen.Generation.Chat;

namespace SynthGen.Adapters.Chat.Http;

/// <summary>What to make of an HTTP status.</summary>
internal static class FaultTable
{
    private static readonly Dictionary<int, ChatFault> Statuses = new()
    {
        [408] = ChatFault.Transient,
        [409] = ChatFault.Transient, // A lock that was not had in time; OpenAI's own clients try it again.
        [425] = ChatFault.Transient,
        [429] = ChatFault.RateLimited,
        [499] = ChatFault.Transient, // Cancelled on the server's side.
        [500] = ChatFault.Transient,
        [501] = ChatFault.Fatal,
        [502] = ChatFault.Transient,
        [503] = ChatFault.RateLimited,
        [504] = ChatFault.Transient,
        [505] = ChatFault.Fatal,
        [529] = ChatFault.RateLimited, // "Overloaded", as some servers have it.
    };

    // A 429 that no waiting cures: the account is out of credit.
    private static readonly HashSet<string> OutOfCredit = new(StringComparer.OrdinalIgnoreCase) { "insufficient_quota", "billing_not_active" };

    /// <summary>What to make of a status, with the server's word for the error if it has one.</summary>
    public static ChatFault Find(int status, string? word)
    {
        if (word is not null && OutOfCredit.Contains(word))
            return ChatFault.Fatal;
        return Statuses.TryGetValue(status, out ChatFault fault) ? fault
            : status >= 500 ? ChatFault.Transient
            : ChatFault.Fatal;
    }
}
