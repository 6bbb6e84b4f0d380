using System.Text.Json.Nodes;
using SynthGen.Models;

namespace SynthGen.Adapters.Tests.Chat;

public sealed class ContinuationTests
{
    private static string Part(string text, string? token, int tokens) => Ask.Gemini(
        text,
        "CONTINUATION",
        token is null ? "" : $",\"continuationToken\":\"{token}\"",
        $"\"promptTokenCount\":{tokens},\"candidatesTokenCount\":{tokens},\"thoughtsTokenCount\":1");

    [Fact]
    public async Task Parts_are_joined_and_usage_added_up()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            new Reply(Part("[1,", "dDE=", 10)),
            new Reply(Part("2,", "dDI=", 20)),
            new Reply(Ask.Gemini("3]", usage: "\"promptTokenCount\":30,\"cachedContentTokenCount\":5,\"candidatesTokenCount\":30")));
        ChatReply reply = await Ask.ReplyAsync(
            ChatService.Gemini, server, Ask.Request with { ResponseSchema = "{}", Sampling = new ChatSampling(MaxOutputToken: 100_000) });

        Assert.Equal(("[1,2,3]", ChatFinish.Stop, "STOP"), (reply.Text, reply.Finish, reply.FinishReason));
        Assert.Equal((60, 5, 62), (reply.InputTokens, reply.CachedTokens, reply.OutputTokens));

        // The same request again, with the token beside it.
        JsonNode[] sent = [.. server.Requests.Select(request => JsonNode.Parse(request.Body)!)];
        Assert.Equal([null, "dDE=", "dDI="], sent.Select(body => (string?)body["continuationToken"]));
        foreach (JsonNode body in sent)
            body.AsObject().Remove("continuationToken");
        Assert.All(sent, body => Assert.True(JsonNode.DeepEquals(sent[0], body)));
    }

    [Fact]
    public async Task The_last_part_says_how_it_ended()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Reply(Part("a", "t", 1)), new Reply(Ask.Gemini("b", "MAX_TOKENS")));
        ChatReply reply = await Ask.ReplyAsync(ChatService.Gemini, server);

        Assert.Equal(("ab", ChatFinish.Length, "MAX_TOKENS"), (reply.Text, reply.Finish, reply.FinishReason));
    }

    [Fact]
    public async Task An_error_in_the_middle_is_an_error_of_the_whole()
    {
        ChatException fault = await Ask.FaultAsync(
            ChatService.Gemini, new Reply(Part("a", "t", 1)), new Reply("""{"error":{"code":500,"message":"Oh."}}""", 500));

        Assert.Equal((ChatErrorKind.Transient, "Oh."), (fault.Fault, fault.Message));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("always the same")]
    public async Task What_cannot_be_followed_was_cut_off(string? token)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Reply(Part("a", token, 1)));
        ChatReply reply = await Ask.ReplyAsync(ChatService.Gemini, server);

        Assert.Equal((ChatFinish.Length, "CONTINUATION"), (reply.Finish, reply.FinishReason));
        Assert.Equal(server.Requests.Count, reply.Text.Length);
        Assert.InRange(server.Requests.Count, 1, 2);
    }

    [Fact]
    public async Task Rounds_have_an_end()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            (context, _, number) => new Reply(Part("a", $"t{number}", 1)).SendAsync(context));
        ChatReply reply = await Ask.ReplyAsync(ChatService.Gemini, server);

        Assert.Equal(ChatFinish.Length, reply.Finish);
        Assert.Equal(32, server.Requests.Count);
    }

    [Fact]
    public async Task A_token_beside_another_reason_is_not_followed()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            new Reply(Ask.Gemini("a", "MAX_TOKENS", ",\"continuationToken\":\"t\"")));
        ChatReply reply = await Ask.ReplyAsync(ChatService.Gemini, server);

        Assert.Equal(ChatFinish.Length, reply.Finish);
        Assert.Single(server.Requests);
    }
}
