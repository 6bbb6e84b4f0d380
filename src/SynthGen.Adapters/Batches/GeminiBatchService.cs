using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using SynthGen.Adapters.Chat.Gemini;
using SynthGen.Adapters.Chat.Json;
using SynthGen.Json;
using SynthGen.Models;
using SynthGen.Models.Batches;

namespace SynthGen.Adapters.Batches;

/// <summary>Gemini's Batch API: a small job holds its requests, a large one names a file of them.</summary>
internal sealed class GeminiBatchService(BatchConnection connection) : IBatchService
{
    // 20 MB with all around it.
    private const long LongestInline = 19_000_000;
    private const string Header = "X-Goog-Upload-";

    private readonly GeminiAddress _address = new(connection.Endpoint);

    /// <summary>The API has no limit of requests; far below the 2 GB that a file may have, because the requests wait in memory.</summary>
    public BatchLimits Limits { get; } = new(int.MaxValue, 100_000_000);

    /// <inheritdoc/>
    public async Task<GenerationBatch> CreateAsync(string name, string model, IReadOnlyList<BatchRequest> requests, CancellationToken cancellationToken)
    {
        BatchContent inline = new(
            requests, _ => """{"request":""", key => $$$""","metadata":{"key":"{{{key}}}"}}""",
            $$$"""{"batch":{"displayName":"{{{name}}}","inputConfig":{"requests":{"requests":[""", ",", "]}}}}");
        using HttpContent content = inline.Length <= LongestInline ? inline : await UploadAsync(name, requests, cancellationToken).ConfigureAwait(false);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        JsonElement created = await connection.PostAsync(_address.CreateBatch(model), content, isLong: true, cancellationToken).ConfigureAwait(false);
        return GeminiBatchState.Read(created);
    }

    /// <inheritdoc/>
    public async Task<GenerationBatch> GetAsync(string id, CancellationToken cancellationToken) =>
        GeminiBatchState.Read(await connection.GetAsync(_address.Batch(id), cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public async IAsyncEnumerable<GenerationBatch> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? token = null;
        while (true)
        {
            JsonElement page = await connection.GetAsync(_address.BatchList(token), cancellationToken).ConfigureAwait(false);
            foreach (JsonElement job in page.Items("operations").Concat(page.Items("batches")))
                yield return GeminiBatchState.Read(job);
            string? next = page.Text("nextPageToken");
            if (string.IsNullOrEmpty(next) || next == token)
                yield break;
            token = next;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<BatchLine> ReadAsync(string id, IReadOnlyList<string> keys, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        JsonElement job = await connection.GetAsync(_address.Batch(id), cancellationToken).ConfigureAwait(false);
        if (GeminiBatchState.FileOf(job) is { } file)
        {
            await foreach (JsonElement line in connection.ReadLinesAsync(_address.Download(file), cancellationToken).ConfigureAwait(false))
            {
                if (GeminiBatchState.KeyOf(line) is { } key)
                    yield return new BatchLine(key, GeminiBatchState.AnswerOf(line));
            }

            yield break;
        }

        // The service keeps the order, and not always the key.
        JsonElement[] answers = [.. GeminiBatchState.AnswersOf(job)];
        bool hasOrder = answers.Length == keys.Count && answers.All(answer => GeminiBatchState.KeyOf(answer) is null);
        for (int i = 0; i < answers.Length; i++)
        {
            if ((hasOrder ? keys[i] : GeminiBatchState.KeyOf(answers[i])) is { } key)
                yield return new BatchLine(key, GeminiBatchState.AnswerOf(answers[i]));
        }
    }

    /// <inheritdoc/>
    public Task CancelAsync(string id, CancellationToken cancellationToken) => connection.PostAsync(_address.CancelBatch(id), null, isLong: false, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private async Task<HttpContent> UploadAsync(string name, IReadOnlyList<BatchRequest> requests, CancellationToken cancellationToken)
    {
        using BatchContent lines = new(requests, key => $$"""{"key":"{{key}}","request":""", _ => "}");
        using StringContent start = new(JsonValue.ToJson(JsonValue.Object(("file", JsonValue.Object(("displayName", name))))), Encoding.UTF8, "application/json");
        Add(start, "Protocol", "resumable");
        Add(start, "Command", "start");
        Add(start, "Header-Content-Length", lines.Length.ToString(CultureInfo.InvariantCulture));
        Add(start, "Header-Content-Type", "application/jsonl");
        string? place = await connection.PostForHeaderAsync(_address.Upload, start, Header + "URL", cancellationToken).ConfigureAwait(false);

        // The key goes with the file, and must not go to another host.
        if (place is null || !Uri.TryCreate(place, UriKind.Absolute, out Uri? address) || address.Authority != connection.Endpoint.Authority || address.Scheme != connection.Endpoint.Scheme)
            throw new ChatException(ChatErrorKind.Fatal, "The service named no place of its own for the file.");
        Add(lines, "Offset", "0");
        Add(lines, "Command", "upload, finalize");
        JsonElement uploaded = await connection.PostAsync(address, lines, isLong: true, cancellationToken).ConfigureAwait(false);
        string file = (uploaded.Property("file") ?? default).Text("name") ?? throw new ChatException(ChatErrorKind.Transient, "The service gave the file no name.");
        return new StringContent(
            JsonValue.ToJson(JsonValue.Object(("batch", JsonValue.Object(("displayName", name), ("inputConfig", JsonValue.Object(("fileName", file))))))), Encoding.UTF8, "application/json");
    }

    private static void Add(HttpContent content, string name, string value) => content.Headers.TryAddWithoutValidation(Header + name, value);
}
