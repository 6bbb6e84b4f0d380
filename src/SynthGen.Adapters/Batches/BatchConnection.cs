using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using SynthGen.Adapters.Chat;
using SynthGen.Adapters.Chat.Http;
using SynthGen.Models;

namespace SynthGen.Adapters.Batches;

/// <summary>Sends what a Batch API takes and reads what it gives. Every failure is a ChatException; keys are redacted in all that comes back.</summary>
internal sealed class BatchConnection(ServiceConnection connection) : IDisposable
{
    // A file of 100 MB over a slow line.
    private static readonly AttemptTimeout Long = new(TimeSpan.FromHours(1), TimeProvider.System);

    /// <summary>The service's base address.</summary>
    public Uri Endpoint => connection.Endpoint;

    /// <summary>Gets a JSON document.</summary>
    public Task<JsonElement> GetAsync(Uri address, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, address, null, isLong: false, cancellationToken);

    /// <summary>Posts something and reads the JSON document that comes back.</summary>
    /// <param name="address">The address.</param>
    /// <param name="content">The content; null for none.</param>
    /// <param name="isLong">Whether the content is long.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public Task<JsonElement> PostAsync(Uri address, HttpContent? content, bool isLong, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, address, content, isLong, cancellationToken);

    /// <summary>Posts something and reads a header of the response.</summary>
    public Task<string?> PostForHeaderAsync(Uri address, HttpContent content, string header, CancellationToken cancellationToken) => GuardAsync(
        () => connection.Timeout.RunAsync(
            async token =>
            {
                using HttpRequestMessage request = new(HttpMethod.Post, address) { Content = content };
                MoveHeaders(request);
                using HttpResponseMessage response = await connection.Http.SendAsync(request, token).ConfigureAwait(false);
                return response.Headers.TryGetValues(header, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;
            },
            cancellationToken),
        cancellationToken);

    /// <summary>Reads the lines of a file as they come, each a JSON document; other lines are left out.</summary>
    public async IAsyncEnumerable<JsonElement> ReadLinesAsync(Uri address, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        request.Options.Set(ServiceHandler.IsLong, true);
        using HttpResponseMessage response = await GuardAsync(
            () => connection.Timeout.RunAsync(token => connection.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token), cancellationToken), cancellationToken).ConfigureAwait(false);
        using JsonLineReader lines = new(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
        while (await GuardAsync(() => lines.ReadAsync(cancellationToken), cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (Parse(line) is { } document)
                yield return document;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    // Headers of the content that belong to the request: only these contents know them.
    private static void MoveHeaders(HttpRequestMessage request)
    {
        foreach ((string name, IEnumerable<string> values) in request.Content?.Headers.NonValidated.Where(header => header.Key.StartsWith("X-Goog-", StringComparison.OrdinalIgnoreCase)).Select(header => (header.Key, (IEnumerable<string>)header.Value.ToArray())).ToArray() ?? [])
        {
            request.Content!.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, values);
        }
    }

    private Task<JsonElement> SendAsync(HttpMethod method, Uri address, HttpContent? content, bool isLong, CancellationToken cancellationToken) => GuardAsync(
        () => (isLong ? Long : connection.Timeout).RunAsync(
            async token =>
            {
                using HttpRequestMessage request = new(method, address) { Content = content };
                MoveHeaders(request);
                using HttpResponseMessage response = await connection.Http.SendAsync(request, token).ConfigureAwait(false);
                byte[] body = await response.Content.ReadAsByteArrayAsync(token).ConfigureAwait(false);
                string text = Encoding.UTF8.GetString(body);
                return string.IsNullOrWhiteSpace(text) ? default : ParseText(text);
            },
            cancellationToken),
        cancellationToken);

    private async Task<T> GuardAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception exception) when (CallErrorMapper.Translate(exception, connection.Redactor, cancellationToken) is { } fault)
        {
            throw fault;
        }
    }

    private JsonElement? Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            return ParseText(Encoding.UTF8.GetString(line.Span));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private JsonElement ParseText(string text)
    {
        using JsonDocument document = JsonDocument.Parse(connection.Redactor.RedactReply(text));
        return document.RootElement.Clone();
    }
}
