namespace SynthGen.Models;

/// <summary>The end of a reply; each server's own reasons are mapped to these.</summary>
public enum ChatFinish
{
    /// <summary>The model finished.</summary>
    Stop,

    /// <summary>The model calls tools and waits for their results.</summary>
    ToolCalls,

    /// <summary>The token limit cut it off.</summary>
    Length,

    /// <summary>The server withheld it (safety, recitation, a blocked prompt, …).</summary>
    Blocked,

    /// <summary>The reply continues in another one. The adapter fetches it, so that callers never see this value.</summary>
    Continuation,

    /// <summary>Any other reason, including unknown ones.</summary>
    Other,
}

/// <summary>A model's reply.</summary>
/// <param name="Text">The text; empty if there was none.</param>
/// <param name="Finish">How the reply ended.</param>
/// <param name="FinishReason">How the reply ended, in the server's own word.</param>
/// <param name="Model">The model, as the server names it.</param>
public sealed record ChatReply(string Text, ChatFinish Finish, string FinishReason, string Model)
{
    /// <summary>The calls of the tools that the request offered, in order; also those whose arguments cannot be used.</summary>
    public IReadOnlyList<ChatCall> Calls { get; init; } = [];

    /// <summary>Input tokens; null if the server did not report them.</summary>
    public int? InputTokens { get; init; }

    /// <summary>Input tokens that the server took from its cache.</summary>
    public int? CachedTokens { get; init; }

    /// <summary>Output tokens, including thinking; null if the server did not report them.</summary>
    public int? OutputTokens { get; init; }

    /// <summary>The number of requests for this reply, including failed ones.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>The time from the request to the whole reply, without pauses and failed attempts; null if it was not measured.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>The server's id for the request, for support.</summary>
    public string? RequestId { get; init; }

    /// <summary>The limits that the server reported.</summary>
    public ChatLimits? Limits { get; init; }
}

/// <summary>The limits that a server reports in response headers (x-ratelimit-*); null where it reports nothing.</summary>
/// <param name="RemainingRequests">Requests left in the window.</param>
/// <param name="RequestsReset">The time until that window ends.</param>
/// <param name="RemainingTokens">Tokens left in the window.</param>
/// <param name="TokensReset">The time until that window ends.</param>
public sealed record ChatLimits(int? RemainingRequests, TimeSpan? RequestsReset, int? RemainingTokens, TimeSpan? TokensReset);
