using System.Net;
using System.Text;
using SynthGen.Models.Batches;

namespace SynthGen.Adapters.Batches;

/// <summary>The requests of a job as they are sent, written one by one.</summary>
/// <param name="requests">The requests.</param>
/// <param name="before">The text before a request, by its key.</param>
/// <param name="after">The text after a request, by its key.</param>
/// <param name="head">The text before all of them.</param>
/// <param name="separator">The text between two.</param>
/// <param name="tail">The text after all of them.</param>
internal sealed class BatchContent(
    IReadOnlyList<BatchRequest> requests, Func<string, string> before, Func<string, string> after, string head = "", string separator = "\n", string tail = "\n") : HttpContent
{
    /// <summary>The length in bytes.</summary>
    public long Length { get; } = Count(head) + Count(tail) + ((long)Count(separator) * (requests.Count - 1))
        + requests.Sum(request => (long)Count(before(request.Key)) + request.Body.Length + Count(after(request.Key)));

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await WriteAsync(head).ConfigureAwait(false);
        for (int i = 0; i < requests.Count; i++)
        {
            if (i > 0)
                await WriteAsync(separator).ConfigureAwait(false);
            await WriteAsync(before(requests[i].Key)).ConfigureAwait(false);
            await stream.WriteAsync(OneLine(requests[i].Body)).ConfigureAwait(false);
            await WriteAsync(after(requests[i].Key)).ConfigureAwait(false);
        }

        await WriteAsync(tail).ConfigureAwait(false);

        ValueTask WriteAsync(string text) => stream.WriteAsync(Encoding.UTF8.GetBytes(text));
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = Length;
        return true;
    }

    private static int Count(string text) => Encoding.UTF8.GetByteCount(text);

    // A line break in JSON stands between its parts alone: in a text it is escaped.
    private static ReadOnlyMemory<byte> OneLine(ReadOnlyMemory<byte> body)
    {
        if (!body.Span.ContainsAny((byte)'\n', (byte)'\r'))
            return body;
        byte[] copy = body.ToArray();
        copy.AsSpan().Replace((byte)'\n', (byte)' ');
        copy.AsSpan().Replace((byte)'\r', (byte)' ');
        return copy;
    }
}
