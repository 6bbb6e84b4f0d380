using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SynthGen.TestServer.Wire;

namespace SynthGen.TestServer.Batches;

/// <summary>OpenAI's Batch API.</summary>
internal sealed class OpenAIBatchEndpoint(BatchStore store, ModelServerOptions options, WireFormat format)
{
    private const string Files = "/v1/files", Batches = "/v1/batches", Content = "/content", Cancel = "/cancel";
    private const string Errors = "-errors";

    /// <summary>Handles a request; null if it is for something else.</summary>
    public Task? TryHandle(HttpContext context, string path)
    {
        bool isPost = HttpMethods.IsPost(context.Request.Method);
        Func<Task>? handle = path switch
        {
            Files when isPost => () => UploadAsync(context),
            Batches when isPost => () => CreateAsync(context),
            Batches => () => ListAsync(context),
            _ when isPost && path.StartsWith(Batches, StringComparison.Ordinal) && path.EndsWith(Cancel, StringComparison.Ordinal) => () => CancelAsync(context, path[(Batches.Length + 1)..^Cancel.Length]),
            _ when path.StartsWith(Batches + "/", StringComparison.Ordinal) => () => GetAsync(context, path[(Batches.Length + 1)..]),
            _ when path.StartsWith(Files + "/", StringComparison.Ordinal) && path.EndsWith(Content, StringComparison.Ordinal) => () => DownloadAsync(context, path[(Files.Length + 1)..^Content.Length]),
            _ => null,
        };
        if (handle is null)
            return null;
        return options.ApiKey is { } key && OpenAIFormat.KeyOf(context.Request) != key ? ErrorAsync(context, 401, "invalid_api_key", "Incorrect API key provided.") : handle();
    }

    private async Task UploadAsync(HttpContext context)
    {
        // The file is the part with lines of JSON: all that is between the first line of its own and the boundary after it.
        string form = Encoding.UTF8.GetString(await JsonLines.ReadAsync(context.Request.Body, context.RequestAborted));
        if (!form.Contains("name=\"purpose\"", StringComparison.Ordinal))
        {
            await ErrorAsync(context, 400, "missing_purpose", "'purpose' is a required property");
            return;
        }

        int start = form.IndexOf("{\"custom_id\"", StringComparison.Ordinal), end = form.LastIndexOf("}\n", StringComparison.Ordinal) + 1;
        string id = store.AddFile(Encoding.UTF8.GetBytes(form[start..end]));
        await SendAsync(context, new JsonObject { ["id"] = id, ["object"] = "file", ["purpose"] = "batch" });
    }

    private async Task CreateAsync(HttpContext context)
    {
        using JsonDocument body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        JobFault fault = store.NextFault();
        if (fault is JobFault.Refused or JobFault.Broken)
        {
            bool isRefused = fault == JobFault.Refused;
            await ErrorAsync(context, isRefused ? 429 : 500, isRefused ? "rate_limit_exceeded" : "server_error", isRefused ? "Too many batches are waiting." : "The server had an error.");
            return;
        }

        (string, JsonElement)[] requests = [.. JsonLines.Parse(store.FindFile(body.RootElement.GetProperty("input_file_id").GetString()!)!)
            .Select(line => (line.GetProperty("custom_id").GetString()!, line.GetProperty("body")))];
        Job job = store.Create(context.Request, format, body.RootElement.GetProperty("metadata").GetProperty("synthgen").GetString()!, "", requests, fault, isInline: false);
        if (fault == JobFault.CutCreation)
            context.Abort();
        else
            await SendAsync(context, Batch(job));
    }

    private Task ListAsync(HttpContext context)
    {
        string after = context.Request.Query["after"].ToString();
        Job[] rest = [.. store.Jobs.SkipWhile(job => after.Length > 0 && job.Id != after).Skip(after.Length > 0 ? 1 : 0)];
        return SendAsync(context, new JsonObject { ["object"] = "list", ["data"] = new JsonArray([.. rest.Take(2).Select(Batch)]), ["has_more"] = rest.Length > 2 });
    }

