using CsCheck;
using SynthGen.Json;

namespace SynthGen.Core.Tests.Datasets.Formats;

/// <summary>Conversations for the formats' tests.</summary>
internal static class ConversationKit
{
    /// <summary>
    /// Two calls at once whose results come in the other order, an answer, a second question with a call that ends the row, an
    /// instruction, and three tools of which two are used.
    /// </summary>
    public static ToolConversation Two { get; } = new(
    [
        ConversationMessage.System("Be brief."),
        ConversationMessage.User("Which § are \"1\" and \"2\"?"),
        ConversationMessage.Calling([new("call_1", "lookup", JsonValue.Object(("x", 1L))), new("call_2", "search", JsonValue.Object(("words", new List<object?> { "é" }.AsReadOnly())))]),
        ConversationMessage.Result("call_2", """[{"page":2,"label":"ii","snippet":"a \"b\"","score":1.5}]"""),
        ConversationMessage.Result("call_1", "not JSON: 1"),
        ConversationMessage.Answer("Page 1, and page ii.\nNo more."),
        ConversationMessage.User("And \"3\"?"),
        ConversationMessage.Calling([new("call_3", "lookup", JsonValue.Object(("x", 3L)))]),
        ConversationMessage.Result("call_3", """{"page":3}"""),
        ConversationMessage.Answer("Page 3."),
    ])
    {
        Id = "0123456789abcdef",
        Source = "manual.txt",
        Kind = ConversationKind.FollowUp,
        AvailableTools = [FormatKit.Lookup, FormatKit.Search, FormatKit.Tool("other", "Never called.", """{"type":"object","properties":{}}""")],
    };

    /// <summary>Two calls one after the other, the second of what the first one found.</summary>
    public static ToolConversation Chain { get; } = new(
    [
        ConversationMessage.User("Who signed what \"12\" names?"),
        ConversationMessage.Calling([new("call_1", "lookup", JsonValue.Object(("x", 12L)))]),
        ConversationMessage.Result("call_1", """[{"page":12,"snippet":"See 40 — é."}]"""),
        ConversationMessage.Calling([new("call_2", "lookup", JsonValue.Object(("x", 40L)))]),
        ConversationMessage.Result("call_2", """[{"page":40,"snippet":"Signed: Ada."}]"""),
        ConversationMessage.Answer("Ada did."),
    ])
    {
        Id = "00ff00ff00ff00ff",
        Kind = ConversationKind.Sequence,
        AvailableTools = [FormatKit.Lookup],
    };

    /// <summary>No call, no instruction, and tools that are not used.</summary>
    public static ToolConversation NoTool { get; } = new([ConversationMessage.User("Thanks!"), ConversationMessage.Answer("You are welcome.")])
    {
        Id = "fedcba9876543210",
        Kind = ConversationKind.NoTool,
        AvailableTools = [FormatKit.Lookup, FormatKit.Search],
    };

    /// <summary>A call behind a text, and no result.</summary>
    public static ToolConversation Saying { get; } = new([ConversationMessage.User("Find 4."), ConversationMessage.Calling([new("call_1", "lookup", JsonValue.Object(("x", 4L)))], "I look it up.")])
    {
        Id = "0011223344556677",
        AvailableTools = [FormatKit.Lookup],
    };

    private static readonly Gen<string> Said = SampleRows.AnyText.Where(text => !string.IsNullOrWhiteSpace(text));

    private static readonly Gen<string> Result = Gen.OneOf(
        SampleRows.AnyText,
        SampleRows.AnyArguments.Select(JsonValue.ToJson),
        SampleRows.AnyArguments.Select(value => JsonValue.ToJson(JsonValue.Object(("output", value)))),
        Gen.OneOf("", "[]", "[1, 2]", "null", "\"text\"", "12", "-0", "true", "{\"a\": 1,\n \"b\": 2}", "{\"a\":1,\"a\":2}", "{\"error\":\"no\"}", "\"\\ud800\"", " {}", "</tool_response>", "{'a': None}", "{\"output\":1}", "{\"name\":\"n\",\"content\":\"c\"}", "{"));

    /// <summary>Any conversation that the formats hold: turns of the user, each with calls that get their results, and an answer.</summary>
    /// <param name="saysBesideCalls">Whether a turn may have a text beside its calls.</param>
    public static Gen<ToolConversation> Any(bool saysBesideCalls) => Gen.Select(
        Gen.Select(SampleRows.AnyText, Gen.Select(Gen.Select(Gen.Int[0, 4], SampleRows.AnyArguments).Array[1, 3], Gen.Null(Said), Result.Array[3], Gen.Int).Array[0, 3], Said).Array[1, 3],
        Gen.Select(Gen.String[Gen.Char['a', 'z'], 1, 8], SampleRows.AnyText).Array[1, 5],
        Gen.Null(SampleRows.AnyText.Where(text => text.Length > 0)),
        Gen.Bool,
        (turns, tools, system, endsWithCalls) =>
        {
            ToolDefinition[] offered = [.. tools.DistinctBy(tool => tool.Item1).Select(tool => new ToolDefinition(tool.Item1, tool.Item2, JsonValue.Object(("type", "object"))))];
            List<ConversationMessage> messages = system is null ? [] : [ConversationMessage.System(system)];
            int count = 0;
            foreach ((string query, (ValueTuple<int, IReadOnlyDictionary<string, object?>>[] Calls, string? Text, string[] Results, int Order)[] steps, string answer) in turns)
            {
                messages.Add(ConversationMessage.User(query));
                foreach ((ValueTuple<int, IReadOnlyDictionary<string, object?>>[] made, string? text, string[] results, int order) in steps)
                {
                    ConversationCall[] calls = ConversationCall.Number([.. made.Select(call => new ToolCall(offered[call.Item1 % offered.Length].Name, call.Item2))], count + 1);
                    count += calls.Length;
                    messages.Add(ConversationMessage.Calling(calls, saysBesideCalls ? text : null));
                    ConversationMessage[] answers = [.. calls.Select((call, i) => ConversationMessage.Result(call.Id, results[i]))];
                    messages.AddRange(order % 2 == 0 ? answers : answers.Reverse());
                }

                messages.Add(ConversationMessage.Answer(answer));
            }

            if (endsWithCalls)
            {
                messages.Add(ConversationMessage.User("last"));
                messages.Add(ConversationMessage.Calling(ConversationCall.Number([new ToolCall(offered[0].Name, JsonValue.Object())], count + 1)));
            }

            return new ToolConversation(messages) { Source = "a.txt", AvailableTools = offered, Kind = ConversationKind.Lookup };
        });

    /// <summary>What trainers' formats hold of a row: instruction, turns, calls, and results in the order of their calls.</summary>
    public static string Describe(DatasetRow row)
    {
        List<string> lines = [$"system: {row.System ?? "none"}"], results = [];
        foreach (ConversationMessage message in row.GetTurns())
        {
            if (message.Role == MessageRole.Tool)
            {
                results.Add($"{message.CallId!.PadLeft(10)} = {message.Text}");
                continue;
            }

            lines.AddRange(results.Order(StringComparer.Ordinal));
            results.Clear();
            lines.Add($"{message.Role}: {message.Text ?? "nothing"}");
            lines.AddRange(message.Calls.Select(call => $"{call.Id}: {call}"));
        }

        lines.AddRange(results.Order(StringComparer.Ordinal));
        lines.AddRange(row.AvailableTools.Select(tool => tool.Name).Order(StringComparer.Ordinal));
        return string.Join('\n', lines);
    }
}
