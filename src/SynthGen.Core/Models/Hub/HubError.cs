namespace SynthGen.Models.Hub;

/// <summary>Why a model cannot be had.</summary>
public enum HubError
{
    /// <summary>There is no such repository, or it is private and the token does not open it.</summary>
    NotFound,

    /// <summary>The repository is gated: its licence must be accepted first.</summary>
    Gated,

    /// <summary>The server does not accept the token.</summary>
    TokenRefused,

    /// <summary>The token cannot be sent as it is written.</summary>
    BadToken,

    /// <summary>The token would travel unencrypted.</summary>
    Unencrypted,

    /// <summary>The address in HF_ENDPOINT cannot be used.</summary>
    BadEndpoint,

    /// <summary>The repository has no GGUF files.</summary>
    NoGguf,

    /// <summary>The repository has GGUF files, but not in the quantization that was asked for.</summary>
    NoQuantization,

    /// <summary>What the server says of the repository cannot be used: a path that leaves the folder, no checksum, no size.</summary>
    BadListing,

    /// <summary>Too many requests (429).</summary>
    RateLimited,

    /// <summary>The server failed (5xx), or answered something else than was asked.</summary>
    ServerError,

    /// <summary>The server cannot be reached.</summary>
    Offline,

    /// <summary>The transfer broke again and again; what came is kept.</summary>
    Broken,

    /// <summary>The file is not the one that the Hub names; it is deleted.</summary>
    BadChecksum,

    /// <summary>The disk does not hold it; what came is kept.</summary>
    DiskFull,

    /// <summary>The file or its folder cannot be written.</summary>
    NotWritten,

    /// <summary>Another file of that name is in the folder.</summary>
    FileExists,
}
