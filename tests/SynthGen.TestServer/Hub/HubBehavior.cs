namespace SynthGen.TestServer.Hub;

/// <summary>What a <see cref="HubServer"/> does with one request for content.</summary>
public enum HubBehavior
{
    /// <summary>It gives what is asked for.</summary>
    None,

    /// <summary>It breaks off half-way through what is asked for.</summary>
    CutBody,

    /// <summary>It begins with the first byte, whatever the range, and breaks off half-way.</summary>
    CutWhole,

    /// <summary>It ends half-way as if that were all.</summary>
    ShortBody,

    /// <summary>It gives the whole content with 200, whatever the range.</summary>
    IgnoreRange,

    /// <summary>It gives other bytes, as many.</summary>
    WrongContent,

    /// <summary>It gives more bytes than there are.</summary>
    LongBody,

    /// <summary>It gives 416.</summary>
    RangeNotSatisfiable,

    /// <summary>It gives 429 with Retry-After: 7.</summary>
    RateLimited,

    /// <summary>It gives 503.</summary>
    Unavailable,

    /// <summary>It gives 403, as for a signed address that has run out.</summary>
    Expired,

    /// <summary>It gives the first half, and then nothing until the client leaves.</summary>
    Hang,
}
