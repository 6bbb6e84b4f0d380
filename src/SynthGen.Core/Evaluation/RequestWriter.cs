using SynthGen.Json;
using SynthGen.Models;

namespace SynthGen.Evaluation;

/// <summary>
/// Writes the request of a decision: the row's own system message, the true history, and the tools, either by the service's tool
/// calling or in the prompt.
/// </summary>
/// <param name="inPrompt">Whether the tools are given in the prompt.</param>
/// <param name="sampling">The sampling.</param>
internal sealed class RequestWriter(bool inPrompt, ChatSampling sampling)
{
    /// <summary>Returns the request.</summary>
    /// <param name="system">The row's system message; null for none.</param>
    /// <param name="tools">The tools that are offered.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="example">The one-shot example; null for none.</param>
    public ChatRequest Write(string? system, IReadOnlyList<ToolDefinition> tools, Decision decision, (string Query, Decision Decision)? example)
    {
        // What all requests share comes first, so that prefix caches hit.
        string?[] parts =
        [
            inPrompt ? EvaluationPrompts.OfTools(tools) : null,
            system,
            example is { } shown ? EvaluationPrompts.OfExample(shown.Query, ReplyOf(shown.Decision)) : null,
        ];
        string instruction = string.Join("\n\n", parts.Where(part => !string.IsNullOrWhiteSpace(part)));
        IEnumerable<ChatTurn> turns = inPrompt ? InTurns(decision.History.Select(InWords)) : decision.History.Select(Native);
        return new ChatRequest([.. instruction.Length > 0 ? [new ChatTurn(ChatRole.System, instruction)] : Array.Empty<ChatTurn>(), .. turns])
        {
            Tools = inPrompt ? [] : tools,
            Sampling = sampling,
        };
    }

    private string ReplyOf(Decision decision) =>
        decision.Expected.Count == 0 ? decision.ExpectedText : inPrompt ? CallText.InBlocks(decision.Expected) : CallText.Of(decision.Expected);

    private static ChatTurn Native(ConversationMessage message) => new(RoleOf(message), message.Text ?? "")
    {
        Calls = [.. message.Calls.Select(call => new ChatCall(call.Id, call.Name, JsonValue.ToJson(call.Arguments)))],
        CallId = message.CallId,
    };

    // As Hermes and Qwen write calls and their results.
    private static ChatTurn InWords(ConversationMessage message) => message switch
    {
        { Role: MessageRole.Tool } => new ChatTurn(ChatRole.User, $"<tool_response>\n{message.Text}\n</tool_response>"),
        { Role: MessageRole.Assistant, Calls.Count: > 0 } => new ChatTurn(
            ChatRole.Assistant, $"{message.Text}\n{CallText.InBlocks(message.Calls.Select(call => call.ToToolCall()))}".TrimStart('\n')),
        _ => new ChatTurn(RoleOf(message), message.Text ?? ""),
    };

    // Chat templates want the two sides to take turns: the results of several calls are one turn.
    private static IEnumerable<ChatTurn> InTurns(IEnumerable<ChatTurn> turns)
    {
        List<ChatTurn> joined = [];
        foreach (ChatTurn turn in turns)
        {
            if (joined is [.., var last] && last.Role == turn.Role)
                joined[^1] = new ChatTurn(turn.Role, $"{last.Text}\n{turn.Text}");
            else
                joined.Add(turn);
        }

        return joined;
    }

    private static ChatRole RoleOf(ConversationMessage message) => message.Role switch
    {
        MessageRole.Assistant => ChatRole.Assistant,
        MessageRole.Tool => ChatRole.Tool,
        MessageRole.System => ChatRole.System,
        _ => ChatRole.User,
    };
}
