using System.Net;

namespace SynthGen.Review;

/// <summary>The headers of every answer.</summary>
internal static class ResponseHeaders
{
    private static readonly (string Name, string Value)[] All =
    [
        ("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cache-Control", "no-store"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ];

    /// <summary>
    /// Sets them: the page runs no other script than its own, nothing is kept, and no other page may embed or read it.
    /// </summary>
    public static void Secure(HttpListenerResponse response)
    {
        foreach ((string name, string value) in All)
            response.Headers[name] = value;
    }
}
