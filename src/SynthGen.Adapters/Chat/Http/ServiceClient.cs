using System.Net;
using System.Net.Http.Headers;

namespace SynthGen.Adapters.Chat.Http;

/// <summary>Makes the HttpClient of a model: one for all its requests, with a pool of connections of its own.</summary>
internal static class ServiceClient
{
    private static readonly ProductInfoHeaderValue Product =
        new("SynthGen", typeof(ServiceClient).Assembly.GetName().Version?.ToString(3));

    /// <summary>The client; how long a request may take is decided above it.</summary>
    /// <param name="key">Signs the requests.</param>
    /// <param name="faults">Makes the exceptions.</param>
    /// <param name="wrap">Puts a further handler on top.</param>
    public static HttpClient Create(ApiKey key, ServerErrorMapper faults, Func<HttpMessageHandler, HttpMessageHandler>? wrap = null)
    {
        SocketsHttpHandler sockets = new()
        {
            // As many as are in flight: how many that are is decided above, and none shall wait for another here.
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
        HttpMessageHandler handler = new ServiceHandler(key, faults, sockets);
        HttpClient client = new(wrap?.Invoke(handler) ?? handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(Product);
        return client;
    }
}
