using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace SynthGen.Adapters.Tests.Chat;

/// <summary>A request as a server saw it.</summary>
public sealed record SeenRequest(string Method, string Address, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>A scripted server on this machine, over real sockets.</summary>
public sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<SeenRequest> _requests = new();

    private ScriptedServer(Func<HttpContext, SeenRequest, int, Task> answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
        _application = builder.Build();
        int count = -1;
        _application.Run(async context =>
        {
            using StreamReader reader = new(context.Request.Body);
            SeenRequest request = new(
                context.Request.Method,
                context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
                context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                await reader.ReadToEndAsync());
            _requests.Enqueue(request);
            await answer(context, request, Interlocked.Increment(ref count));
        });
    }

    /// <summary>The requests so far.</summary>
    public IReadOnlyList<SeenRequest> Requests => [.. _requests];

    /// <summary>The server's address.</summary>
    public Uri Address => new(_application.Urls.Single());

    /// <summary>Starts a server whose replies depend on the request and the number of earlier ones.</summary>
    public static async Task<ScriptedServer> StartAsync(Func<HttpContext, SeenRequest, int, Task> answer)
    {
        ScriptedServer server = new(answer);
        await server._application.StartAsync();
        return server;
    }

    /// <summary>Starts a server that gives these replies in order and repeats the last one.</summary>
    public static Task<ScriptedServer> StartAsync(params Reply[] replies) =>
        StartAsync((context, _, number) => replies[Math.Min(number, replies.Length - 1)].SendAsync(context));

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource now = new(0);
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
    }
}

/// <summary>A server's reply.</summary>
public sealed record Reply(string Body, int Status = 200, params (string Name, string Value)[] Headers)
{
    public Task SendAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        context.Response.ContentType = "application/json";
        foreach ((string name, string value) in Headers)
            context.Response.Headers[name] = value;
        return context.Response.WriteAsync(Body);
    }
}
