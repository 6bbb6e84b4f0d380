using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SynthGen.Adapters.Chat;
using SynthGen.Adapters.Chat.Http;
using SynthGen.Models;
using SynthGen.Retrieval;

namespace SynthGen.Adapters.Retrieval;

/// <summary>An embedding model of a hosted service. A call sends one request. Its errors are those of chat models, with the key redacted.</summary>
internal sealed class HostedEmbedder(string model, EmbeddingFormat format, ServiceConnection connection) : ITextEmbedder
{
    /// <inheritdoc/>
    public string Name => model;

    /// <inheritdoc/>
    public int MostTexts => format.MostTexts;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, EmbeddingUse use, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.Timeout.RunAsync(token => SendAsync(texts, use, token), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (CallErrorMapper.Translate(exception, connection.Redactor, cancellationToken) is { } fault)
        {
            throw fault;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private async Task<float[][]> SendAsync(IReadOnlyList<string> texts, EmbeddingUse use, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, format.Address) { Content = Body(texts, use) };
        using HttpResponseMessage response =
            await connection.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using JsonDocument reply = await JsonDocument.ParseAsync(body, default, cancellationToken).ConfigureAwait(false);
        float[][] vectors = format.Read(reply.RootElement) ?? throw connection.Errors.From(response, reply.RootElement);
        return vectors.Length == texts.Count
            ? vectors
            : throw new ChatException(ChatErrorKind.Transient, $"The service gave {vectors.Length} vectors for {texts.Count} texts.");
    }

    private ByteArrayContent Body(IReadOnlyList<string> texts, EmbeddingUse use)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
            format.Write(json, [.. texts.Select(Valid)], use);
        return new ByteArrayContent(buffer.WrittenSpan.ToArray())
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") },
        };
    }

    // JSON cannot hold half of a surrogate pair, and the writer would throw.
    private static string Valid(string text) => text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')
        ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))
        : text;
}
