namespace SynthGen.TestServer.Faults;

/// <summary>The faults of one request. Up to <see cref="NotFound"/> the model gives no reply; from <see cref="TruncatedJson"/> on it gives a bad one.</summary>
public enum Fault
{
    /// <summary>No fault.</summary>
    None,

    /// <summary>429 with the quota and the time to wait.</summary>
    RateLimited,

    /// <summary>429 without details.</summary>
    RateLimitedBare,

    /// <summary>429 for a daily quota, without RetryInfo.</summary>
    DailyQuota,

    /// <summary>429 for a daily quota and one by the minute, with RetryInfo.</summary>
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

    /// <summary>404: unknown model.</summary>
    NotFound,

    /// <summary>The model's JSON breaks off, but its finish reason says that it is complete.</summary>
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

    /// <summary>An unknown finish reason.</summary>
    UnknownFinish,

    /// <summary>Finish reason STOP without content.</summary>
    EmptyStop,

    /// <summary>The reply comes in two or three parts, each fetched with a token (only Gemini; without effect elsewhere).</summary>
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

    /// <summary>Rows whose quote is from the page, with corrected white space and OCR errors.</summary>
    NoisyEvidence,

    /// <summary>If the page holds an order to the model, rows that obey it: one calls a forbidden tool, one has an invented quote.</summary>
    ObeyedOrder,

    /// <summary>As <see cref="ObeyedOrder"/>, but one sound row whose quote is the order itself, which a check of form cannot refuse. Never drawn by chance.</summary>
    ObeyedOrderWithProof,

    /// <summary>A call of a tool that was not offered. This and the following are faults of conversations with tools.</summary>
    UnknownTool,

    /// <summary>A call whose arguments are not JSON.</summary>
    BrokenArguments,

    /// <summary>A call whose arguments do not fit the tool's schema.</summary>
    MisfitArguments,

    /// <summary>The last call once again.</summary>
    RepeatedCall,

    /// <summary>An answer whether or not anything was searched.</summary>
    EarlyAnswer,

    /// <summary>A call, and another after its result, without an end.</summary>
    EndlessCalls,

    /// <summary>An answer that goes on with what the user says next.</summary>
    PlaysUser,
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
        [.. Enum.GetValues<Fault>().Where(fault => fault.IsOfReply() && fault < Fault.ObeyedOrderWithProof)];

    /// <summary>Faults of an assistant's turn in a conversation with tools.</summary>
    public static IReadOnlyList<Fault> Dialogue { get; } =
    [
        Fault.EmptyStop, Fault.UnknownTool, Fault.BrokenArguments, Fault.MisfitArguments, Fault.RepeatedCall, Fault.EarlyAnswer, Fault.EndlessCalls, Fault.PlaysUser,
    ];

    /// <summary>Whether the model gives a bad reply.</summary>
    public static bool IsOfReply(this Fault fault) => fault >= Fault.TruncatedJson;
}
