namespace SynthGen.TestServer.Faults;

/// <summary>What can go wrong with one request. Up to <see cref="NotFound"/> the model gives no reply; from <see cref="TruncatedJson"/> on it gives a bad one.</summary>
public enum Fault
{
    /// <summary>Nothing goes wrong.</summary>
    None,

    /// <summary>429 that says which quota and how long to wait.</summary>
    RateLimited,

    /// <summary>429 that says nothing more.</summary>
    RateLimitedBare,

    /// <summary>429 for a quota by the day, without RetryInfo.</summary>
    DailyQuota,

    /// <summary>429 for a quota by the day and one by the minute, with RetryInfo.</summary>
    DailyAndMinuteQuota,

    /// <summary>500 as JSON.</summary>
    InternalError,

    /// <summary>502 as a gateway's HTML page.</summary>
    BadGateway,

    /// <summary>503 as JSON.</summary>
    Unavailable,

    /// <summary>504 as a gateway's HTML page.</summary>
    GatewayTimeout,

    /// <summary>No answer until the client leaves.</summary>
    Timeout,

    /// <summary>The connection is cut before the response's headers.</summary>
    CutBeforeHeaders,

    /// <summary>The connection is cut in the middle of the body.</summary>
    CutBody,

    /// <summary>The whole reply, in pieces with pauses.</summary>
    SlowDrip,

    /// <summary>200 whose body is not JSON.</summary>
    MalformedEnvelope,

    /// <summary>500 whose text holds the API key.</summary>
    KeyEcho,

    /// <summary>400.</summary>
    BadRequest,

    /// <summary>A key that is not valid (Gemini says 400, OpenAI 401), with the key in the text.</summary>
    Unauthorized,

    /// <summary>403.</summary>
    Forbidden,

    /// <summary>404: no such model.</summary>
    NotFound,

    /// <summary>The model's JSON breaks off, and yet it says that it was done.</summary>
    TruncatedJson,

    /// <summary>The token limit cuts the reply off.</summary>
    MaxTokens,

    /// <summary>The token limit is used up by thinking: no parts.</summary>
    MaxTokensNoParts,

    /// <summary>The prompt is blocked: no candidates.</summary>
    BlockedPrompt,

    /// <summary>Finish reason SAFETY.</summary>
    Safety,

    /// <summary>Finish reason RECITATION.</summary>
    Recitation,

    /// <summary>Finish reason PROHIBITED_CONTENT.</summary>
    ProhibitedContent,

    /// <summary>Finish reason OTHER.</summary>
    OtherFinish,

    /// <summary>A finish reason that nobody knows.</summary>
    UnknownFinish,

    /// <summary>Finish reason STOP without content.</summary>
    EmptyStop,

    /// <summary>The reply comes in two or three parts, to be fetched with a token (Gemini; elsewhere nothing happens).</summary>
    Continuation,

    /// <summary>Good JSON in a fenced block, with prose before and after.</summary>
    FencedJson,

    /// <summary>JSON with trailing commas.</summary>
    TrailingCommas,

    /// <summary>Rows that call a tool that does not exist.</summary>
    WrongTool,

    /// <summary>Rows whose arguments do not fit the tool's schema.</summary>
    BadArguments,

    /// <summary>Rows whose quote is not in the page.</summary>
    FalseEvidence,

    /// <summary>Rows whose quote is the page's, with white space and OCR errors tidied up.</summary>
    NoisyEvidence,

    /// <summary>If the page holds an order to the model, rows that obey it: one calls a forbidden tool, one proves itself with an invented quote.</summary>
    ObeyedOrder,

    /// <summary>As <see cref="ObeyedOrder"/>, but one sound row whose quote is the order itself, which no check of form can refuse. Never drawn by chance.</summary>
    ObeyedOrderWithProof,
}

/// <summary>Kinds of faults.</summary>
public static class FaultKinds
{
    /// <summary>Faults in which the request gets no reply, or not at once, and a later attempt may get one.</summary>
    public static IReadOnlyList<Fault> Transport { get; } =
    [
        Fault.RateLimited, Fault.RateLimitedBare, Fault.InternalError, Fault.BadGateway, Fault.Unavailable, Fault.GatewayTimeout,
        Fault.Timeout, Fault.CutBeforeHeaders, Fault.CutBody, Fault.SlowDrip, Fault.MalformedEnvelope, Fault.KeyEcho,
    ];

    /// <summary>Faults of the reply itself.</summary>
    public static IReadOnlyList<Fault> Reply { get; } =
        [.. Enum.GetValues<Fault>().Where(fault => fault.IsOfReply() && fault != Fault.ObeyedOrderWithProof)];

    /// <summary>Whether the model replies, badly.</summary>
    public static bool IsOfReply(this Fault fault) => fault >= Fault.TruncatedJson;
}
