using System.Net.Http.Headers;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Responses;
using SynthGen.Adapters.Chat.Http;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat.VertexAI;

/// <summary>
/// Signs by tokens of Application Default Credentials. The library fetches them and renews them before they run out; one that
/// the service refuses is forgotten together with its credentials, which are read anew.
/// </summary>
internal sealed class GoogleTokenSigner(KeyRedactor redactor) : IRequestSigner
{
    private const string QuotaHeader = "x-goog-user-project";

    private static readonly HttpRequestOptionsKey<ITokenAccessWithHeaders> SignedBy = new("googleCredential");

    private readonly SemaphoreSlim _gate = new(1, 1);
    private ITokenAccessWithHeaders? _credential;

    /// <inheritdoc/>
    public async ValueTask SignAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            ITokenAccessWithHeaders credential = await CredentialAsync(cancellationToken).ConfigureAwait(false);
            AccessTokenWithHeaders token = await credential.GetAccessTokenWithHeadersForRequestAsync(null, cancellationToken).ConfigureAwait(false);
            redactor.Add(token.AccessToken);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.AccessToken);
            request.Headers.Remove(QuotaHeader);
            token.AddHeaders(request);
            request.Options.Set(SignedBy, credential);
        }
        catch (Exception exception) when (exception is not ChatException && !cancellationToken.IsCancellationRequested)
        {
            throw Fault(exception);
        }
    }

    /// <inheritdoc/>
    public bool Renew(HttpRequestMessage refused)
    {
        // Of many requests refused at once the first one forgets it; the others find another one already.
        if (refused.Options.TryGetValue(SignedBy, out ITokenAccessWithHeaders? used))
            Interlocked.CompareExchange(ref _credential, null, used);
        return used is not null;
    }

    private async Task<ITokenAccessWithHeaders> CredentialAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _credential) is { } known)
            return known;
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _credential ??= await GoogleCredentials.ReadAsync(redactor, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    private ChatException Fault(Exception exception)
    {
        if (exception is TokenResponseException refused && (int?)refused.StatusCode is not (null or >= 500))
        {
            return new ChatException(
                ChatErrorKind.Fatal,
                redactor.Redact($"Google gave no token for the credentials: {refused.Error?.Error} {refused.Error?.ErrorDescription}".TrimEnd() + ". Log in anew (gcloud auth application-default login), or check the service account."),
                exception) { Status = 401 };
        }

        return exception is TokenResponseException or HttpRequestException or OperationCanceledException
            ? ServerErrorMapper.From(exception)
            : new ChatException(ChatErrorKind.Fatal, redactor.Redact($"The Google credentials cannot be used: {exception.Message}"), exception) { Status = 401 };
    }
}
