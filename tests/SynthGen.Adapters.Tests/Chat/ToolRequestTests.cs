using SynthGen.Json;
using SynthGen.Models;

namespace SynthGen.Adapters.Tests.Chat;

public sealed class ToolRequestTests
{
    private static readonly ToolDefinition Search = new("search", "Finds pages.", (IReadOnlyDictionary<string, object?>)JsonValue.Parse(
        """{"type":"object","properties":{"query":{"type":"string","description":"The words.","minLength":1}},"required":["query"],"additionalProperties":false}""")!);

    private static readonly ChatCall[] Calls =
    [
        new("c-1", "search", """{"query": "a \"b\"", "limit": 1.50}""") { Signature = "sig/1==" },
        new("c-2", "search", """{"query": "ü"}"""),
        new("call_3", "search", "{\"query\": broken") { HasGeneratedId = true },
    ];

    private static readonly ChatRequest Request = new(
    [
        new ChatTurn(ChatRole.System, "Be brief."),
        new ChatTurn(ChatRole.User, "Who?"),
        new ChatTurn(ChatRole.Assistant, "Let me see.") { Calls = Calls },
        ChatTurn.Result(Calls[0], """[{"page":1}]"""),
        ChatTurn.Result(Calls[1], """{"error":"no"}"""),
        ChatTurn.Result(Calls[2], "{\"error\":"),
        new ChatTurn(ChatRole.Assistant, "") { Calls = [Calls[1] with { Id = "c-4" }] },
        ChatTurn.Result(Calls[1] with { Id = "c-4" }, "[]"),
        new ChatTurn(ChatRole.Assistant, "Nobody."),
        new ChatTurn(ChatRole.User, "Sure?"),
    ])
    {
        Tools = [Search],
    };

