namespace SynthGen.Models;

/// <summary>What to make of a request that got no reply.</summary>
public enum ChatErrorKind
{
    /// <summary>Too many requests or too busy (429, 503): everyone waits, then this one is tried again.</summary>
    RateLimited,

    /// <summary>A quota by the day is used up: the run stops cleanly.</summary>
    DailyQuota,

    /// <summary>A fault of the moment (other 5xx, a timeout, a cut connection, a broken body): this one is tried again.</summary>
    Transient,

    /// <summary>No request can succeed (400, 401, 403, 404, …): the run ends.</summary>
    Fatal,
}

/// <summary>A request that got no reply. Its message is the server's own words and never holds a key.</summary>
public sealed class ChatException(ChatErrorKind fault, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>What to make of it.</summary>
    public ChatErrorKind Fault { get; } = fault;

    /// <summary>The HTTP status; null if there was no response, or it broke off.</summary>
    public int? Status { get; init; }

    /// <summary>Whether the model is one of this process, so that there is no server to blame.</summary>
    public bool IsLocal { get; init; }

    /// <summary>How many requests failed until it was given up.</summary>
    public int Attempts { get; internal set; } = 1;

    /// <summary>The server's id of the request.</summary>
    public string? RequestId { get; init; }

    /// <summary>
    /// How long the server asks to wait (RetryInfo, Retry-After, retry-after-ms); null if it does not say,
    /// and for a quota by the day, where what it says is about the minute.
    /// </summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The parameter of the request that the server minds, by its name on the wire; null if it does not say.</summary>
    public string? Parameter { get; init; }

    /// <summary>The quota of requests a minute that was exceeded; null if the server does not say.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>The quota that was exceeded, as the server names it, with its value.</summary>
    public string? Quota { get; init; }
}
