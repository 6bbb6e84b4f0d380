using SynthGen.Models;

namespace SynthGen.Adapters.Tests.Chat;

public sealed class GeminiReplyTests
{
    private static async Task<ChatReply> ReadAsync(string body)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Reply(body));
        return await Ask.ReplyAsync(ChatService.Gemini, server);
    }

    [Fact]
    public async Task Text_is_joined_without_thoughts_and_usage_is_counted()
    {
        ChatReply reply = await ReadAsync(
            """
            {"candidates":[{"content":{"role":"model","parts":[{"text":"I think","thought":true},{"text":"[1,"},{"functionCall":{}},{"text":"2]","thoughtSignature":"x"}]},
              "finishReason":"STOP","index":0}],
             "usageMetadata":{"promptTokenCount":100,"cachedContentTokenCount":60,"candidatesTokenCount":5,"thoughtsTokenCount":9,"totalTokenCount":114},
             "modelVersion":"gemini-3.8-flash-002","responseId":"abc"}
            """);

        Assert.Equal("[1,2]", reply.Text);
        Assert.Equal((ChatFinish.Stop, "STOP", "gemini-3.8-flash-002"), (reply.Finish, reply.FinishReason, reply.Model));
        Assert.Equal((100, 60, 14), (reply.InputTokens, reply.CachedTokens, reply.OutputTokens));
        Assert.Equal("abc", reply.RequestId);
        Assert.Null(reply.Limits);
    }

    [Theory]
    [InlineData("STOP", ChatFinish.Stop)]
    [InlineData("MAX_TOKENS", ChatFinish.Length)]
    [InlineData("SAFETY", ChatFinish.Blocked)]
    [InlineData("RECITATION", ChatFinish.Blocked)]
    [InlineData("LANGUAGE", ChatFinish.Blocked)]
    [InlineData("BLOCKLIST", ChatFinish.Blocked)]
    [InlineData("PROHIBITED_CONTENT", ChatFinish.Blocked)]
    [InlineData("SPII", ChatFinish.Blocked)]
    [InlineData("TOO_MANY_TOOL_CALLS", ChatFinish.Other)]
    [InlineData("UNEXPECTED_TOOL_CALL", ChatFinish.Other)]
    [InlineData("OTHER", ChatFinish.Other)]
    [InlineData("FINISH_REASON_UNSPECIFIED", ChatFinish.Other)]
    [InlineData("TIRED_OF_IT", ChatFinish.Other)]
    [InlineData(null, ChatFinish.Other, "(none)")]
    public async Task Every_finish_reason_has_its_row(string? word, ChatFinish finish, string? named = null)
    {
        ChatReply reply = await ReadAsync(Ask.Gemini("half", word));

        Assert.Equal((finish, named ?? word), (reply.Finish, reply.FinishReason));
        Assert.Equal("half", reply.Text);
    }

    [Theory]
    [InlineData("MAX_TOKENS", ChatFinish.Length)]
    [InlineData("STOP", ChatFinish.Stop)]
    [InlineData("SAFETY", ChatFinish.Blocked)]
    public async Task A_reply_without_parts_has_no_text(string word, ChatFinish finish)
    {
        ChatReply without = await ReadAsync(Ask.Gemini(null, word, usage: "\"promptTokenCount\":3,\"thoughtsTokenCount\":8"));
        ChatReply empty = await ReadAsync($$"""{"candidates":[{"content":{"role":"model"},"finishReason":"{{word}}"}]}""");

        Assert.Equal(("", finish, 8), (without.Text, without.Finish, without.OutputTokens));
        Assert.Equal(("", finish, null), (empty.Text, empty.Finish, empty.OutputTokens));
        Assert.Equal("gemini-3.8-flash", empty.Model);
    }

    [Theory]
    [InlineData("""{"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"},"usageMetadata":{"promptTokenCount":5}}""")]
    [InlineData("""{"candidates":[],"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"},"usageMetadata":{"promptTokenCount":5}}""")]
    public async Task A_blocked_prompt_is_a_reply_that_says_why(string body)
    {
        ChatReply reply = await ReadAsync(body);

        Assert.Equal(("", ChatFinish.Blocked, "PROHIBITED_CONTENT"), (reply.Text, reply.Finish, reply.FinishReason));
        Assert.Equal((5, null), (reply.InputTokens, reply.OutputTokens));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"candidates":[]}""")]
    [InlineData("""{"candidates":"none","promptFeedback":7}""")]
    [InlineData("[]")]
    [InlineData("\"sorry\"")]
    [InlineData("""{"candidates":[{"content":""")]
    [InlineData("")]
    public async Task What_is_no_reply_is_a_fault_of_the_moment(string body) =>
        Assert.Equal(ChatErrorKind.Transient, (await Ask.FaultAsync(ChatService.Gemini, new Reply(body))).Fault);

    [Fact]
    public async Task An_error_that_calls_itself_a_success_is_no_content()
    {
        ChatException fault = await Ask.FaultAsync(
            ChatService.Gemini, new Reply("""{"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}"""));

        Assert.Equal((ChatErrorKind.RateLimited, 503, "The model is overloaded."), (fault.Fault, fault.Status, fault.Message));
    }
}
