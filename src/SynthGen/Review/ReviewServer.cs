using System.Net;
using System.Net.Sockets;
using SynthGen.Datasets.Review;

namespace SynthGen.Review;

/// <summary>Serves the review page on a random port of the loopback address, until the page is closed.</summary>
internal sealed class ReviewServer : IDisposable
{
    private const int MostTries = 20;
    private const int MostAtOnce = 32;

    private readonly HttpListener _listener;
    private readonly AccessGuard _guard;
    private readonly ReviewRoutes _routes;
    private readonly PageWatch _watch;
    private readonly SemaphoreSlim _places = new(MostAtOnce);
    private readonly CancellationTokenSource _stop = new();

    private ReviewServer(ReviewSession session, HttpListener listener, int port, TimeProvider time)
    {
        _listener = listener;
        _guard = new AccessGuard(port);
        _watch = new PageWatch(time);
        _routes = new ReviewRoutes(session, _watch, time);
        Task.Run(ListenAsync);
    }

    /// <summary>The address that opens the page, once: it holds the token.</summary>
    public string Address => $"{_guard.Origin}/?token={_guard.Token}";

    /// <summary>Completes when the page is closed.</summary>
    public Task<bool> Closed => _watch.Closed;

    /// <summary>Starts a server.</summary>
    /// <exception cref="HttpListenerException">No port could be opened.</exception>
    public static ReviewServer Start(ReviewSession session, TimeProvider? time = null)
    {
        for (int attempt = 1; ; attempt++)
        {
            int port = FreePort();
            HttpListener listener = new() { IgnoreWriteExceptions = false };
            listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            try
            {
                listener.Start();
                return new ReviewServer(session, listener, port, time ?? TimeProvider.System);
            }
            catch (Exception error) when (error is HttpListenerException or SocketException && attempt < MostTries)
            {
                // Another program took the port meanwhile.
                listener.Close();
            }
        }
    }

    /// <summary>Ends all connections.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _listener.Abort();
    }

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ListenAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                HttpListenerContext context = await _listener.GetContextAsync().ConfigureAwait(false);
                _ = Task.Run(() => AnswerAsync(context));
            }
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            if (!_stop.IsCancellationRequested)
                _watch.Fail(error as HttpListenerException ?? new HttpListenerException(0, error.Message));
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            ResponseHeaders.Secure(context.Response);
            if (_guard.Check(context.Request, context.Response) is { } refusal)
                await refusal.WriteAsync(context.Response).ConfigureAwait(false);
            else if (ReviewRoutes.IsStream(context.Request))
                await _routes.StreamAsync(context.Response, _stop.Token).ConfigureAwait(false);
            else
                await AnswerInTurnAsync(context).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The browser has gone, does not read, or the server ends. Whatever it is, it ends this request alone.
            context.Response.Abort();
        }
    }

    private async Task AnswerInTurnAsync(HttpListenerContext context)
    {
        await _places.WaitAsync(_stop.Token).ConfigureAwait(false);
        try
        {
            Answer answer = await _routes.AnswerAsync(context.Request, _stop.Token).ConfigureAwait(false);
            await answer.WriteAsync(context.Response).ConfigureAwait(false);
            if (answer.IsLast)
                _watch.Close();
        }
        finally
        {
            _places.Release();
        }
    }
}
