using System.Buffers;
using System.Net;
using System.Text.Json;
using SynthGen.Json;

namespace SynthGen.Review;

/// <summary>Reads the JSON of a request, up to a length and within a time.</summary>
internal static class RequestBody
{
    /// <summary>The longest body, in bytes.</summary>
    public const int MaximumLength = 8 * 1024 * 1024;

    // A chunked body is read until as much is there as was asked for.
    private const int BlockLength = 16 * 1024;

    /// <summary>How long a body may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = JsonLine.MaximumDepth };

    /// <summary>Reads the body.</summary>
    /// <exception cref="RequestException">It is too long, too slow, or not an object.</exception>
    public static async Task<JsonElement> ReadAsync(HttpListenerRequest request, TimeProvider time)
    {
        if (request.ContentLength64 > MaximumLength)
            throw TooLong();

        ArrayBufferWriter<byte> body = new();
        long start = time.GetTimestamp();
        while (true)
        {
            int count;
            try
            {
                // The listener's streams cannot be cancelled; the connection ends with the answer.
                TimeSpan left = Patience - time.GetElapsedTime(start);
                count = left <= TimeSpan.Zero ? throw new TimeoutException()
                    : await request.InputStream.ReadAsync(body.GetMemory(BlockLength)[..BlockLength]).AsTask().WaitAsync(left, time).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                throw new RequestException(408, "BodyTooSlow", "The request did not come whole in time. Try it again.");
            }

            if (count == 0)
                return Parse(body.WrittenMemory);
            body.Advance(count);
            if (body.WrittenCount > MaximumLength)
                throw TooLong();
        }
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document.RootElement.Clone();
        }
        catch (JsonException)
        {
        }

        throw new RequestException(400, "BodyNotAnObject", "The request is not a JSON object. Send one.");
    }

    private static RequestException TooLong() => new(413, "BodyTooLong", $"The request is longer than {MaximumLength / 1024 / 1024} MB. Shorten the row.");
}

/// <summary>A request cannot be answered.</summary>
internal sealed class RequestException(int status, string id, string message) : Exception(message)
{
    /// <summary>The answer that says so.</summary>
    public Answer Answer => Answer.Error(status, id, Message);
}
