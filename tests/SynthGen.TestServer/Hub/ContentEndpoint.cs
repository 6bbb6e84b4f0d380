using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace SynthGen.TestServer.Hub;

/// <summary>The host of the contents. It serves them by their hash, whole or from a byte on.</summary>
internal sealed class ContentEndpoint(HubServer server)
{
    public async Task HandleAsync(HttpContext context, string sha256)
    {
        HubBehavior behavior = server.NextBehavior();
        if (server.Gate is { } gate)
            await gate.WaitAsync(context.RequestAborted);
        HttpResponse response = context.Response;
        byte[]? content = server.FindContent(sha256);
        int status = content is null ? 404 : behavior switch
        {
            HubBehavior.RateLimited => 429,
            HubBehavior.Unavailable => 503,
            HubBehavior.Expired => 403,
            HubBehavior.RangeNotSatisfiable => 416,
            _ => 200,
        };
        if (status == 429)
            response.Headers.RetryAfter = "7";
        if (status != 200)
        {
            response.StatusCode = status;
            return;
        }

        int from = behavior is HubBehavior.IgnoreRange or HubBehavior.CutWhole ? 0 : Start(context.Request);
        byte[] body = behavior switch
        {
            HubBehavior.WrongContent => [.. content!.Select(one => (byte)~one)],
            HubBehavior.LongBody => [.. content!, .. content!],
            _ => content!,
        };
        if (server.EntityTag is not null)
            response.Headers.ETag = server.EntityTag;
        if (from > 0)
        {
            response.StatusCode = 206;
            response.Headers.ContentRange = $"bytes {from}-{body.Length - 1}/{content!.Length}";
        }

        ReadOnlyMemory<byte> rest = body.AsMemory(from);
        // Without a length the client only learns it from the bytes.
        if (behavior is not (HubBehavior.ShortBody or HubBehavior.LongBody))
            response.ContentLength = rest.Length;
        bool isHalf = behavior is HubBehavior.CutBody or HubBehavior.CutWhole or HubBehavior.ShortBody or HubBehavior.Hang;
        await response.Body.WriteAsync(isHalf ? rest[..(rest.Length / 2)] : rest);
        await response.Body.FlushAsync();
        if (behavior is HubBehavior.CutBody or HubBehavior.CutWhole)
            context.Abort();
        if (behavior == HubBehavior.Hang)
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private int Start(HttpRequest request)
    {
        if (request.Headers.Range.ToString() is not { Length: > 0 } range)
            return 0;
        return request.Headers.IfRange.ToString() is { Length: > 0 } tag && tag != server.EntityTag
            ? 0
            : int.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
    }
}
