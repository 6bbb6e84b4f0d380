namespace SynthGen.TestServer.Hub;

/// <summary>The behavior of a <see cref="HubServer"/> for one request for content.</summary>
public enum HubBehavior
{
    /// <summary>It serves the requested content.</summary>
    None,

    /// <summary>It breaks off half-way through the requested content.</summary>
    CutBody,

    /// <summary>It begins with the first byte, whatever the range, and breaks off half-way.</summary>
    CutWhole,

    /// <summary>It ends half-way as if the content were complete.</summary>
    ShortBody,

    /// <summary>It gives the whole content with 200, whatever the range.</summary>
    IgnoreRange,

    /// <summary>It gives as many bytes, but wrong ones.</summary>
    WrongContent,

    /// <summary>It gives more bytes than the content has.</summary>
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
