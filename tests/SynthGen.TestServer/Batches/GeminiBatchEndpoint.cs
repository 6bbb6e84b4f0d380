using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SynthGen.TestServer.Wire;

namespace SynthGen.TestServer.Batches;

/// <summary>Gemini's Batch API.</summary>
internal sealed class GeminiBatchEndpoint(BatchStore store, ModelServerOptions options, WireFormat format)
{
    private const string CreateVerb = ":batchGenerateContent", CancelVerb = ":cancel", DownloadVerb = ":download";
    private const string Models = "/v1beta/models/", Batches = "/v1beta/batches", Upload = "/upload/v1beta/files", Download = "/download/v1beta/files/";

    /// <summary>Handles a request; null if it is for something else.</summary>
    public Task? TryHandle(HttpContext context, string path)
    {
        bool isPost = HttpMethods.IsPost(context.Request.Method);
        Func<Task>? handle = path switch
        {
            _ when isPost && path.StartsWith(Models, StringComparison.Ordinal) && path.EndsWith(CreateVerb, StringComparison.Ordinal) => () => CreateAsync(context, path[Models.Length..^CreateVerb.Length]),
            _ when isPost && path.StartsWith(Upload, StringComparison.Ordinal) => () => UploadAsync(context, path),
            _ when isPost && path.StartsWith(Batches + "/", StringComparison.Ordinal) && path.EndsWith(CancelVerb, StringComparison.Ordinal) => () => CancelAsync(context, path[(Batches.Length + 1)..^CancelVerb.Length]),
            Batches => () => ListAsync(context),
            _ when path.StartsWith(Batches + "/", StringComparison.Ordinal) => () => GetAsync(context, path[(Batches.Length + 1)..]),
            _ when path.StartsWith(Download, StringComparison.Ordinal) && path.EndsWith(DownloadVerb, StringComparison.Ordinal) => () => DownloadAsync(context, path[Download.Length..^DownloadVerb.Length]),
            _ => null,
        };
        if (handle is null)
            return null;
        return options.ApiKey is { } key && context.Request.Headers["x-goog-api-key"] != key ? ErrorAsync(context, 401, "UNAUTHENTICATED", "API key not valid.") : handle();
    }

    private async Task CreateAsync(HttpContext context, string model)
    {
        using JsonDocument body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        JobFault fault = store.NextFault();
        if (fault == JobFault.Refused)
        {
            await ErrorAsync(context, 429, "RESOURCE_EXHAUSTED", "Too many batch requests are waiting.");
            return;
        }

        if (fault == JobFault.Broken)
        {
            await ErrorAsync(context, 500, "INTERNAL", "An internal error has occurred.");
            return;
        }

        JsonElement batch = body.RootElement.GetProperty("batch"), input = batch.GetProperty("inputConfig");
        bool isInline = input.TryGetProperty("requests", out JsonElement inline);
        (string Key, JsonElement Body)[] requests = isInline
            ? [.. inline.GetProperty("requests").EnumerateArray().Select(one => (one.GetProperty("metadata").GetProperty("key").GetString()!, one.GetProperty("request").Clone()))]
            : [.. JsonLines.Parse(store.FindFile(input.GetProperty("fileName").GetString()!["files/".Length..])!).Select(line => (line.GetProperty("key").GetString()!, line.GetProperty("request")))];
        Job job = store.Create(context.Request, format, batch.GetProperty("displayName").GetString()!, model, requests, fault, isInline);
        if (fault == JobFault.CutCreation)
            context.Abort();
        else
            await SendAsync(context, Operation(job, withOutput: false));
    }

    private async Task UploadAsync(HttpContext context, string path)
    {
        if (context.Request.Headers["X-Goog-Upload-Command"] == "start")
        {
            context.Response.Headers["X-Goog-Upload-URL"] = $"{context.Request.Scheme}://{context.Request.Host}{Upload}/u";
            await ChatEndpoint.SendJsonAsync(context, 200, "{}"u8.ToArray());
            return;
        }

        string id = store.AddFile(await JsonLines.ReadAsync(context.Request.Body, context.RequestAborted));
        await SendAsync(context, new JsonObject { ["file"] = new JsonObject { ["name"] = $"files/{id}", ["uri"] = path } });
    }

