using System.Security.Cryptography;
using System.Text;
using SynthGen.Generation.Prompts;
using SynthGen.Json;
using SynthGen.Models;
using SynthGen.Tools;

namespace SynthGen.Quality.Judging;

/// <summary>The three questions about a conversation: what the user says, the calls, the answers.</summary>
internal static class ConversationPrompt
{
    private const string TextList = """{"type":"array","items":{"type":"string"}}""";

    private const string UserSchema =
        $$$$"""{"type":"object","properties":{"unrelated":{{{{TextList}}}},"knowing":{{{{TextList}}}}},"required":["unrelated","knowing"]}""";

    private const string CallsSchema =
        $$$$"""{"type":"object","properties":{"calls":{"type":"array","items":{"type":"object","properties":{"call":{"type":"integer"},"unfounded":{{{{TextList}}}},"needed":{"type":"boolean"}},"required":["call","unfounded","needed"]}},"not_searched":{{{{TextList}}}}},"required":["calls","not_searched"]}""";

    private const string AnswersSchema =
        $$$$"""{"type":"object","properties":{"claims":{"type":"array","items":{"type":"object","properties":{"claim":{"type":"string"},"from":{"type":"string","enum":["result","user","neither"]}},"required":["claim","from"]}},"unanswered":{{{{TextList}}}}},"required":["claims","unanswered"]}""";

    private static readonly ChatTurn UserInstruction = new(ChatRole.System, PromptSet.Embedded("JudgeUser.md"));
    private static readonly ChatTurn CallsInstruction = new(ChatRole.System, PromptSet.Embedded("JudgeCalls.md"));
    private static readonly ChatTurn AnswersInstruction = new(ChatRole.System, PromptSet.Embedded("JudgeAnswers.md"));

    private static readonly string Version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\0', UserInstruction.Text, CallsInstruction.Text, AnswersInstruction.Text))).AsSpan(0, 6));

    /// <summary>Returns the questions.</summary>
    public static IReadOnlyList<JudgeQuestion> Questions(ToolConversation row, ChatSampling sampling) =>
    [
        new(Ask(UserInstruction, Spoken(row), UserSchema, sampling), ConversationScores.OfUser, reply => ConversationScores.User(reply, row)),
        new(Ask(CallsInstruction, Whole(row), CallsSchema, sampling), ConversationScores.OfCalls, reply => ConversationScores.Calls(reply, row)),
        new(Ask(AnswersInstruction, Whole(row), AnswersSchema, sampling), ConversationScores.OfAnswers, reply => ConversationScores.Answers(reply, row)),
    ];

    /// <summary>Returns everything that the judge sees, and the version of the questions, so that other questions are asked again.</summary>
    public static string DataOf(ToolConversation row) => Version + Whole(row);

    private static ChatRequest Ask(ChatTurn instruction, string data, string schema, ChatSampling sampling)
    {
        string code = PromptWriter.Code(data);
        ChatTurn fenced = new(ChatRole.User, $"<conversation code=\"{code}\">\n{data}\n</conversation code=\"{code}\">");
        return new ChatRequest([instruction, fenced], schema) { Sampling = sampling };
    }

    private static string Spoken(ToolConversation row) => JsonValue.ToJson(row.GetTurns()
        .Where(message => message.Role != MessageRole.Tool && message.Text is not null)
        .Select((message, i) => (object?)JsonValue.Object(("number", (long)i), ("speaker", Name(message.Role)), ("text", message.Text))).ToArray());

    private static string Whole(ToolConversation row)
    {
        IReadOnlyList<ToolDefinition> tools = row.AvailableTools.Count > 0 ? row.AvailableTools : BuiltInTools.All;
        List<object?> messages = [];
        long call = 0;
        foreach (ConversationMessage message in row.GetTurns())
        {
            object?[] calls = [.. message.Calls.Select(made => (object?)JsonValue.Object(("number", call++), ("name", made.Name), ("arguments", made.Arguments)))];
            messages.Add(calls.Length == 0
                ? JsonValue.Object(("speaker", Name(message.Role)), ("text", message.Text))
                : JsonValue.Object(("speaker", Name(message.Role)), ("text", message.Text), ("calls", calls)));
        }

        return JsonValue.ToJson(JsonValue.Object(
            ("tools", tools.Select(tool => (object?)JsonValue.Object(("name", tool.Name), ("description", tool.Description), ("parameters", tool.Parameters))).ToArray()),
            ("messages", messages)));
    }

    private static string Name(MessageRole role) => role switch { MessageRole.User => "person", MessageRole.Assistant => "model", _ => "result" };
}
