using System.Net.Http.Headers;
using System.Text.Json;
using SynthGen.Adapters.Chat.Http;
using SynthGen.Adapters.Chat.Json;
using SynthGen.Json;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat.OpenAI;

/// <summary>Stands between the network and the SDK: reads the reply, hands it on in a form that the SDK reads whatever came, and notes how it ended.</summary>
internal sealed class OpenAIReplyHandler(ServerErrorMapper faults, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            IReadOnlyList<JsonElement> documents = JsonBody.Parse(body);
            OpenAIReply reply = OpenAIReply.Read(documents);
            if (!reply.HasChoice || (reply.Error is not null && !CompleteJson.IsIn(reply.Text)))
            {
                ChatException fault = faults.From(response, reply.Error ?? documents[0]);
                (fault.InputTokens, fault.OutputTokens) = (reply.InputTokens ?? 0, reply.OutputTokens ?? 0);
                throw fault;
            }

            if (ResponseMetadata.Current is { } exchange)
                (exchange.FinishReason, exchange.Calls) = (reply.FinishReason, reply.Calls);
            response.Content = new ByteArrayContent(reply.ToBody()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
