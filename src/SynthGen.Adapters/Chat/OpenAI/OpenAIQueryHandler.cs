namespace SynthGen.Adapters.Chat.OpenAI;

/// <summary>Puts the endpoint's query behind the addresses that the SDK makes, which drops it.</summary>
internal sealed class OpenAIQueryHandler(OpenAIAddress address, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri = address.WithQuery(request.RequestUri!);
        return base.SendAsync(request, cancellationToken);
    }
}
