using System.Net;
using SynthGen.Models;
using SynthGen.Models.Batches;

namespace SynthGen.Adapters.Chat.Http;

/// <summary>Stands in the network's place: hands a request's body to another way of delivery, and makes a response of the answer.</summary>
internal sealed class DeliveryHandler(Func<ReadOnlyMemory<byte>, CancellationToken, Task<BatchAnswer>> deliver) : HttpMessageHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        byte[] body = await request.Content!.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        BatchAnswer answer = await deliver(body, cancellationToken).ConfigureAwait(false);
        if (answer.Status == 0)
            throw new ChatException(ChatErrorKind.Transient, answer.Reason ?? "The request was not run.");

        HttpResponseMessage response = new((HttpStatusCode)answer.Status) { Content = new ReadOnlyMemoryContent(answer.Body), RequestMessage = request };
        response.Content.Headers.ContentType = new("application/json");
        if (answer.RequestId is { } id)
            response.Headers.TryAddWithoutValidation("x-request-id", id);
        return response;
    }
}
