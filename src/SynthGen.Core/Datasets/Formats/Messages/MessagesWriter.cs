using System.Text.Json;
using SynthGen.Datasets.Formats.Writing;

namespace SynthGen.Datasets.Formats.Messages;

/// <summary>
/// Base of the writers of chat messages: {"messages": [system, user, assistant with tool_calls, tool, …], "tools": […]}.
/// Arguments are a JSON string and calls have no ids, unless a derived class changes that.
/// </summary>
/// <inheritdoc cref="ToolRowWriter" path="/param"/>
internal abstract class MessagesWriter(Stream stream, DatasetOptions options, Action<Utf8JsonWriter, ToolDefinition> writeTool, ToolNameRule? names = null)
    : ToolRowWriter(stream, options, writeTool, names)
{
    /// <summary>Whether a result names its tool.</summary>
    protected virtual bool NamesResults => false;

    /// <inheritdoc/>
    protected override void WriteMembers(Utf8JsonWriter json, WrittenRow row)
    {
        WriteMessages(json, "messages"u8, row.System, row.Turns, IdsOf(row, row.Turns.Sum(turn => turn.Calls.Count)));
        WriteTools(json, row);
    }

    /// <summary>Writes a list of messages.</summary>
    /// <param name="json">The target.</param>
    /// <param name="key">The key of the list.</param>
    /// <param name="system">The system message; null if there is none.</param>
    /// <param name="turns">The turns.</param>
    /// <param name="ids">The ids of the row's calls.</param>
    protected void WriteMessages(Utf8JsonWriter json, ReadOnlySpan<byte> key, string? system, IEnumerable<ChatTurn> turns, string?[] ids)
    {
        json.WriteStartArray(key);
        if (system is not null)
            WriteMessage(json, "system"u8, system);
        foreach (ChatTurn turn in turns)
            WriteTurn(json, turn, ids);
        json.WriteEndArray();
    }

    /// <summary>Writes the tools that a row offers, if it offers any.</summary>
    protected void WriteTools(Utf8JsonWriter json, WrittenRow row)
    {
        if (row.Tools.Count == 0)
            return;
        json.WritePropertyName("tools"u8);
        Tools.Write(json, row.Tools);
    }

    /// <summary>Returns the ids of a row's calls; null for calls without one.</summary>
    /// <param name="row">The row.</param>
    /// <param name="count">How many calls it has.</param>
    protected virtual string?[] IdsOf(WrittenRow row, int count) => new string?[count];

    /// <summary>Writes the content of a message with calls; nothing if the format has none where there is no text.</summary>
    protected virtual void WriteContent(Utf8JsonWriter json, string? text)
    {
        if (text is not null)
            json.WriteString("content"u8, text);
    }

    /// <summary>Writes the arguments of a call.</summary>
    protected virtual void WriteArguments(Utf8JsonWriter json, IReadOnlyDictionary<string, object?> arguments) => json.WriteStringValue(Text.Of(arguments));

    private void WriteTurn(Utf8JsonWriter json, ChatTurn turn, string?[] ids)
    {
        if (turn.Role == MessageRole.User)
        {
            WriteMessage(json, "user"u8, turn.Text!);
        }
        else if (turn.Role == MessageRole.Tool)
        {
            foreach (TurnResult result in turn.Results)
                WriteResult(json, result, ids[result.Index]);
        }
        else if (turn.Calls.Count == 0)
        {
            WriteMessage(json, "assistant"u8, turn.Text!);
        }
        else
        {
            json.WriteStartObject();
            json.WriteString("role"u8, "assistant"u8);
            WriteContent(json, turn.Text);
            json.WriteStartArray("tool_calls"u8);
            foreach (TurnCall call in turn.Calls)
                WriteCall(json, ids[call.Index], call.Call);
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private void WriteCall(Utf8JsonWriter json, string? id, ToolCall call)
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

    private void WriteResult(Utf8JsonWriter json, TurnResult result, string? id)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, "tool"u8);
        if (id is not null)
            json.WriteString("tool_call_id"u8, id);
        if (NamesResults)
            json.WriteString("name"u8, result.Name);
        json.WriteString("content"u8, result.Text);
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, ReadOnlySpan<byte> role, string content)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, role);
        json.WriteString("content"u8, content);
        json.WriteEndObject();
    }
}
