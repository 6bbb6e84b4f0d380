using SynthGen.Models;

namespace SynthGen.Adapters.Chat.Http;

/// <summary>Maps an HTTP status to a kind of error, if the server says no more.</summary>
internal static class StatusErrorMap
{
    private static readonly Dictionary<int, ChatErrorKind> Statuses = new()
    {
        [408] = ChatErrorKind.Transient,
        [409] = ChatErrorKind.Transient, // A lock timed out; OpenAI's own clients retry it.
        [425] = ChatErrorKind.Transient,
        [429] = ChatErrorKind.RateLimited,
        [498] = ChatErrorKind.RateLimited, // "Capacity exceeded", as Groq has it.
        [499] = ChatErrorKind.Transient, // Cancelled on the server's side.
        [500] = ChatErrorKind.Transient,
        [501] = ChatErrorKind.Fatal,
        [502] = ChatErrorKind.Transient,
        [503] = ChatErrorKind.RateLimited,
        [504] = ChatErrorKind.Transient,
        [505] = ChatErrorKind.Fatal,
        [529] = ChatErrorKind.RateLimited, // "Overloaded" on some servers.
    };

    /// <summary>Returns the kind of error of a status.</summary>
    public static ChatErrorKind Find(int status) => Statuses.TryGetValue(status, out ChatErrorKind fault) ? fault
        : status >= 500 ? ChatErrorKind.Transient
        : ChatErrorKind.Fatal;
}
