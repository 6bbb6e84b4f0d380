using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using SynthGen.Json;

namespace SynthGen.Rows;

/// <summary>Derives a row's id from its content.</summary>
internal static class RowId
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>
    /// Returns the first 16 hexadecimal digits of the SHA-256 of [query, [[name, arguments], …], page, source] as
    /// compact JSON; label and ordinal follow in the list if one of them differs from the page's number.
    /// </summary>
    public static string Of(SyntheticQuery row)
    {
        ArrayBufferWriter<byte> buffer = _buffer ??= new(1024);
        Utf8JsonWriter writer = _writer ??= new(buffer, JsonValue.Compact);
        buffer.ResetWrittenCount();
        writer.Reset();
        writer.WriteStartArray();
        writer.WriteStringValue(row.Query);
        writer.WriteStartArray();
        foreach (ToolCall call in row.Tools)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(call.Name);
            JsonValue.Write(writer, call.Arguments);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteNumberValue(row.Page);
        writer.WriteStringValue(row.Source);
        if (row.GetPageKey() is { Label: var label } key && (label is not null || key.Ordinal != key.Number))
        {
            writer.WriteStringValue(row.Label);
            writer.WriteNumberValue(row.Ordinal);
        }

        writer.WriteEndArray();
        writer.Flush();

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.WrittenSpan, hash);
        return Convert.ToHexStringLower(hash[..8]);
    }
}