    private Task ListAsync(HttpContext context) =>
        SendAsync(context, new JsonObject { ["operations"] = new JsonArray([.. store.Jobs.Select(job => Operation(job, withOutput: false))]) });

    private Task GetAsync(HttpContext context, string id)
    {
        if (store.FindJob(id) is not { } job)
            return ErrorAsync(context, 404, "NOT_FOUND", "Requested entity was not found.");
        job.Poll();
        return SendAsync(context, Operation(job, withOutput: true));
    }

    private Task CancelAsync(HttpContext context, string id)
    {
        if (store.FindJob(id) is not { } job)
            return ErrorAsync(context, 404, "NOT_FOUND", "Requested entity was not found.");
        job.IsCancelled = true;
        return SendAsync(context, []);
    }

    private Task DownloadAsync(HttpContext context, string id)
    {
        if (store.FindJob(id) is not { Fault: not JobFault.OutputGone } job)
            return ErrorAsync(context, 404, "NOT_FOUND", "The file is gone.");
        StringBuilder lines = new();
        foreach (JobLine line in job.Lines)
            lines.Append(Answer(line, "key").ToJsonString()).Append('\n');
        return JsonLines.SendAsync(context, lines.ToString());
    }

    private JsonObject Operation(Job job, bool withOutput)
    {
        string state = job switch
        {
            { IsOver: false } => "BATCH_STATE_RUNNING",
            { IsCancelled: true } => "BATCH_STATE_CANCELLED",
            { Fault: JobFault.TokenLimit or JobFault.Failed } => "BATCH_STATE_FAILED",
            { Fault: JobFault.Expired } => "BATCH_STATE_EXPIRED",
            _ => "BATCH_STATE_SUCCEEDED",
        };
        JsonObject operation = new()
        {
            ["name"] = $"batches/{job.Id}",
            ["metadata"] = new JsonObject
            {
                ["@type"] = "type.googleapis.com/google.ai.generativelanguage.v1main.GenerateContentBatch",
                ["model"] = $"models/{job.Model}",
                ["displayName"] = job.Name,
                ["createTime"] = job.Created.ToString("O"),
                ["batchStats"] = new JsonObject
                {
                    ["requestCount"] = $"{job.Requests}",
                    ["successfulRequestCount"] = $"{(job.IsOver ? job.Lines.Count(line => line.Status == 200) : 0)}",
                },
                ["state"] = state,
            },
        };
        if (!job.IsOver)
            return operation;
        operation["done"] = true;
        if (job.Fault is JobFault.TokenLimit or JobFault.Failed)
        {
            operation["error"] = job.Fault == JobFault.Failed
                ? new JsonObject { ["code"] = 13, ["message"] = "The job broke." }
                : new JsonObject { ["code"] = 8, ["message"] = "Too many tokens are waiting." };
        }
        else if (withOutput)
        {
            operation["response"] = job.IsInline && job.Fault != JobFault.OutputGone
                ? new JsonObject { ["inlinedResponses"] = new JsonObject { ["inlinedResponses"] = new JsonArray([.. job.Lines.Select(line => Answer(line, null))]) } }
                : new JsonObject { ["responsesFile"] = $"files/{job.Id}" };
        }

        return operation;
    }

    private JsonObject Answer(JobLine line, string? keyName)
    {
        JsonObject body = JsonNode.Parse(line.Body)!.AsObject(), answer = [];
        if (keyName is not null)
            answer[keyName] = line.Key;
        else if (options.InlineKeys)
            answer["metadata"] = new JsonObject { ["key"] = line.Key };
        if (line.Status == 200)
            answer["response"] = body;
        else
            answer["error"] = body["error"]!.DeepClone();
        return answer;
    }

    private static Task SendAsync(HttpContext context, JsonObject body) => ChatEndpoint.SendJsonAsync(context, 200, Encoding.UTF8.GetBytes(body.ToJsonString()));

    private static Task ErrorAsync(HttpContext context, int code, string status, string message) => ChatEndpoint.SendJsonAsync(
        context, code, Encoding.UTF8.GetBytes(new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message, ["status"] = status } }.ToJsonString()));
}
