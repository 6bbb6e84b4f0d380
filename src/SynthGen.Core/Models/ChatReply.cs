namespace SynthGen.Models;

/// <summary>How a reply ended; every server's own reasons are mapped to these.</summary>
public enum ChatFinish
{
    /// <summary>The model was done.</summary>
    Stop,

    /// <summary>The token limit cut it off.</summary>
    Length,

    /// <summary>The server withheld it (safety, recitation, a blocked prompt, …).</summary>
    Blocked,

    /// <summary>The reply goes on in another one, which the adapter fetches; never seen above it.</summary>
    Continuation,

    /// <summary>Any other reason, unknown ones included.</summary>
    Other,
}

/// <summary>What a model answered.</summary>
/// <param name="Text">The text; empty if there was none.</param>
/// <param name="Finish">How it ended.</param>
/// <param name="FinishReason">How it ended, in the server's own word.</param>
/// <param name="Model">The model, as the server named it.</param>
public sealed record ChatReply(string Text, ChatFinish Finish, string FinishReason, string Model)
{
    /// <summary>Tokens that the request took; null if the server did not say.</summary>
    public int? InputTokens { get; init; }

    /// <summary>Of these, tokens that the server took from its cache.</summary>
    public int? CachedTokens { get; init; }

    /// <summary>Tokens that the reply took, thinking included; null if the server did not say.</summary>
    public int? OutputTokens { get; init; }

    /// <summary>How many requests it took to get it, those that failed included.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>The server's id of the request, for its support.</summary>
    public string? RequestId { get; init; }

    /// <summary>What the server said of its limits.</summary>
    public ChatLimits? Limits { get; init; }
}

/// <summary>What a server says of its limits in response headers (x-ratelimit-*); null where it said nothing.</summary>
/// <param name="RemainingRequests">Requests left in the window.</param>
/// <param name="RequestsReset">When that window ends, from now.</param>
/// <param name="RemainingTokens">Tokens left in the window.</param>
/// <param name="TokensReset">When that window ends, from now.</param>
public sealed record ChatLimits(int? RemainingRequests, TimeSpan? RequestsReset, int? RemainingTokens, TimeSpan? TokensReset);
