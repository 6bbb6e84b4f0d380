using System.Text.Json.Nodes;
using SynthGen.Adapters.Chat;
using SynthGen.Adapters.Chat.OpenAI;
using SynthGen.Models;

namespace SynthGen.Adapters.Tests.Chat;

public sealed class OpenAIDialectTests
{
    private static readonly ChatRequest WithSchema = Ask.Request with
    {
        ResponseSchema = """{"type":"object"}""",
        Sampling = new ChatSampling(MaxOutputToken: 64),
    };

    private static string Form(SeenRequest request)
    {
        JsonNode? form = JsonNode.Parse(request.Body)!["response_format"];
        return form is null ? "none" : (string)form["type"]! + ((bool?)form["json_schema"]?["strict"] == true ? " strict" : "");
    }

    private static Reply Refuse(string message, int status = 400) =>
        new(new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["code"] = status } }.ToJsonString(), status);

    [Fact]
    public async Task What_a_server_refuses_is_left_out_from_then_on_and_said_once()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((context, request, _) =>
            (Form(request) switch
            {
                "json_schema strict" => Refuse("This response_format type is unavailable now"),
                "json_object" => Refuse("'messages' must contain the word 'json' to use 'response_format' of type 'json_object'.", 422),
                _ => new Reply(Ask.OpenAI("ok")),
            }).SendAsync(context));
        List<string> log = [];
        using IChatModel model = new ChatModelFactory().Create(Ask.Settings(ChatService.OpenAI, server) with { Log = log.Add });
        Assert.Equal("ok", (await model.CompleteAsync(WithSchema, CancellationToken.None)).Text);
        Assert.Equal("ok", (await model.CompleteAsync(WithSchema, CancellationToken.None)).Text);

        Assert.Equal(["json_schema strict", "json_object", "none", "none"], server.Requests.Select(Form));
        Assert.Equal(2, log.Count);
        Assert.Contains("This response_format type is unavailable now", log[0]);
    }

    [Fact]
    public async Task A_schema_that_is_not_strict_enough_is_asked_for_as_it_is()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            Refuse("Invalid schema for response_format 'reply': In context=(), 'additionalProperties' is required to be supplied and to be false."),
            new Reply(Ask.OpenAI("ok")));
        await Ask.ReplyAsync(ChatService.OpenAI, server, WithSchema);

        Assert.Equal(["json_schema strict", "json_schema"], server.Requests.Select(Form));
    }

    [Fact]
    public async Task Many_refused_at_once_learn_it_together()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((context, request, _) =>
            (Form(request) == "none" ? new Reply(Ask.OpenAI("ok")) : Refuse("response_format is not supported")).SendAsync(context));
        List<string> log = [];
        using IChatModel model = new ChatModelFactory().Create(Ask.Settings(ChatService.OpenAI, server) with { Log = line => { lock (log) log.Add(line); } });
        ChatReply[] replies = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => model.CompleteAsync(WithSchema, CancellationToken.None)));

        Assert.All(replies, reply => Assert.Equal("ok", reply.Text));
        Assert.Equal(2, log.Count);
    }

    [Fact]
    public async Task A_limit_under_another_name_is_renamed()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            Refuse("Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."),
            new Reply(Ask.OpenAI("ok")));
        await Ask.ReplyAsync(ChatService.OpenAI, server, WithSchema);

        JsonNode sent = JsonNode.Parse(server.Requests[1].Body)!;
        Assert.Equal(64, (int?)sent["max_completion_tokens"]);
        Assert.Null(sent["max_tokens"]);
        Assert.Equal("json_schema strict", Form(server.Requests[1]));
    }

    [Theory]
    [InlineData("Unknown model", 400)]
    [InlineData("max_tokens is too large: 64", 400)]
    [InlineData("response_format: no such route", 404)]
    public async Task Other_refusals_end_the_call(string message, int status)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(Refuse(message, status));
        ChatException fault = await Assert.ThrowsAsync<ChatException>(() => Ask.ReplyAsync(ChatService.OpenAI, server, WithSchema));

        Assert.Equal((ChatErrorKind.Fatal, message), (fault.Fault, fault.Message));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("https://api.openai.com/v1", true)]
    [InlineData("https://mine.openai.azure.com/openai/v1", true)]
    [InlineData("http://localhost:11434/v1", false)]
    [InlineData("https://notopenai.com/v1", false)]
    public void OpenAI_s_own_service_takes_the_new_name(string endpoint, bool itDoes) =>
        Assert.Equal(itDoes, OpenAIDialect.At(new Uri(endpoint)).MaxCompletionTokens);
}
