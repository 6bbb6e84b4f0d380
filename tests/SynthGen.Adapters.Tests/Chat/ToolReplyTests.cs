using SynthGen.Models;
using SynthGen.Tools;

namespace SynthGen.Adapters.Tests.Chat;

public sealed class ToolReplyTests
{
    private static readonly ChatRequest Request = new([new ChatTurn(ChatRole.User, "Who?")]) { Tools = BuiltInTools.All };

    private static async Task<ChatReply> ReadAsync(ChatService service, string body, ChatRequest? request = null)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Reply(body));
        return await Ask.ReplyAsync(service, server, request ?? Request);
    }

    private static Task<ChatReply> OpenAIAsync(string calls, string finish = "\"tool_calls\"", string? text = null) =>
        ReadAsync(ChatService.OpenAI, Ask.OpenAI(text, $",\"finish_reason\":{finish}", $",\"tool_calls\":[{calls}]"));

    private static Task<ChatReply> GeminiAsync(string parts, string finish = "STOP") => ReadAsync(
        ChatService.Gemini, $$$"""{"candidates":[{"content":{"role":"model","parts":[{{{parts}}}]},"finishReason":"{{{finish}}}"}],"usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":4}}""");

    private static string Seen(ChatReply reply) =>
        string.Join(" | ", reply.Calls.Select(call => $"{call.Id} {(call.ToToolCall() is { } sound ? sound.ToString() : $"{call.Name}: {call.GetFault()![..22]}")}"));

    [Theory]
    [InlineData("\"tool_calls\"")]
    [InlineData("\"stop\"")]
    [InlineData("\"function_call\"")]
    public async Task Several_calls_beside_a_text_are_read_however_the_server_says_it_ended(string finish)
    {
        ChatReply reply = await OpenAIAsync(
            """
            {"id":"a","type":"function","function":{"name":"full_text_search","arguments":"{\"query\": \"x\", \"n\": 1.50}"}},
            {"id":"b","type":"function","function":{"name":"vector_search","arguments":"{\"query\":\"y\"}"}}
            """,
            finish,
            "Let me look.");

        Assert.Equal((ChatFinish.ToolCalls, "Let me look.", 7), (reply.Finish, reply.Text, reply.OutputTokens));
        Assert.Equal("""a full_text_search({"query":"x","n":1.50}) | b vector_search({"query":"y"})""", Seen(reply));
    }

    [Theory]
    [InlineData("\"{\\\"query\\\": \\\"half\"", "a f: the arguments are not ")]
    [InlineData("\"[1]\"", "a f: the arguments are not ")]
    [InlineData("\"find it\"", "a f: the arguments are not ")]
    [InlineData("\"\\\"{}\\\"\"", "a f: the arguments are not ")]
    [InlineData("\"{\\\"q\\\":\\\"\\\\ud800\\\"}\"", "a f: the arguments are not ")]
    [InlineData("\"\"", "a f({})")]
    [InlineData("null", "a f({})")]
    [InlineData("{\"query\":\"x\"}", "a f({\"query\":\"x\"})")]
    public async Task Arguments_that_are_not_an_object_keep_the_call_with_its_fault(string arguments, string seen)
    {
        ChatReply reply = await OpenAIAsync($$$"""{"id":"a","type":"function","function":{"name":"f","arguments":{{{arguments}}}}}""");

        Assert.Equal(ChatFinish.ToolCalls, reply.Finish);
        Assert.Equal(seen.TrimEnd(), Seen(reply).TrimEnd());
    }

    [Fact]
    public async Task Ids_that_are_missing_or_come_twice_are_made()
    {
        const string Call = """{"id":"a","function":{"name":"f","arguments":"{}"}}""";
        ChatReply reply = await OpenAIAsync($$$"""{{{Call}}},{{{Call}}},{"function":{"name":"g","arguments":"{}"}}""");

        Assert.Equal(3, reply.Calls.Select(call => call.Id).Distinct().Count());
        Assert.Equal(["a", "f", "g"], [reply.Calls[0].Id, reply.Calls[1].Name, reply.Calls[2].Name]);
        Assert.Equal([false, true, true], reply.Calls.Select(call => call.HasGeneratedId));

        ChatReply next = await ReadAsync(
            ChatService.OpenAI,
            Ask.OpenAI(null, ",\"finish_reason\":\"tool_calls\"", $",\"tool_calls\":[{Call}]"),
            Request with { Turns = [.. Request.Turns, ChatTurn.Of(reply), .. reply.Calls.Select(call => ChatTurn.Result(call, "[]"))] });
        Assert.DoesNotContain(next.Calls[0].Id, reply.Calls.Select(call => call.Id));
    }

    [Fact]
    public async Task A_stream_of_pieces_is_put_together()
    {
        ChatReply reply = await ReadAsync(ChatService.OpenAI, """
            data: {"choices":[{"delta":{"role":"assistant","content":null,"tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"full_text_search","arguments":""}}]}}]}

            data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"que"}}]}}]}

            data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"ry\":\"x\"}"}},{"index":1,"id":"b","function":{"name":"vector_search","arguments":"{}"}}]}}]}

            data: {"choices":[{"delta":{},"finish_reason":"tool_calls"}]}

            data: [DONE]
            """);

        Assert.Equal("""a full_text_search({"query":"x"}) | b vector_search({})""", Seen(reply));
    }

    [Fact]
    public async Task The_older_function_call_is_a_call()
    {
        ChatReply reply = await ReadAsync(ChatService.OpenAI, Ask.OpenAI(null, ",\"finish_reason\":\"function_call\"", ",\"function_call\":{\"name\":\"f\",\"arguments\":\"{}\"}"));

        Assert.Equal((ChatFinish.ToolCalls, "call_1 f({})"), (reply.Finish, Seen(reply)));
    }

    [Fact]
    public async Task Gemini_s_calls_have_their_signature_and_no_thoughts()
    {
        ChatReply reply = await GeminiAsync(
            """
            {"text":"{\"plan\":1}","thought":true},{"functionCall":{"name":"full_text_search","args":{"query":"x"}},"thoughtSignature":"s1"},
            {"functionCall":{"id":"own","name":"vector_search"}},{"functionCall":{"name":"f","args":"half"}}
            """);

        Assert.Equal((ChatFinish.ToolCalls, ""), (reply.Finish, reply.Text));
        Assert.Equal("""call_1 full_text_search({"query":"x"}) | own vector_search({}) | call_3 f: the arguments are not """.TrimEnd(), Seen(reply).TrimEnd());
        Assert.Equal(["s1", null, null], reply.Calls.Select(call => call.Signature));
    }

    [Theory]
    [InlineData("MAX_TOKENS", ChatFinish.Length)]
    [InlineData("SAFETY", ChatFinish.Blocked)]
    [InlineData("TOO_MANY_TOOL_CALLS", ChatFinish.Other)]
    public async Task An_end_that_is_not_the_models_own_stays_what_it_is(string finish, ChatFinish expected) =>
        Assert.Equal(expected, (await GeminiAsync("""{"functionCall":{"name":"f","args":{}}}""", finish)).Finish);

    [Fact]
    public async Task A_call_that_no_request_offered_is_not_a_call()
    {
        string body = Ask.OpenAI("x", ",\"finish_reason\":\"stop\"", ",\"tool_calls\":[{\"id\":\"1\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]");
        ChatReply reply = await ReadAsync(ChatService.OpenAI, body, Ask.Request);

        Assert.Equal((ChatFinish.Stop, "x", 0), (reply.Finish, reply.Text, reply.Calls.Count));
    }

    [Fact]
    public async Task A_key_in_arguments_is_redacted()
    {
        ChatReply reply = await OpenAIAsync($$$"""{"id":"a","function":{"name":"f","arguments":"{\"query\":\"{{{Ask.Key}}}\"}"}}""");

        Assert.DoesNotContain(Ask.Key, reply.Calls[0].Arguments);
        Assert.Null(reply.Calls[0].GetFault());
    }
}
