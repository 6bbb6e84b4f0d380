using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using SynthGen.TestServer.Batches;
using SynthGen.TestServer.Faults;
using SynthGen.TestServer.GoogleCloud;
using SynthGen.TestServer.Log;
using SynthGen.TestServer.Model;
using SynthGen.TestServer.Wire;

namespace SynthGen.TestServer;

/// <summary>
/// A hosted model on this machine: a real HTTP server with Gemini's and OpenAI's protocols and a quota, which misbehaves on
/// demand. Its replies depend only on the page, its faults only on (plan, page, attempt).
/// </summary>
/// <example><code>
/// await using ModelServer server = await ModelServer.StartAsync(new() { Latency = Latency.Fixed(TimeSpan.FromMilliseconds(5)) });
/// server.Faults = new ScriptedFaultPlan().Page(3, Fault.Unavailable, Fault.CutBody);
/// // … point a client at server.GeminiEndpoint or server.OpenAIEndpoint …
/// int requests = server.Log.Count;
/// </code></example>
public sealed class ModelServer : IAsyncDisposable
{
    private const string GenerateVerb = ":generateContent";
    private const string EmbedVerb = ":batchEmbedContents";
    private const string GeminiModels = "/v1beta/models";

    private readonly WebApplication _app;
    private readonly ModelService _service;
    private readonly GeminiFormat _geminiFormat;
    private readonly OpenAIFormat _openAIFormat;
    private readonly ChatEndpoint _gemini;
    private readonly ChatEndpoint _openAI;
    private readonly ChatEndpoint _geminiEmbedding;
    private readonly ChatEndpoint _openAIEmbedding;
    private readonly ChatEndpoint _vertexAIEmbedding;
    private readonly GeminiBatchEndpoint _geminiBatches;
    private readonly OpenAIBatchEndpoint _openAIBatches;

