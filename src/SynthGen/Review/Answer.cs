using System.Buffers;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using SynthGen.Json;

namespace SynthGen.Review;

/// <summary>An answer to a request.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The type of the content; null without content.</param>
/// <param name="Content">The content.</param>
internal sealed record Answer(int Status, string? ContentType, ReadOnlyMemory<byte> Content)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Escapes what a browser could take for markup, wherever the text ends up.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), MaxDepth = JsonLine.MaximumDepth * 2, SkipValidation = true };

    /// <summary>The address to go on to; null without one.</summary>
    public string? Location { get; init; }

    /// <summary>Whether the server ends after it.</summary>
    public bool IsLast { get; init; }

    /// <summary>An answer without content.</summary>
    public static Answer Empty { get; } = new(204, null, default);

    /// <summary>An answer in JSON.</summary>
    public static Answer Json(Action<Utf8JsonWriter> write, int status = 200)
    {
        ArrayBufferWriter<byte> buffer = new(4096);
        using (Utf8JsonWriter json = new(buffer, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return new Answer(status, "application/json; charset=utf-8", buffer.WrittenMemory);
    }

    /// <summary>An error.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="id">Its id.</param>
    /// <param name="message">What happened, with advice.</param>
    public static Answer Error(int status, string id, string message) => Json(
        json =>
        {
            json.WriteString("error", id);
            json.WriteString("message", message);
        },
        status);

    /// <summary>Another address of the server.</summary>
    public static Answer Redirect(string path) => new(303, null, default) { Location = path };

    /// <summary>Sends the answer.</summary>
    /// <exception cref="TimeoutException">The browser does not read it.</exception>
    public async Task WriteAsync(HttpListenerResponse response)
    {
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.RedirectLocation = Location;

        // What a refused request still sends is not read.
        if (Status >= 400)
            response.KeepAlive = false;
        if (Status != 204)
            response.ContentLength64 = Content.Length;
        if (!Content.IsEmpty)
            await response.OutputStream.WriteAsync(Content).AsTask().WaitAsync(Patience).ConfigureAwait(false);
        response.Close();
    }
}
