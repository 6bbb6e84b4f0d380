using SynthGen.Models;

namespace SynthGen.Adapters.Chat.Http;

/// <summary>Puts into a request's headers what proves who asks.</summary>
internal interface IRequestSigner
{
    /// <summary>Signs a request.</summary>
    /// <exception cref="ChatException">What it is signed with cannot be had.</exception>
    ValueTask SignAsync(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>Forgets what a request was signed with, which the server refused.</summary>
    /// <returns>Whether the same request may be signed anew.</returns>
    bool Renew(HttpRequestMessage refused);
}
