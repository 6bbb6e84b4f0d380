namespace SynthGen.Models;

/// <summary>The kind of a failed request; it decides what happens next.</summary>
public enum ChatErrorKind
{
    /// <summary>Too many requests or server too busy (429, 503): all requests wait, then this one is retried.</summary>
    RateLimited,

    /// <summary>A daily quota is used up: the run stops cleanly.</summary>
    DailyQuota,

    /// <summary>
    /// A transient error (other 5xx, a timeout, a dropped connection, an invalid body): this request is retried.
    /// </summary>
    Transient,

    /// <summary>No request can succeed (401, 403, 404, …): the run ends, unless the refusal turns out to be about one request.</summary>
    Fatal,

    /// <summary>The server will not take this one for what is in it (filtered, too long, …): its page fails, the next one is asked.</summary>
    Page,
}

/// <summary>A request without a reply. The message is the server's own and never holds a key.</summary>
public sealed class ChatException(ChatErrorKind fault, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The kind of failure.</summary>
    public ChatErrorKind Fault { get; } = fault;

    /// <summary>The subject of the refusal, as far as the server names it.</summary>
    public RefusalSubject Subject { get; init; }

    /// <summary>The HTTP status; null if there was no response, or it broke off.</summary>
    public int? Status { get; init; }

    /// <summary>Whether the model runs in this process, so that no server is involved.</summary>
    public bool IsLocal { get; init; }

    /// <summary>The number of failed attempts before the request was given up.</summary>
    public int Attempts { get; internal set; } = 1;

    /// <summary>Input tokens of replies that could not be used, of all attempts.</summary>
    public int InputTokens { get; set; }

    /// <summary>Output tokens of replies that could not be used, of all attempts.</summary>
    public int OutputTokens { get; set; }

    /// <summary>
    /// Whether the server refused the request (4xx) without saying whether it minds this one or all of them. See <see cref="Pacing.ControlledChatModel"/>.
    /// </summary>
    internal bool IsUnexplained => Fault == ChatErrorKind.Fatal && Subject == RefusalSubject.Unknown && Status is >= 400 and < 500 and not (401 or 402 or 403 or 404);

    /// <summary>The server's id for the request.</summary>
    public string? RequestId { get; init; }

    /// <summary>
    /// How long the server asks to wait (RetryInfo, Retry-After, retry-after-ms, …); null if it does not say,
    /// and for a quota by the day where what it says is about the minute.
    /// </summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The parameter of the request that the server minds, by its name on the wire; null if it does not say.</summary>
    public string? Parameter { get; init; }

    /// <summary>The quota of requests a minute that was exceeded; null if the server does not say.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>The exceeded quota as the server names it, with its value.</summary>
    public string? Quota { get; init; }
}
