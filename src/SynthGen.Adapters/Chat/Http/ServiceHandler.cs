using System.Net;
using System.Text;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat.Http;

/// <summary>
/// The last step before the network, the same for every service. It signs the request, reads the whole response, keeps its
/// headers, and throws a ChatException for every failure before an SDK can throw an exception of its own.
/// </summary>
internal sealed class ServiceHandler(IRequestSigner signer, ServerErrorMapper faults, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>Whether the caller reads a response itself, as it comes, because it may be long.</summary>
    public static readonly HttpRequestOptionsKey<bool> IsLong = new("SynthGen.IsLong");

    // A reply of a million tokens has about 4 MB.
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

            if (response.IsSuccessStatusCode && request.Options.TryGetValue(IsLong, out bool isLong) && isLong)
                return response;
            await response.Content.LoadIntoBufferAsync(LongestBody, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsConnection(exception) && !cancellationToken.IsCancellationRequested)
        {
            using (response)
            {
                // The status says more than the error that cut the body off.
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
            exchange.Limits = faults.Limits(response);
        }

        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode && !IsWebPage(body))
            return response;
        using (response)
        {
            // As UTF-8 whatever the header says: a charset that nobody knows would be an exception.
            throw response.IsSuccessStatusCode ? ServerErrorMapper.NotAnApi(response) : faults.From(response, Encoding.UTF8.GetString(body));
        }
    }

    private static bool IsWebPage(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith("\uFEFF"u8))
            body = body["\uFEFF"u8.Length..];
        return body.TrimStart(" \t\r\n"u8).StartsWith("<"u8);
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
