using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace SynthGen.TestServer.Batches;

/// <summary>Reads and sends files of JSON lines.</summary>
internal static class JsonLines
{
    public static IEnumerable<JsonElement> Parse(byte[] content) => Encoding.UTF8.GetString(content)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line));

    public static async Task<byte[]> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using MemoryStream copy = new();
        await body.CopyToAsync(copy, cancellationToken);
        return copy.ToArray();
    }

    public static async Task SendAsync(HttpContext context, string lines)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(lines);
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = bytes.Length;
        await context.Response.BodyWriter.WriteAsync(bytes, context.RequestAborted);
    }
}
