using SynthGen.Json;

namespace SynthGen.Evaluation;

/// <summary>Calls as text: a JSON object a line, arguments in the order of their names, so that equal calls are equal texts.</summary>
internal static class CallText
{
    /// <summary>Returns the text of calls, a line each.</summary>
    public static string Of(IEnumerable<ToolCall> calls) => string.Join('\n', calls.Select(Of));

    /// <summary>Returns calls as the blocks in which a model without tool calling writes them.</summary>
    public static string InBlocks(IEnumerable<ToolCall> calls) => string.Join('\n', calls.Select(call => $"<tool_call>\n{Of(call)}\n</tool_call>"));

    private static string Of(ToolCall call) => JsonValue.ToJson(JsonValue.Object(
        ("name", call.Name),
        ("arguments", JsonValue.Object([.. call.Arguments.OrderBy(argument => argument.Key, StringComparer.Ordinal).Select(argument => (argument.Key, argument.Value))]))));
}
