using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SynthGen.TestServer.Model;

/// <summary>Writes JSON into a buffer that each thread keeps.</summary>
internal static class CompactJson
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static Stack<(ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)>? t_idle;

    /// <summary>Gets the JSON that <paramref name="write"/> writes. It may call this method itself.</summary>
    public static string Write<T>(T state, Action<Utf8JsonWriter, T> write) => Write(state, write, Encoding.UTF8.GetString);

    /// <summary>As bytes of the caller's.</summary>
    public static byte[] WriteBytes<T>(T state, Action<Utf8JsonWriter, T> write) => Write(state, write, static bytes => bytes.ToArray());

    private static TResult Write<T, TResult>(T state, Action<Utf8JsonWriter, T> write, Func<ReadOnlySpan<byte>, TResult> finish)
    {
        Stack<(ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)> idle = t_idle ??= new();
        if (!idle.TryPop(out (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json) pair))
        {
            ArrayBufferWriter<byte> buffer = new(4096);
            pair = (buffer, new Utf8JsonWriter(buffer, s_options));
        }

        try
        {
            write(pair.Json, state);
            pair.Json.Flush();
            return finish(pair.Buffer.WrittenSpan);
        }
        finally
        {
            pair.Buffer.ResetWrittenCount();
            pair.Json.Reset();
            idle.Push(pair);
        }
    }
}
