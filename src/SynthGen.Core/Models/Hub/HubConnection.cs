using System.Net;
using System.Net.Http.Headers;

namespace SynthGen.Models.Hub;

/// <summary>Sends requests to the Hub. The user's token is sent only to the Hub's own host.</summary>
internal sealed class HubConnection : IDisposable
{
    private const int MostRedirects = 10;

    /// <summary>How long to wait for a server that sends nothing.</summary>
    internal static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(60);

    private readonly Uri _endpoint;
    private readonly string? _token;
    private readonly TimeProvider _time;

    // Redirects are followed here, because each one decides anew who may see the token.
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <exception cref="HubException">The address or the token is invalid.</exception>
    public HubConnection(HubSettings settings, TimeProvider time)
    {
        _time = time;
        // An address that holds a password must not be shown.
        if (!Uri.TryCreate(settings.Endpoint, UriKind.Absolute, out Uri? endpoint) || endpoint.Scheme is not ("http" or "https") || endpoint.UserInfo.Length > 0)
            throw new HubException(HubError.BadEndpoint, "HF_ENDPOINT does not hold an address of the form https://host.");
        _endpoint = endpoint;
        _token = settings.ReadToken();
        if (_token is not null && _token.Any(letter => letter is <= ' ' or > '~'))
            throw new HubException(HubError.BadToken, "The Hugging Face token has characters that no token has.");
        if (_token is not null && endpoint.Scheme == Uri.UriSchemeHttp && !endpoint.IsLoopback)
            throw new HubException(HubError.Unencrypted, $"The Hugging Face token would travel unencrypted to {endpoint.Host}.");
    }

    /// <summary>Returns the address of a file at a commit.</summary>
    public Uri AddressOf(string repository, string commit, string path) =>
        new($"{_endpoint.AbsoluteUri.TrimEnd('/')}/{repository}/resolve/{commit}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}");

    /// <summary>Returns the Hub's data about a repository.</summary>
    /// <exception cref="HubException">The Hub did not return it.</exception>
    public async Task<RepositoryListing> ListAsync(string repository, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await GetAsync(
            new Uri($"{_endpoint.AbsoluteUri.TrimEnd('/')}/api/models/{repository}?blobs=true"), repository, 0, null, cancellationToken);
        try
        {
            return RepositoryListing.Parse(repository, await response.Content.ReadAsByteArrayAsync(cancellationToken).WaitAsync(IdleTimeout, _time, cancellationToken));
        }
        catch (Exception error) when (error is HttpRequestException or IOException or TimeoutException)
        {
            throw new HubException(HubError.Offline, $"The answer of {_endpoint.Host} broke off.", error);
        }
    }

    /// <summary>Requests the content of an address from a byte on; the response's status is 200, 206 or 416.</summary>
    /// <param name="address">The address, on the Hub's host.</param>
    /// <param name="repository">The repository, for messages.</param>
    /// <param name="from">The first byte.</param>
    /// <param name="entityTag">The entity tag of the content of the bytes before; null if unknown.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="HubException">The server does not return the content.</exception>
    public async Task<HttpResponseMessage> GetAsync(Uri address, string repository, long from, string? entityTag, CancellationToken cancellationToken)
    {
        for (int redirects = 0; redirects <= MostRedirects; redirects++)
        {
            HttpResponseMessage response = await SendAsync(address, from, entityTag, cancellationToken);
            if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable)
                return response;

            using (response)
            {
                if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
                    throw HubRefusal.Of(response, repository, IsHub(address), _token is not null);
                Uri next = new(address, location);
                if (next.Scheme != Uri.UriSchemeHttps && !(next.Scheme == Uri.UriSchemeHttp && (address.Scheme == Uri.UriSchemeHttp || next.IsLoopback)))
                    throw new HubException(HubError.ServerError, $"{address.Host} redirects to an address that is not encrypted.");
                address = next;
            }
        }

        throw new HubException(HubError.ServerError, $"{_endpoint.Host} redirects more than {MostRedirects} times.");
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(Uri address, long from, string? entityTag, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("User-Agent", "SynthGen");
        if (_token is not null && IsHub(address))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        if (from > 0)
        {
            request.Headers.Range = new RangeHeaderValue(from, null);
            if (entityTag is not null)
                request.Headers.IfRange = new RangeConditionHeaderValue(new EntityTagHeaderValue(entityTag));
        }

        using CancellationTokenSource silence = new(IdleTimeout, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        }
        catch (HttpRequestException error)
        {
            throw new HubException(HubError.Offline, $"{address.Host} cannot be reached: {error.GetBaseException().Message}", error);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HubException(HubError.Offline, $"{address.Host} did not answer within {IdleTimeout.TotalSeconds} s.", error);
        }
    }

    private bool IsHub(Uri address) => address.Scheme == _endpoint.Scheme && address.Host == _endpoint.Host && address.Port == _endpoint.Port;
}