    private ModelServer(ModelServerOptions options)
    {
        _service = new ModelService(options);
        Tokens = new TokenEndpoint(options.TokenLifetime);
        _geminiFormat = new GeminiFormat(options);
        _openAIFormat = new OpenAIFormat(options);
        _gemini = new ChatEndpoint(_service, _geminiFormat);
        _openAI = new ChatEndpoint(_service, _openAIFormat);
        _geminiEmbedding = new ChatEndpoint(_service, new GeminiEmbeddingFormat(options, _geminiFormat));
        _openAIEmbedding = new ChatEndpoint(_service, new OpenAIEmbeddingFormat(options, _openAIFormat));
        _vertexAIEmbedding = new ChatEndpoint(_service, new VertexAIEmbeddingFormat(options, _geminiFormat));
        BatchStore jobs = new(_service);
        Jobs = jobs.Log;
        _geminiBatches = new GeminiBatchEndpoint(jobs, options, _geminiFormat);
        _openAIBatches = new OpenAIBatchEndpoint(jobs, options, _openAIFormat);

        // Nothing but Kestrel: no logging, no configuration, no routing.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBufferSize = null;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>The server's address.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Its address as Gemini's SDKs take it: without <c>/v1beta</c>.</summary>
    public Uri GeminiEndpoint => Address;

    /// <summary>Its address as OpenAI's SDKs take it: with <c>/v1</c>.</summary>
    public Uri OpenAIEndpoint => new(Address, "v1");

    /// <summary>The plan of faults; may be changed between requests.</summary>
    public FaultPlan Faults
    {
        get => _service.Faults;
        set => _service.Faults = value;
    }

    /// <summary>Every request that came in.</summary>
    public RequestLog Log => _service.Log;

    /// <summary>The jobs of its Batch APIs.</summary>
    public BatchLog Jobs { get; }

    /// <summary>Its token endpoint, for Vertex AI.</summary>
    public TokenEndpoint Tokens { get; }

    /// <summary>The model behind the wire.</summary>
    public ModelService Service => _service;

    /// <summary>Starts a server.</summary>
    /// <param name="options">The server's options; by default it answers at once and without faults.</param>
    public static async Task<ModelServer> StartAsync(ModelServerOptions? options = null)
    {
        ModelServer server = new(options ?? new ModelServerOptions());
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Clears the log, the pages' attempts and the use of the quota.</summary>
    public void Reset() => _service.Reset();

    /// <summary>Stops at once; clients that still wait for an answer are cut off.</summary>
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

    private Task HandleAsync(HttpContext context)
    {
        string path = context.Request.Path.Value!;
        if ((_geminiBatches.TryHandle(context, path) ?? _openAIBatches.TryHandle(context, path)) is { } ofBatches)
            return ofBatches;
        if (HttpMethods.IsPost(context.Request.Method))
        {
            if (path.StartsWith($"{GeminiModels}/", StringComparison.Ordinal) && path.EndsWith(GenerateVerb, StringComparison.Ordinal))
                return _gemini.HandleAsync(context, path[(GeminiModels.Length + 1)..^GenerateVerb.Length]);
            if (path.StartsWith($"{GeminiModels}/", StringComparison.Ordinal) && path.EndsWith(EmbedVerb, StringComparison.Ordinal))
                return _geminiEmbedding.HandleAsync(context, path[(GeminiModels.Length + 1)..^EmbedVerb.Length]);
            if (path.StartsWith("/v1/projects/", StringComparison.Ordinal))
            {
                string[] asked = path[(path.LastIndexOf('/') + 1)..].Split(':');
                ChatEndpoint? vertexAI = asked[^1] switch { "generateContent" => _gemini, "predict" => _vertexAIEmbedding, _ => null };
                return vertexAI is not null && Tokens.Admits(context.Request)
                    ? vertexAI.HandleAsync(context, asked[0])
                    : ChatEndpoint.SendJsonAsync(context, 401, """{"error":{"code":401,"message":"Request had invalid authentication credentials.","status":"UNAUTHENTICATED"}}"""u8.ToArray());
            }

            // Azure's: by the address of a deployment, which wants a version of the API, or by the newer base.
            if (path.StartsWith("/openai/", StringComparison.Ordinal)
                && (path.StartsWith("/openai/v1/", StringComparison.Ordinal) || context.Request.Query["api-version"].ToString().Length > 0))
            {
                if (path.EndsWith("/chat/completions", StringComparison.Ordinal))
                    return _openAI.HandleAsync(context, "");
                if (path.EndsWith("/embeddings", StringComparison.Ordinal))
                    return _openAIEmbedding.HandleAsync(context, "");
            }

            switch (path)
            {
                case "/token":
                    return Tokens.HandleAsync(context);
                case "/v1/embeddings":
                    return _openAIEmbedding.HandleAsync(context, "");
                case "/v1/chat/completions" or "/v1beta/openai/chat/completions":
                    return _openAI.HandleAsync(context, "");
                case "/_reset":
                    Reset();
                    return ChatEndpoint.SendJsonAsync(context, 200, "{}"u8.ToArray());
            }
        }
        else if (HttpMethods.IsGet(context.Request.Method))
        {
            switch (path)
            {
                case GeminiModels:
                    return ChatEndpoint.SendJsonAsync(context, 200, _geminiFormat.Models(_service.Options.Models, context.Request));
                case "/v1/models" or "/v1beta/openai/models":
                    return ChatEndpoint.SendJsonAsync(context, 200, _openAIFormat.Models(_service.Options.Models, context.Request));
                case "/_jobs":
                    return ChatEndpoint.SendJsonAsync(context, 200, Jobs.ToJson());
                case "/_log":
                    return ChatEndpoint.SendJsonAsync(context, 200, LogJson.Write(Log, context.Request.Query.ContainsKey("summary")));
            }
        }

        return ChatEndpoint.SendJsonAsync(context, 404, Encoding.UTF8.GetBytes("""{"error":{"code":404,"message":"There is nothing here.","status":"NOT_FOUND"}}"""));
    }
}
