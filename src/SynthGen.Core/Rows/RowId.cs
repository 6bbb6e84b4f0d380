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
        Utf8JsonWriter writer = Begin();
        writer.WriteStringValue(row.Query);
        WriteCalls(writer, row.Tools);
        writer.WriteNumberValue(row.Page);
        writer.WriteStringValue(row.Source);
        if (row.GetPageKey() is { Label: var label } key && (label is not null || key.Ordinal != key.Number))
        {
            writer.WriteStringValue(row.Label);
            writer.WriteNumberValue(row.Ordinal);
        }

        return End(writer);
    }

    /// <summary>
    /// Returns the first 16 hexadecimal digits of the SHA-256 of [[[role, text, [[name, arguments], …]], …], [[page, label,
    /// ordinal, source], …], source] as compact JSON. The ids of calls do not count, because formats have ids of their own.
    /// </summary>
    public static string Of(ToolConversation row)
    {
        Utf8JsonWriter writer = Begin();
        writer.WriteStartArray();
        foreach (ConversationMessage message in row.Messages)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue((long)message.Role);
            writer.WriteStringValue(message.Text);
            WriteCalls(writer, [.. message.Calls.Select(call => call.ToToolCall())]);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteStartArray();
        foreach (ConversationPage page in row.Pages)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(page.Page);
            writer.WriteStringValue(page.Label);
            writer.WriteNumberValue(page.Ordinal);
            writer.WriteStringValue(page.Source ?? row.Source);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteStringValue(row.Source);
        return End(writer);
    }

    private static Utf8JsonWriter Begin()
    {
        ArrayBufferWriter<byte> buffer = _buffer ??= new(1024);
        Utf8JsonWriter writer = _writer ??= new(buffer, JsonValue.Compact);
        buffer.ResetWrittenCount();
        writer.Reset();
        writer.WriteStartArray();
        return writer;
    }

    private static void WriteCalls(Utf8JsonWriter writer, IReadOnlyList<ToolCall> calls)
    {
        writer.WriteStartArray();
        foreach (ToolCall call in calls)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(call.Name);
            JsonValue.Write(writer, call.Arguments);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static string End(Utf8JsonWriter writer)
    {
        writer.WriteEndArray();
        writer.Flush();

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_buffer!.WrittenSpan, hash);
        return Convert.ToHexStringLower(hash[..8]);
    }
}
