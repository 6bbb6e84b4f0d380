using System.Net;
using System.Text;
using SynthGen.Adapters.Chat.Json;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat.Http;

/// <summary>
/// The last step before the network, the same for every service: signs the request, takes the response in whole, notes its
/// headers, and makes a ChatException of whatever is no success, before an SDK turns it into something of its own.
/// </summary>
internal sealed class ServiceHandler(IRequestSigner signer, ServerErrorMapper faults, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    // A reply of a million tokens has some 4 MB.
    private const long LongestBody = 64 << 20;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;

        HttpResponseMessage? response = null;
        try
        {
            response = await SignAndSendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.Unauthorized && signer.Renew(request))
            {
                response.Dispose();
                response = await SignAndSendAsync(request, cancellationToken).ConfigureAwait(false);
            }

            await response.Content.LoadIntoBufferAsync(LongestBody, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsConnection(exception) && !cancellationToken.IsCancellationRequested)
        {
            using (response)
            {
                // A status says more than the breaking off of the body after it.
                throw response is { IsSuccessStatusCode: false } ? faults.From(response, "") : ServerErrorMapper.From(exception);
            }
        }
        catch
        {
            response?.Dispose();
            throw;
        }

        if (ResponseMetadata.Current is { } exchange)
        {
            exchange.RequestId = ResponseHeaders.RequestId(response.Headers);
            exchange.Limits = ResponseHeaders.Limits(response.Headers);
        }

        if (response.IsSuccessStatusCode)
            return response;
        using (response)
        {
            // As UTF-8 whatever the header says: a charset that nobody knows would be an exception.
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            throw faults.From(response, Encoding.UTF8.GetString(body));
        }
    }

    private async Task<HttpResponseMessage> SignAndSendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await signer.SignAsync(request, cancellationToken).ConfigureAwait(false);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    // A connect timeout is a cancellation that the caller knows nothing of; a broken gzip stream is invalid data.
    private static bool IsConnection(Exception exception) =>
        exception is HttpRequestException or IOException or InvalidDataException or OperationCanceledException;
}
