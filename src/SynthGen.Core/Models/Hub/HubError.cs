namespace SynthGen.Models.Hub;

/// <summary>The reason why a model cannot be downloaded.</summary>
public enum HubError
{
    /// <summary>The repository does not exist, or is private and the token gives no access.</summary>
    NotFound,

    /// <summary>The repository is gated: its licence must be accepted first.</summary>
    Gated,

    /// <summary>The server does not accept the token.</summary>
    TokenRefused,

    /// <summary>The token cannot be sent as it is written.</summary>
    BadToken,

    /// <summary>The token would be sent unencrypted.</summary>
    Unencrypted,

    /// <summary>The address in HF_ENDPOINT cannot be used.</summary>
    BadEndpoint,

    /// <summary>The repository has no GGUF files.</summary>
    NoGguf,

    /// <summary>The repository has GGUF files, but not with the requested quantization.</summary>
    NoQuantization,

    /// <summary>
    /// The server's data about the repository is invalid: a path outside the folder, a missing checksum, a missing
    /// size.
    /// </summary>
    BadListing,

    /// <summary>Too many requests (429).</summary>
    RateLimited,

    /// <summary>The server failed (5xx), or sent an unexpected response.</summary>
    ServerError,

    /// <summary>The server cannot be reached.</summary>
    Offline,

    /// <summary>The transfer was interrupted again and again; the partial file is kept.</summary>
    Broken,

    /// <summary>The file's checksum differs from the Hub's; the file is deleted.</summary>
    BadChecksum,

    /// <summary>The disk is full; the partial file is kept.</summary>
    DiskFull,

    /// <summary>The file or its folder cannot be written.</summary>
    NotWritten,

    /// <summary>The folder has another file of that name.</summary>
    FileExists,
}
