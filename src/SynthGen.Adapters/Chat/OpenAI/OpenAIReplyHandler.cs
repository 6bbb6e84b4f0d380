using System.Net.Http.Headers;
using System.Text.Json;
using SynthGen.Adapters.Chat.Http;

namespace SynthGen.Adapters.Chat.OpenAI;

/// <summary>Makes replies readable that the SDK would fail on, before it sees them, and keeps the original finish reason.</summary>
internal sealed class OpenAIReplyHandler(ServerErrorMapper faults, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            byte[] bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            OpenAIReplyBody body = OpenAIReplyBody.Read(bytes);
            if (!body.HasChoice)
            {
                using JsonDocument document = JsonDocument.Parse(bytes);
                throw faults.From(response, document.RootElement);
            }

            if (ResponseMetadata.Current is { } exchange)
                exchange.FinishReason = body.FinishReason;

            MediaTypeHeaderValue? type = response.Content.Headers.ContentType;
            response.Content = new ByteArrayContent(body.Readable(bytes)) { Headers = { ContentType = type } };
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
