using SynthGen.Models;

namespace SynthGen.Adapters.Chat.Http;

/// <summary>Maps HTTP statuses to kinds of error.</summary>
internal static class StatusErrorMap
{
    private static readonly Dictionary<int, ChatErrorKind> Statuses = new()
    {
        [408] = ChatErrorKind.Transient,
        [409] = ChatErrorKind.Transient, // A lock timed out; OpenAI's own clients retry it.
        [425] = ChatErrorKind.Transient,
        [429] = ChatErrorKind.RateLimited,
        [499] = ChatErrorKind.Transient, // Cancelled on the server's side.
        [500] = ChatErrorKind.Transient,
        [501] = ChatErrorKind.Fatal,
        [502] = ChatErrorKind.Transient,
        [503] = ChatErrorKind.RateLimited,
        [504] = ChatErrorKind.Transient,
        [505] = ChatErrorKind.Fatal,
        [529] = ChatErrorKind.RateLimited, // "Overloaded" on some servers.
    };

    // Waiting does not help against this 429: the account is out of credit.
    private static readonly HashSet<string> OutOfCredit = new(StringComparer.OrdinalIgnoreCase) { "insufficient_quota", "billing_not_active" };

    /// <summary>Maps a status, with the server's word for the error if it has one.</summary>
    public static ChatErrorKind Find(int status, string? word)
    {
        if (word is not null && OutOfCredit.Contains(word))
            return ChatErrorKind.Fatal;
        return Statuses.TryGetValue(status, out ChatErrorKind fault) ? fault
            : status >= 500 ? ChatErrorKind.Transient
            : ChatErrorKind.Fatal;
    }
}
