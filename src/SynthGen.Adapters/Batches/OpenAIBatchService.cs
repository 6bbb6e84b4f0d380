using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using SynthGen.Adapters.Chat.Json;
using SynthGen.Adapters.Chat.OpenAI;
using SynthGen.Json;
using SynthGen.Models;
using SynthGen.Models.Batches;

namespace SynthGen.Adapters.Batches;

/// <summary>OpenAI's Batch API, as other servers speak it too: a file of requests goes up, files of answers and errors come down.</summary>
internal sealed class OpenAIBatchService(BatchConnection connection) : IBatchService
{
    private const string ChatPath = "/v1/chat/completions";

    // The member of a job's metadata that holds its name.
    private const string NameMember = "synthgen";

    private readonly OpenAIAddress _address = new(connection.Endpoint);

    /// <summary>Half of the 200 MB that a file may have, because the requests wait in memory.</summary>
    public BatchLimits Limits { get; } = new(50_000, 100_000_000);

    /// <inheritdoc/>
    public async Task<GenerationBatch> CreateAsync(string name, string model, IReadOnlyList<BatchRequest> requests, CancellationToken cancellationToken)
    {
        using MultipartFormDataContent form = [];
        form.Add(new StringContent("batch"), "\"purpose\"");
        BatchContent lines = new(requests, key => $$"""{"custom_id":"{{key}}","method":"POST","url":"{{ChatPath}}","body":""", _ => "}");
        lines.Headers.ContentType = new MediaTypeHeaderValue("application/jsonl");
        form.Add(lines, "\"file\"", $"\"{name}.jsonl\"");
        JsonElement file = await connection.PostAsync(_address.Files, form, isLong: true, cancellationToken).ConfigureAwait(false);
        string id = file.Text("id") ?? throw new ChatException(ChatErrorKind.Transient, "The service gave the file no id.");
        string job = JsonValue.ToJson(JsonValue.Object(
            ("input_file_id", id), ("endpoint", ChatPath), ("completion_window", "24h"), ("metadata", JsonValue.Object((NameMember, name)))));
        using StringContent content = new(job, Encoding.UTF8, "application/json");
        return Read(await connection.PostAsync(_address.Batches, content, isLong: false, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async Task<GenerationBatch> GetAsync(string id, CancellationToken cancellationToken) =>
        Read(await connection.GetAsync(_address.Batch(id), cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public async IAsyncEnumerable<GenerationBatch> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        while (true)
        {
            JsonElement page = await connection.GetAsync(_address.BatchList(after), cancellationToken).ConfigureAwait(false);
            string? last = null;
            foreach (JsonElement job in page.Items("data"))
            {
                last = job.Text("id");
                yield return Read(job);
            }

            if (page.Property("has_more")?.ValueKind != JsonValueKind.True || last is null || last == after)
                yield break;
            after = last;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<BatchLine> ReadAsync(string id, IReadOnlyList<string> keys, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        JsonElement job = await connection.GetAsync(_address.Batch(id), cancellationToken).ConfigureAwait(false);
        foreach (string file in (string[])[job.Text("output_file_id") ?? "", job.Text("error_file_id") ?? ""])
        {
            if (file.Length == 0)
                continue;
            await foreach (JsonElement line in connection.ReadLinesAsync(_address.FileContent(file), cancellationToken).ConfigureAwait(false))
            {
                if (line.Text("custom_id") is { } key)
                    yield return new BatchLine(key, AnswerOf(line));
            }
        }
    }

    /// <inheritdoc/>
    public Task CancelAsync(string id, CancellationToken cancellationToken) => connection.PostAsync(_address.CancelBatch(id), null, isLong: false, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private static BatchAnswer AnswerOf(JsonElement line)
    {
        if (line.Property("response") is { } response && response.Property("body") is { ValueKind: JsonValueKind.Object } body)
        {
            return new BatchAnswer(response.Number("status_code") is >= 100 and <= 599 and int status ? status : 200, JsonMarshal.GetRawUtf8Value(body).ToArray())
            {
                RequestId = response.Text("request_id"),
            };
        }

        JsonElement error = line.Property("error") ?? default;
        return BatchAnswer.NotRun(error.Text("message") ?? error.Text("code") ?? "The request was not run, and the service does not say why.");
    }

    private static GenerationBatch Read(JsonElement job)
    {
        JsonElement counts = job.Property("request_counts") ?? default;
        JsonElement[] errors = [.. (job.Property("errors") ?? default).Items("data")];
        GenerationBatchStatus status = job.Text("status") switch
        {
            "validating" => GenerationBatchStatus.Pending,
            "completed" => GenerationBatchStatus.Completed,
            "failed" when errors.Any(error => error.Text("code")?.Contains("limit_exceeded", StringComparison.Ordinal) == true) => GenerationBatchStatus.Refused,
            "failed" => GenerationBatchStatus.Failed,
            "expired" => GenerationBatchStatus.Expired,
            "cancelled" => GenerationBatchStatus.Cancelled,
            _ => GenerationBatchStatus.Running,
        };
        return new GenerationBatch((job.Property("metadata") ?? default).Text(NameMember) ?? "", job.Text("id"), status)
        {
            Requests = counts.Count("total") ?? 0,
            Succeeded = counts.Count("completed"),
            FailedRequests = counts.Count("failed"),
            Created = Time(job, "created_at"),
            Ended = Time(job, "completed_at") ?? Time(job, "failed_at") ?? Time(job, "expired_at") ?? Time(job, "cancelled_at"),
            Reason = errors.Length == 0 ? null : string.Join(' ', errors.Select(error => error.Text("message")).OfType<string>().Distinct().Take(3)),
        };
    }

    private static DateTimeOffset? Time(JsonElement job, string name) =>
        job.Property(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out long seconds) && seconds is >= 0 and < 253402300800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
