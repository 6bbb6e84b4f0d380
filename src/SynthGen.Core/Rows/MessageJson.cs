using System.Buffers;
using System.Text.Json;
using SynthGen.Json;
using static SynthGen.Rows.CanonicalKeys;
using static SynthGen.Rows.Utf8JsonReaderChecks;

namespace SynthGen.Rows;

/// <summary>
/// Writes and reads the messages in a conversation's line. They have the shape of OpenAI's chat messages: arguments are a string
/// that holds JSON, and a call's result names the call.
/// </summary>
internal static class MessageJson
{
    private static readonly JsonEncodedText
        Role = Of("role"), Content = Of("content"), ToolCalls = Of("tool_calls"), ToolCallId = Of("tool_call_id"), Type = Of("type"), Function = Of("function");

    private static readonly JsonEncodedText[] Roles = [Of("system"), Of("user"), Of("assistant"), Of("tool")];

    /// <summary>Writes the member that holds the messages.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<ConversationMessage> messages)
    {
        json.WriteStartArray(Messages);
        foreach (ConversationMessage message in messages)
        {
            json.WriteStartObject();
            json.WriteString(Role, Roles[(int)message.Role]);
            WriteText(json, ToolCallId, message.CallId);
            json.WriteString(Content, message.Text); // Null is written as null.
            if (message.Calls.Count > 0)
                WriteCalls(json, message.Calls);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Reads the list at the reader's position.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="shared">The texts that lines share.</param>
    /// <param name="unknown">The keys that the format does not define.</param>
    /// <exception cref="FormatException">They are not messages.</exception>
    public static ConversationMessage[] Read(ref Utf8JsonReader reader, SharedTexts shared, UnknownKeys unknown)
    {
        List<ConversationMessage> messages = [];
        Expect(ref reader, JsonTokenType.StartArray, "'messages'");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            messages.Add(ReadMessage(ref reader, shared, unknown));
        return [.. messages];
    }

    private static void WriteCalls(Utf8JsonWriter json, IReadOnlyList<ConversationCall> calls)
    {
        json.WriteStartArray(ToolCalls);
        foreach (ConversationCall call in calls)
        {
            json.WriteStartObject();
            json.WriteString(Id, call.Id);
            json.WriteString(Type, Function);
            json.WriteStartObject(Function);
            json.WriteString(Name, call.Name);
            json.WriteString(Arguments, Encode(call.Arguments));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // No deeper than what reads it allows.
    private static ReadOnlySpan<byte> Encode(IReadOnlyDictionary<string, object?> arguments)
    {
        ArrayBufferWriter<byte> buffer = new(256);
        using (Utf8JsonWriter json = new(buffer, JsonValue.Compact with { MaxDepth = JsonLine.MaximumDepth }))
            JsonValue.Write(json, arguments);
        return buffer.WrittenSpan;
    }

    private static ConversationMessage ReadMessage(ref Utf8JsonReader reader, SharedTexts shared, UnknownKeys unknown)
    {
        MessageRole? role = null;
        string? text = null, callId = null;
        ConversationCall[] calls = [];
        Expect(ref reader, JsonTokenType.StartObject, "a message in 'messages'");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (Is(ref reader, "role"u8))
                role = ReadRole(ref reader);
            else if (Is(ref reader, "content"u8))
                text = ReadTextOrNull(ref reader, "messages[].content");
            else if (Is(ref reader, "tool_call_id"u8))
                callId = shared.ReadOrNull(ref reader, "messages[].tool_call_id");
            else if (Is(ref reader, "tool_calls"u8))
                calls = IsNull(ref reader) ? [] : ReadCalls(ref reader, shared, unknown);
            else
                unknown.PassOver(ref reader, "messages[].");
        }

        return new ConversationMessage(role ?? throw Missing("messages[].role"), text) { Calls = calls, CallId = callId };
    }

    private static MessageRole ReadRole(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.String, "'messages[].role'");
        for (int i = 0; i < Roles.Length; i++)
        {
            if (reader.ValueTextEquals(Roles[i].EncodedUtf8Bytes))
                return (MessageRole)i;
        }

        throw new FormatException($"'messages[].role' must be one of {string.Join(", ", Roles)}, not '{reader.GetString()}'");
    }

    private static ConversationCall[] ReadCalls(ref Utf8JsonReader reader, SharedTexts shared, UnknownKeys unknown)
    {
        List<ConversationCall> calls = new(1);
        Expect(ref reader, JsonTokenType.StartArray, "'messages[].tool_calls'");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            string? id = null;
            (string Name, IReadOnlyDictionary<string, object?> Arguments)? function = null;
            Expect(ref reader, JsonTokenType.StartObject, "a call in 'messages[].tool_calls'");
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                if (Is(ref reader, "id"u8))
                    id = shared.Read(ref reader, "messages[].tool_calls[].id");
                else if (Is(ref reader, "function"u8))
                    function = ReadFunction(ref reader, shared, unknown);
                else if (Is(ref reader, "type"u8))
                    reader.Skip();
                else
                    unknown.PassOver(ref reader, "messages[].tool_calls[].");
            }

            (string name, IReadOnlyDictionary<string, object?> arguments) = function ?? throw Missing("messages[].tool_calls[].function");
            calls.Add(new ConversationCall(id ?? throw Missing("messages[].tool_calls[].id"), name, arguments));
        }

        return [.. calls];
    }

    private static (string Name, IReadOnlyDictionary<string, object?> Arguments) ReadFunction(ref Utf8JsonReader reader, SharedTexts shared, UnknownKeys unknown)
    {
        string? name = null;
        IReadOnlyDictionary<string, object?>? arguments = null;
        Expect(ref reader, JsonTokenType.StartObject, "'messages[].tool_calls[].function'");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (Is(ref reader, "name"u8))
                name = shared.Read(ref reader, "messages[].tool_calls[].function.name");
            else if (Is(ref reader, "arguments"u8))
                arguments = ReadArguments(ref reader);
            else
                unknown.PassOver(ref reader, "messages[].tool_calls[].function.");
        }

        return (name ?? throw Missing("messages[].tool_calls[].function.name"), arguments ?? throw Missing("messages[].tool_calls[].function.arguments"));
    }

    private static IReadOnlyDictionary<string, object?> ReadArguments(ref Utf8JsonReader reader)
    {
        const string Path = "messages[].tool_calls[].function.arguments";
        using JsonDocument inner = JsonElementReader.Parse(ReadText(ref reader, Path), Path);
        return inner.RootElement.ValueKind == JsonValueKind.Object
            ? (IReadOnlyDictionary<string, object?>)JsonValue.Read(inner.RootElement)!
            : throw new FormatException($"'{Path}' must hold an object, not {JsonElementReader.NameOf(inner.RootElement.ValueKind)}");
    }
}
