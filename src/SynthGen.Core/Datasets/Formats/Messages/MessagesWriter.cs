using System.Text.Json;
using SynthGen.Datasets.Formats.Writing;

namespace SynthGen.Datasets.Formats.Messages;

/// <summary>
/// Base of the writers of chat messages: {"messages": [system, user, assistant with tool_calls], "tools": […]}. Arguments are
/// a JSON string and calls have no ids, unless a derived class changes that.
/// </summary>
/// <inheritdoc cref="ToolRowWriter" path="/param"/>
internal abstract class MessagesWriter(Stream stream, DatasetOptions options, Action<Utf8JsonWriter, ToolDefinition> writeTool, ToolNameRule? names = null)
    : ToolRowWriter(stream, options, writeTool, names)
{
    /// <inheritdoc/>
    protected override void WriteMembers(Utf8JsonWriter json, SyntheticQuery row, string? system, IReadOnlyList<ToolDefinition> offered)
    {
        json.WriteStartArray("messages"u8);
        if (system is not null)
            WriteMessage(json, "system"u8, system);
        WriteMessage(json, "user"u8, row.Query);
        json.WriteStartObject();
        json.WriteString("role"u8, "assistant"u8);
        WriteContent(json);
        json.WriteStartArray("tool_calls"u8);
        WriteCalls(json, row);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WritePropertyName("tools"u8);
        Tools.Write(json, offered);
    }

    /// <summary>Writes the content of the assistant's message; nothing if the format has no content beside calls.</summary>
    protected virtual void WriteContent(Utf8JsonWriter json)
    {
    }

    /// <summary>Writes the calls of a row.</summary>
    protected virtual void WriteCalls(Utf8JsonWriter json, SyntheticQuery row)
    {
        foreach (ToolCall call in row.Tools)
            WriteCall(json, null, call);
    }

    /// <summary>Writes a call.</summary>
    protected void WriteCall(Utf8JsonWriter json, string? id, ToolCall call)
    {
        json.WriteStartObject();
        if (id is not null)
            json.WriteString("id"u8, id);
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        json.WriteString("name"u8, call.Name);
        json.WritePropertyName("arguments"u8);
        WriteArguments(json, call.Arguments);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes the arguments of a call.</summary>
    protected virtual void WriteArguments(Utf8JsonWriter json, IReadOnlyDictionary<string, object?> arguments) => json.WriteStringValue(Text.Of(arguments));

    private static void WriteMessage(Utf8JsonWriter json, ReadOnlySpan<byte> role, string content)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, role);
        json.WriteString("content"u8, content);
        json.WriteEndObject();
    }
}
