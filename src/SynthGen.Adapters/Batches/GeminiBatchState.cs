using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using SynthGen.Adapters.Chat.Json;
using SynthGen.Models.Batches;

namespace SynthGen.Adapters.Batches;

/// <summary>Reads Gemini's jobs: as an operation with the job in its metadata, or as the job itself.</summary>
internal static class GeminiBatchState
{
    // The codes of google.rpc.Code, where an error does not have the one of HTTP.
    private static readonly Dictionary<int, int> Statuses = new()
    {
        [3] = 400, [9] = 400, [11] = 400, [16] = 401, [7] = 403, [5] = 404, [8] = 429, [14] = 503, [4] = 504,
    };

    /// <summary>Reads the state.</summary>
    public static GenerationBatch Read(JsonElement job)
    {
        JsonElement batch = job.Property("metadata") is { ValueKind: JsonValueKind.Object } metadata ? metadata : job;
        JsonElement counts = batch.Property("batchStats") ?? default;
        JsonElement error = job.Property("error") ?? batch.Property("error") ?? default;
        return new GenerationBatch(batch.Text("displayName") ?? "", job.Text("name") ?? batch.Text("name"), StatusOf(job, batch, error))
        {
            Model = batch.Text("model") is { } model ? model[(model.LastIndexOf('/') + 1)..] : null,
            Requests = counts.Count("requestCount") ?? 0,
            Succeeded = counts.Count("successfulRequestCount"),
            FailedRequests = counts.Count("failedRequestCount"),
            Created = Time(batch, "createTime"),
            Ended = Time(batch, "endTime"),
            Reason = error.Text("message"),
        };
    }

    /// <summary>The file of the answers; null if there is none.</summary>
    public static string? FileOf(JsonElement job) =>
        Outputs(job).Select(output => output.Text("responsesFile") ?? output.Text("fileName")).FirstOrDefault(name => name is { Length: > 0 });

    /// <summary>The answers that the job itself holds.</summary>
    public static IEnumerable<JsonElement> AnswersOf(JsonElement job) => Outputs(job)
        .Select(output => output.Property("inlinedResponses"))
        .Select(answers => answers is { ValueKind: JsonValueKind.Array } array ? array : answers?.Property("inlinedResponses"))
        .FirstOrDefault(answers => answers is { ValueKind: JsonValueKind.Array }) is { } found ? found.EnumerateArray() : [];

    /// <summary>The key of an answer; null if it has none.</summary>
    public static string? KeyOf(JsonElement answer) => answer.Text("key") ?? (answer.Property("metadata") ?? default).Text("key");

    /// <summary>The answer of a line, or of an element.</summary>
    public static BatchAnswer AnswerOf(JsonElement line)
    {
        if (line.Property("response") is { ValueKind: JsonValueKind.Object } response)
            return new BatchAnswer(200, JsonMarshal.GetRawUtf8Value(response).ToArray());
        if (line.Property("error") is not { ValueKind: JsonValueKind.Object } error)
            return BatchAnswer.NotRun("The request was not run, and the service does not say why.");
        return new BatchAnswer(StatusOf(error), Encoding.UTF8.GetBytes($$"""{"error":{{error.GetRawText()}}}"""));
    }

    private static int StatusOf(JsonElement error) => error.Number("code") switch
    {
        >= 400 and <= 599 and int status => status,
        { } code => Statuses.GetValueOrDefault(code, 500),
        _ => 500,
    };

    private static GenerationBatchStatus StatusOf(JsonElement job, JsonElement batch, JsonElement error)
    {
        // BATCH_STATE_… or JOB_STATE_….
        string state = batch.Text("state") ?? job.Text("state") ?? "";
        const string prefix = "STATE_";
        int start = state.IndexOf(prefix, StringComparison.Ordinal);
        bool isDone = job.Property("done")?.ValueKind == JsonValueKind.True;
        return (start < 0 ? state : state[(start + prefix.Length)..]) switch
        {
            "SUCCEEDED" or "PARTIALLY_SUCCEEDED" => GenerationBatchStatus.Completed,
            "FAILED" => Failed(),
            "CANCELLED" => GenerationBatchStatus.Cancelled,
            "EXPIRED" => GenerationBatchStatus.Expired,
            _ when isDone => error.ValueKind == JsonValueKind.Object ? Failed() : GenerationBatchStatus.Completed,
            "PENDING" or "QUEUED" or "" or "UNSPECIFIED" => GenerationBatchStatus.Pending,
            _ => GenerationBatchStatus.Running,
        };

        GenerationBatchStatus Failed() => error.ValueKind == JsonValueKind.Object && StatusOf(error) == 429 ? GenerationBatchStatus.Refused : GenerationBatchStatus.Failed;
    }

    private static IEnumerable<JsonElement> Outputs(JsonElement job)
    {
        JsonElement batch = job.Property("metadata") ?? default;
        return ((JsonElement?[])[job.Property("response"), (job.Property("response") ?? default).Property("output"), batch.Property("output"), batch.Property("dest"), job.Property("output"), job.Property("dest")]).OfType<JsonElement>();
    }

    private static DateTimeOffset? Time(JsonElement batch, string name) =>
        DateTimeOffset.TryParse(batch.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;
}
