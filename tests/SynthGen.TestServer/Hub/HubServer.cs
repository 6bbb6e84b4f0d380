using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace SynthGen.TestServer.Hub;

/// <summary>
/// A Hugging Face Hub on this machine: lists repositories, and redirects from its own host (127.0.0.1) to the contents on another
/// one (localhost, another port), which misbehaves on demand.
/// </summary>
public sealed class HubServer : IAsyncDisposable
{
    private const string ListPrefix = "/api/models/";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<HubRequest> _requests = [];
    private readonly ConcurrentQueue<HubBehavior> _behaviors = [];
    private readonly ConcurrentDictionary<string, HubRepository> _repositories = [];
    private readonly ConcurrentDictionary<string, string> _renamed = [];
    private readonly ContentEndpoint _contents;

    private HubServer()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        _app = builder.Build();
        _app.Run(HandleAsync);
        _contents = new ContentEndpoint(this);
    }

    /// <summary>The Hub's address, for HF_ENDPOINT.</summary>
    public Uri Endpoint { get; private set; } = null!;

    /// <summary>The token that the server knows; null if it knows none. Requests without a token may read all repositories except gated ones.</summary>
    public string? Token { get; set; }

    /// <summary>The entity tag of all contents; null for none.</summary>
    public string? EntityTag { get; set; } = "\"first\"";

    /// <summary>The status of listings; 200 if all is well.</summary>
    public int ListStatus { get; set; } = 200;

    /// <summary>A listing in place of the true one; null for the true one.</summary>
    public string? ListBody { get; set; }

    /// <summary>The behaviour for requests for content when no queued behaviour is left.</summary>
    public HubBehavior Always { get; set; }

    /// <summary>A task that is awaited before content is served; null to serve it at once.</summary>
    public Task? Gate { get; set; }

    /// <summary>All requests, in the order of arrival.</summary>
    public IReadOnlyList<HubRequest> Requests => [.. _requests];

    /// <summary>The requests for content, in the order of arrival.</summary>
    public IReadOnlyList<HubRequest> ContentRequests => [.. _requests.Where(request => request.IsContent)];

    /// <summary>Starts a server.</summary>
    public static async Task<HubServer> StartAsync(params HubRepository[] repositories)
    {
        HubServer server = new();
        foreach (HubRepository repository in repositories)
            server.Put(repository);
        await server._app.StartAsync();
        server.Endpoint = new Uri(server._app.Urls.First());
        return server;
    }

    /// <summary>Adds a repository, or gives it another state.</summary>
    public void Put(HubRepository repository) => _repositories[repository.Name] = repository;

    /// <summary>Makes the Hub redirect from a repository's former name.</summary>
    public void Rename(string former, string name) => _renamed[former] = name;

    /// <summary>Queues the behaviours for the next requests for content, one each.</summary>
    public void Then(params HubBehavior[] behaviors)
    {
        foreach (HubBehavior behavior in behaviors)
            _behaviors.Enqueue(behavior);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _app.StopAsync(new CancellationToken(true));
        }
        catch (OperationCanceledException)
        {
        }

        await _app.DisposeAsync();
    }

    internal HubBehavior NextBehavior() => _behaviors.TryDequeue(out HubBehavior next) ? next : Always;

    internal byte[]? FindContent(string sha256) =>
        _repositories.Values.SelectMany(repository => repository.Files.Values).FirstOrDefault(content => HubRepository.Sha256(content) == sha256);

    private Task HandleAsync(HttpContext context)
    {
        bool isContent = context.Connection.LocalPort != Endpoint.Port;
        string path = context.Request.Path.Value!;
        _requests.Enqueue(new HubRequest(
            isContent, path + context.Request.QueryString, Header(context, "Authorization"), Header(context, "Range"), Header(context, "If-Range")));
        if (isContent)
            return _contents.HandleAsync(context, path[1..]);

        string? given = Header(context, "Authorization");
        if (given is not null && given != $"Bearer {Token}")
            return RefuseAsync(context, 401, null);
        if (path.StartsWith(ListPrefix, StringComparison.Ordinal))
            return ListAsync(context, path[ListPrefix.Length..]);
        string[] parts = path[1..].Split('/', 5);
        return parts is [_, _, "resolve", _, _]
            ? ResolveAsync(context, $"{parts[0]}/{parts[1]}", parts[3], parts[4], given is not null)
            : RefuseAsync(context, 404, null);
    }

    private Task ListAsync(HttpContext context, string name)
    {
        if (_renamed.TryGetValue(name, out string? now))
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = $"{ListPrefix}{now}{context.Request.QueryString}";
            return Task.CompletedTask;
        }

        if (ListStatus != 200)
            return RefuseAsync(context, ListStatus, null);
        // Like the Hub, which does not reveal whether a private repository exists.
        if (!_repositories.TryGetValue(name, out HubRepository? repository))
            return RefuseAsync(context, Header(context, "Authorization") is null ? 401 : 404, "RepoNotFound");
        context.Response.ContentType = "application/json";
        return ListBody is not null ? context.Response.WriteAsync(ListBody) : context.Response.BodyWriter.WriteAsync(HubJson.Write(repository)).AsTask();
    }

    private Task ResolveAsync(HttpContext context, string name, string commit, string path, bool hasToken)
    {
        if (_renamed.TryGetValue(name, out string? now))
            name = now;
        if (!_repositories.TryGetValue(name, out HubRepository? repository) || commit != repository.Commit || !repository.Files.TryGetValue(path, out byte[]? content))
            return RefuseAsync(context, 404, "EntryNotFound");
        if (repository.IsGated && !hasToken)
            return RefuseAsync(context, 401, "GatedRepo");

        string sha256 = HubRepository.Sha256(content);
        context.Response.StatusCode = 302;
        context.Response.Headers["X-Repo-Commit"] = repository.Commit;
        context.Response.Headers["X-Linked-Etag"] = $"\"{sha256}\"";
        context.Response.Headers["X-Linked-Size"] = $"{content.Length}";
        context.Response.Headers.Location = $"http://localhost:{_app.Urls.Select(url => new Uri(url).Port).First(port => port != Endpoint.Port)}/{sha256}?signature=signed";
        return Task.CompletedTask;
    }

    private static Task RefuseAsync(HttpContext context, int status, string? code)
    {
        context.Response.StatusCode = status;
        if (code is not null)
            context.Response.Headers["X-Error-Code"] = code;
        // A careless server that echoes the token.
        return context.Response.WriteAsync($$"""{"error":"Not for {{Header(context, "Authorization")}}."}""");
    }

    private static string? Header(HttpContext context, string name) => context.Request.Headers[name] is { Count: > 0 } values ? values.ToString() : null;
}
