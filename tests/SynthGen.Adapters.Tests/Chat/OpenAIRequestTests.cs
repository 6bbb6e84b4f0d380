using SynthGen.Models;

namespace SynthGen.Adapters.Tests.Chat;

public sealed class OpenAIRequestTests
{
    [Fact]
    public async Task A_conversation_is_sent_with_the_key_in_its_header()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Reply(Ask.OpenAI("ok")));
        await Ask.ReplyAsync(
            ChatService.OpenAI,
            server,
            new ChatRequest([
                new ChatTurn(ChatRole.System, "Be brief."),
                new ChatTurn(ChatRole.User, "Página"),
                new ChatTurn(ChatRole.Assistant, "[]"),
                new ChatTurn(ChatRole.User, "Two")]),
            "qwen3:8b");

        SeenRequest sent = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/v1/chat/completions"), (sent.Method, sent.Address));
        Assert.Equal("Bearer " + Ask.Key, sent.Headers["Authorization"]);
        Ask.SameJson(
            """
            {"model":"qwen3:8b","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Página"},
              {"role":"assistant","content":"[]"},{"role":"user","content":"Two"}]}
            """,
            sent.Body);
    }

    [Fact]
    public async Task Sampling_and_schema_are_sent_as_given()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Reply(Ask.OpenAI("ok")));
        await Ask.ReplyAsync(
            ChatService.OpenAI,
            server,
            Ask.Request with
            {
                ResponseSchema = """{"type":"object","properties":{"limit":{"type":"integer","minimum":1}}}""",
                Sampling = new ChatSampling(0.2, 0.9, 512, "Minimal", 7),
            },
            "m");

        // The limit has the name that other servers know, and the schema lacks the additions of strict mode.
        Ask.SameJson(
            """
            {"model":"m","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Page one."}],
             "temperature":0.2,"top_p":0.9,"max_tokens":512,"seed":7,"reasoning_effort":"minimal",
             "response_format":{"type":"json_schema","json_schema":{"name":"reply","strict":true,
               "schema":{"type":"object","properties":{"limit":{"type":"integer","minimum":1}}}}}}
            """,
            server.Requests[0].Body);
    }

    [Fact]
    public async Task A_local_server_needs_no_key()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Reply(Ask.OpenAI("ok")));
        using IChatModel model = new Adapters.Chat.ChatModelFactory().Create(
            Ask.Settings(ChatService.OpenAI, server) with { ApiKey = null, Endpoint = new Uri(server.Address, "/v1/") });
        await model.CompleteAsync(Ask.Request, CancellationToken.None);

        Assert.False(server.Requests[0].Headers.ContainsKey("Authorization"));
        Assert.Equal("/v1/chat/completions", server.Requests[0].Address);
    }

    [Fact]
    public async Task The_key_is_asked_for_with_every_request()
    {
        int asked = 0;
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Reply(Ask.OpenAI("ok")));
        using IChatModel model = new Adapters.Chat.ChatModelFactory().Create(
            Ask.Settings(ChatService.OpenAI, server) with { ApiKey = () => $" key-of-a-service-{++asked}\n" });
        await model.CompleteAsync(Ask.Request, CancellationToken.None);
        await model.CompleteAsync(Ask.Request, CancellationToken.None);

        Assert.Equal(["Bearer key-of-a-service-1", "Bearer key-of-a-service-2"], server.Requests.Select(request => request.Headers["Authorization"]));
    }
}
