using System.Text.Json;
using SynthGen.Datasets.Formats.Writing;
using SynthGen.Json;

namespace SynthGen.Datasets.Formats.Gemini;

/// <summary>
/// Writes rows for Gemini tuning on Vertex AI: contents with functionCall parts, whose args are an object, and functionResponse
/// parts, whose response is one.
/// </summary>
internal sealed class GeminiWriter(Stream stream, DatasetOptions options) : ToolRowWriter(stream, options, ToolListJson.WriteFunction, GeminiName.Rule)
{
    /// <summary>The member of a response that holds a result that is not an object.</summary>
    public const string Output = "output";

    protected override void WriteMembers(Utf8JsonWriter json, WrittenRow row)
    {
        if (row.System is not null)
        {
            json.WritePropertyName("systemInstruction"u8);
            BeginContent(json, "system"u8);
            WriteText(json, row.System);
            EndContent(json);
        }

        json.WriteStartArray("contents"u8);
        foreach (ChatTurn turn in row.Turns)
            WriteTurn(json, turn);
        json.WriteEndArray();
        if (row.Tools.Count == 0)
            return;
        json.WriteStartArray("tools"u8);
        json.WriteStartObject();
        json.WritePropertyName("functionDeclarations"u8);
        Tools.Write(json, row.Tools);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteTurn(Utf8JsonWriter json, ChatTurn turn)
    {
        BeginContent(json, turn.Role == MessageRole.Assistant ? "model"u8 : "user"u8);
        if (turn.Text is not null)
            WriteText(json, turn.Text);
        foreach (TurnCall call in turn.Calls)
            WriteCall(json, call.Call);
        foreach (TurnResult result in turn.Results)
            WriteResponse(json, result);
        EndContent(json);
    }

    private static void WriteCall(Utf8JsonWriter json, ToolCall call)
    {
        json.WriteStartObject();
        json.WriteStartObject("functionCall"u8);
        json.WriteString("name"u8, call.Name);
        json.WritePropertyName("args"u8);
        JsonValue.Write(json, call.Arguments);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // An object that has this member alone is wrapped as well, so that it is told from a wrapping.
    private static void WriteResponse(Utf8JsonWriter json, TurnResult result)
    {
        JsonValueKind? kind = ResultValue.KindOf(result.Text, out string? onlyMember);
        bool isWrapped = kind != JsonValueKind.Object || onlyMember == Output;
        json.WriteStartObject();
        json.WriteStartObject("functionResponse"u8);
        json.WriteString("name"u8, result.Name);
        json.WritePropertyName("response"u8);
        if (isWrapped)
        {
            json.WriteStartObject();
            json.WritePropertyName(Output);
        }

        if (kind is null)
            json.WriteStringValue(result.Text);
        else
            json.WriteRawValue(result.Text, skipInputValidation: true);
        if (isWrapped)
            json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void BeginContent(Utf8JsonWriter json, ReadOnlySpan<byte> role)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, role);
        json.WriteStartArray("parts"u8);
    }

    private static void EndContent(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("text"u8, text);
        json.WriteEndObject();
    }
}