    private Task GetAsync(HttpContext context, string id)
    {
        if (store.FindJob(id) is not { } job)
            return ErrorAsync(context, 404, "not_found", $"No batch found with id '{id}'.");
        job.Poll();
        return SendAsync(context, Batch(job));
    }

    private Task CancelAsync(HttpContext context, string id)
    {
        if (store.FindJob(id) is not { } job)
            return ErrorAsync(context, 404, "not_found", $"No batch found with id '{id}'.");
        job.IsCancelled = true;
        return SendAsync(context, Batch(job));
    }

    private Task DownloadAsync(HttpContext context, string id)
    {
        bool isErrors = id.EndsWith(Errors, StringComparison.Ordinal);
        if (store.FindJob(id.Replace(Errors, "", StringComparison.Ordinal)) is not { Fault: not JobFault.OutputGone } job)
            return ErrorAsync(context, 404, "not_found", $"No such File object: {id}");
        StringBuilder lines = new();
        foreach (JobLine line in job.Lines.Where(line => line.Status != 200 == isErrors))
        {
            lines.Append(new JsonObject
            {
                ["id"] = $"batch_req_{line.Key}",
                ["custom_id"] = line.Key,
                ["response"] = new JsonObject { ["status_code"] = line.Status, ["request_id"] = $"req-{line.Key[..6]}", ["body"] = JsonNode.Parse(line.Body) },
                ["error"] = null,
            }.ToJsonString()).Append('\n');
        }

        return JsonLines.SendAsync(context, lines.ToString());
    }

    private static JsonObject Batch(Job job)
    {
        JsonObject batch = new()
        {
            ["id"] = job.Id,
            ["object"] = "batch",
            ["endpoint"] = "/v1/chat/completions",
            ["completion_window"] = "24h",
            ["status"] = job switch
            {
                { IsOver: false } => "in_progress",
                { IsCancelled: true } => "cancelled",
                { Fault: JobFault.TokenLimit or JobFault.Failed } => "failed",
                { Fault: JobFault.Expired } => "expired",
                _ => "completed",
            },
            ["created_at"] = job.Created.ToUnixTimeSeconds(),
            ["request_counts"] = new JsonObject { ["total"] = job.Requests, ["completed"] = job.IsOver ? job.Lines.Count(line => line.Status == 200) : 0, ["failed"] = job.IsOver ? job.Lines.Count(line => line.Status != 200) : 0 },
            ["metadata"] = new JsonObject { ["synthgen"] = job.Name },
        };
        if (job is { IsOver: true, Fault: JobFault.TokenLimit or JobFault.Failed })
        {
            batch["errors"] = new JsonObject
            {
                ["object"] = "list",
                ["data"] = new JsonArray(new JsonObject
                {
                    ["code"] = job.Fault == JobFault.Failed ? "invalid_request" : "token_limit_exceeded",
                    ["message"] = job.Fault == JobFault.Failed ? "The job broke." : "Enqueued token limit reached. Please try again once some in_progress batches have been completed.",
                }),
            };
        }
        else if (job.HasOutput)
        {
            if (job.Lines.Any(line => line.Status == 200))
                batch["output_file_id"] = job.Id;
            if (job.Lines.Any(line => line.Status != 200))
                batch["error_file_id"] = job.Id + Errors;
        }

        return batch;
    }

    private static Task SendAsync(HttpContext context, JsonObject body) => ChatEndpoint.SendJsonAsync(context, 200, Encoding.UTF8.GetBytes(body.ToJsonString()));

    private static Task ErrorAsync(HttpContext context, int status, string code, string message) => ChatEndpoint.SendJsonAsync(
        context, status, Encoding.UTF8.GetBytes(new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["type"] = "invalid_request_error", ["code"] = code } }.ToJsonString()));
}
