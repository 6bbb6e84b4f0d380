using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat.Http;

/// <summary>The connection to a service: one HttpClient for all requests of a model, with its own pool of connections.</summary>
internal sealed class ServiceConnection : IDisposable
{
    private static readonly ProductInfoHeaderValue Product =
        new("SynthGen", typeof(ServiceConnection).Assembly.GetName().Version?.ToString(3));

    /// <summary>Prepares the connection; nothing is sent yet.</summary>
    /// <param name="protocol">The service's protocol.</param>
    /// <param name="settings">The address, the key and the time limit of an attempt.</param>
    /// <param name="time">The clock.</param>
    /// <param name="forChat">Whether the connection is for chat.</param>
    /// <param name="network">What sends the requests; null for the network.</param>
    public ServiceConnection(ServiceProtocol protocol, ChatModelSettings settings, TimeProvider time, bool forChat = false, HttpMessageHandler? network = null)
    {
        Endpoint = settings.Endpoint;
        foreach (string secret in EndpointText.Secrets(settings.Endpoint))
            Redactor.Add(secret);
        Errors = new ServerErrorMapper(Redactor, settings.MaxWait, time);
        Timeout = new AttemptTimeout(settings.Timeout, time);
        HttpMessageHandler handler = new ServiceHandler(protocol.CreateSigner(settings, Redactor), Errors, network ?? CreateSockets());
        Http = new HttpClient(forChat ? protocol.AddChatHandler(handler, this) : handler)
        {
            // AttemptTimeout limits a request's time.
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
        Http.DefaultRequestHeaders.UserAgent.Add(Product);
    }

    /// <summary>Signs and sends requests, and throws a ChatException for every failure.</summary>
    public HttpClient Http { get; }

    /// <summary>The service's base address.</summary>
    public Uri Endpoint { get; }

    /// <summary>Removes the key from what comes back.</summary>
    public KeyRedactor Redactor { get; } = new();

    /// <summary>Makes the exceptions of failures.</summary>
    public ServerErrorMapper Errors { get; }

    /// <summary>The longest that an attempt may take.</summary>
    public AttemptTimeout Timeout { get; }

    /// <summary>Gets a JSON document within the time limit.</summary>
    public Task<JsonDocument> GetAsync(Uri address, CancellationToken cancellationToken) => Timeout.RunAsync(
        async token =>
        {
            using HttpResponseMessage response = await Http.GetAsync(address, token).ConfigureAwait(false);
            using Stream body = await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
            return await JsonDocument.ParseAsync(body, default, token).ConfigureAwait(false);
        },
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => Http.Dispose();

    private static SocketsHttpHandler CreateSockets() => new()
    {
        // Without a limit: the pace already limits the requests in flight, and they must not wait here again.
        MaxConnectionsPerServer = int.MaxValue,
        EnableMultipleHttp2Connections = true,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        ConnectTimeout = TimeSpan.FromSeconds(30),
        AutomaticDecompression = DecompressionMethods.All,
        UseCookies = false,

        // A redirect would take the key to another host.
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
    };
}