    private static async Task<string> SentAsync(ChatService service, ChatRequest request, params Reply[] replies)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(replies.Length > 0 ? replies : [new Reply(Ask.Good(service))]);
        await Ask.ReplyAsync(service, server, request);
        return server.Requests[^1].Body;
    }

    [Fact]
    public async Task OpenAI_gets_tools_calls_and_results_in_its_own_form() => Ask.SameJson(
        """
        {"model":"gemini-3.8-flash","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Who?"},
          {"role":"assistant","content":"Let me see.","tool_calls":[
            {"id":"c-1","type":"function","function":{"name":"search","arguments":"{\"query\": \"a \\\"b\\\"\", \"limit\": 1.50}"}},
            {"id":"c-2","type":"function","function":{"name":"search","arguments":"{\"query\": \"ü\"}"}},
            {"id":"call_3","type":"function","function":{"name":"search","arguments":"{}"}}]},
          {"role":"tool","tool_call_id":"c-1","content":"[{\"page\":1}]"},
          {"role":"tool","tool_call_id":"c-2","content":"{\"error\":\"no\"}"},
          {"role":"tool","tool_call_id":"call_3","content":"{\"error\":"},
          {"role":"assistant","tool_calls":[{"id":"c-4","type":"function","function":{"name":"search","arguments":"{\"query\": \"ü\"}"}}]},
          {"role":"tool","tool_call_id":"c-4","content":"[]"},
          {"role":"assistant","content":"Nobody."},{"role":"user","content":"Sure?"}],
         "tools":[{"type":"function","function":{"name":"search","description":"Finds pages.","parameters":
           {"type":"object","properties":{"query":{"type":"string","description":"The words.","minLength":1}},
            "required":["query"],"additionalProperties":false}}}]}
        """,
        await SentAsync(ChatService.OpenAI, Request));

    [Fact]
    public async Task Gemini_gets_the_results_of_one_turn_together_and_the_signature_where_it_came() => Ask.SameJson(
        """
        {"systemInstruction":{"parts":[{"text":"Be brief."}]},
         "tools":[{"functionDeclarations":[{"name":"search","description":"Finds pages.","parametersJsonSchema":
           {"type":"object","properties":{"query":{"type":"string","description":"The words.","minLength":1}},
            "required":["query"],"additionalProperties":false}}]}],
         "contents":[{"role":"user","parts":[{"text":"Who?"}]},
          {"role":"model","parts":[{"text":"Let me see."},
            {"functionCall":{"id":"c-1","name":"search","args":{"query":"a \"b\"","limit":1.50}},"thoughtSignature":"sig/1=="},
            {"functionCall":{"id":"c-2","name":"search","args":{"query":"ü"}}},
            {"functionCall":{"name":"search","args":{}}}]},
          {"role":"user","parts":[
            {"functionResponse":{"id":"c-1","name":"search","response":{"result":"[{\"page\":1}]"}}},
            {"functionResponse":{"id":"c-2","name":"search","response":{"error":"no"}}},
            {"functionResponse":{"name":"search","response":{"result":"{\"error\":"}}}]},
          {"role":"model","parts":[{"functionCall":{"id":"c-4","name":"search","args":{"query":"ü"}}}]},
          {"role":"user","parts":[{"functionResponse":{"id":"c-4","name":"search","response":{"result":"[]"}}}]},
          {"role":"model","parts":[{"text":"Nobody."}]},{"role":"user","parts":[{"text":"Sure?"}]}],
         "generationConfig":{},"store":false}
        """,
        await SentAsync(ChatService.Gemini, Request));

    [Fact]
    public async Task A_Gemini_that_does_not_know_JSON_schemas_of_tools_gets_OpenAPI_ones()
    {
        string sent = await SentAsync(
            ChatService.Gemini,
            Request,
            new Reply("""{"error":{"code":400,"status":"INVALID_ARGUMENT","message":"Invalid JSON payload received. Unknown name \"parametersJsonSchema\" at 'tools[0].function_declarations[0]': Cannot find field."}}""", 400),
            new Reply(Ask.Gemini("ok")));

        Assert.Contains("""
            "parameters":{"type":"OBJECT","properties":{"query":{"type":"STRING"
            """, sent);
        Assert.DoesNotContain("additionalProperties", sent);
    }

    [Theory]
    [InlineData("registry.ollama.ai/library/gemma:2b does not support tools", 400)]
    [InlineData("\"auto\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set", 400)]
    [InlineData("tools param requires --jinja flag", 500)]
    [InlineData("No endpoints found that support tool use. To learn more about provider routing, visit: https://openrouter.ai/docs", 404)]
    [InlineData("`tool calling` is not supported with this model", 400)]
    [InlineData("Function calling is not enabled for models/gemma-3-27b-it", 400)]
    [InlineData("Function calling is not enabled for this model", 422)]
    [InlineData("deepseek-reasoner does not support Function Calling", 400)]
    [InlineData("Unsupported parameter: 'tools' is not supported with this model.", 400)]
    [InlineData("tools is not supported in this model. For a list of supported models, refer to the documentation.", 400)]
    [InlineData("This model does not support tool use.", 400)]
    public async Task A_server_that_cannot_call_tools_is_known_by_its_words(string message, int status)
    {
        foreach (ChatService service in Enum.GetValues<ChatService>())
        {
            ChatException fault = await Ask.FaultAsync(service, new Reply($$$"""{"error":{"message":{{{System.Text.Json.JsonSerializer.Serialize(message)}}},"code":{{{status}}}}}""", status));

            Assert.Equal((ChatErrorKind.Fatal, RefusalSubject.Tools), (fault.Fault, fault.Subject));
        }
    }

    [Theory]
    [InlineData("The model `tools-7b` does not exist.", RefusalSubject.Model)]
    [InlineData("No endpoints found for tools/tool.", RefusalSubject.Model)]
    [InlineData("Failed to call a function. Please adjust your prompt. See 'failed_generation' for more details.", RefusalSubject.Reply)]
    [InlineData("The request holds a tool whose schema is wrong.", RefusalSubject.Unknown)]
    public async Task Words_about_a_tool_are_not_all_about_calling_tools(string message, RefusalSubject subject)
    {
        ChatException fault = await Ask.FaultAsync(ChatService.OpenAI, new Reply($$$"""{"error":{"message":"{{{message}}}","code":null}}""", 400));

        Assert.Equal(subject, fault.Subject);
    }

    [Fact]
    public void Tools_and_calls_count_as_input()
    {
        ChatRequest without = new([.. Request.Turns.Select(turn => turn with { Calls = [] })]);

        Assert.True(Request.EstimatedTokens > without.EstimatedTokens + 50, $"{Request.EstimatedTokens} and {without.EstimatedTokens}");
    }
}
