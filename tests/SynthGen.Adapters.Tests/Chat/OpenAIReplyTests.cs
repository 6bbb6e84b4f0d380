using SynthGen.Models;

namespace SynthGen.Adapters.Tests.Chat;

public sealed class OpenAIReplyTests
{
    private static async Task<ChatReply> ReadAsync(string body, params (string Name, string Value)[] headers)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Reply(body, 200, headers));
        return await Ask.ReplyAsync(ChatService.OpenAI, server, model: "asked-model");
    }

    [Fact]
    public async Task A_reply_is_read_with_its_headers()
    {
        ChatReply reply = await ReadAsync(
            Ask.OpenAI("[1]", more: ",\"reasoning_content\":\"I think\",\"refusal\":null"),
            ("x-request-id", "req-1"),
            ("x-ratelimit-remaining-requests", "59"),
            ("x-ratelimit-reset-requests", "120ms"),
            ("x-ratelimit-remaining-tokens", "149984"),
            ("x-ratelimit-reset-tokens", "6m0s"));

        Assert.Equal(("[1]", ChatFinish.Stop, "stop", "served-model"), (reply.Text, reply.Finish, reply.FinishReason, reply.Model));
        Assert.Equal((11, 4, 7), (reply.InputTokens, reply.CachedTokens, reply.OutputTokens));
        Assert.Equal("req-1", reply.RequestId);
        Assert.Equal(new ChatLimits(59, TimeSpan.FromMilliseconds(120), 149984, TimeSpan.FromMinutes(6)), reply.Limits);
    }

    [Fact]
    public async Task Reply_without_more_than_the_text_will_do()
    {
        ChatReply reply = await ReadAsync("""{"choices":[{"message":{"role":"assistant","content":"x"},"finish_reason":"stop"}]}""");

        Assert.Equal(("x", ChatFinish.Stop, "asked-model"), (reply.Text, reply.Finish, reply.Model));
        Assert.Equal((null, null, null), (reply.InputTokens, reply.OutputTokens, reply.Limits));
    }

    [Theory]
    [InlineData("\"stop\"", ChatFinish.Stop, "stop")]
    [InlineData("\"length\"", ChatFinish.Length, "length")]
    [InlineData("\"content_filter\"", ChatFinish.Blocked, "content_filter")]
    [InlineData("\"tool_calls\"", ChatFinish.Other, "tool_calls")]
    [InlineData("\"function_call\"", ChatFinish.Other, "function_call")]
    [InlineData("\"eos\"", ChatFinish.Stop, "eos")]
    [InlineData("\"model_length\"", ChatFinish.Length, "model_length")]
    [InlineData("\"abort\"", ChatFinish.Other, "abort")]
    [InlineData("\"tired of \\\"it\\\"\"", ChatFinish.Other, "tired of \"it\"")]
    [InlineData("null", ChatFinish.Other, "(none)")]
    [InlineData("{\"type\":\"odd\"}", ChatFinish.Other, "(none)")]
    [InlineData(null, ChatFinish.Other, "(none)")]
    public async Task Every_finish_reason_has_its_row(string? json, ChatFinish finish, string word)
    {
        ChatReply reply = await ReadAsync(Ask.OpenAI("half", json is null ? "" : $",\"finish_reason\": {json} , \"logprobs\":null"));

        Assert.Equal((finish, word, "half", 7), (reply.Finish, reply.FinishReason, reply.Text, reply.OutputTokens));
    }

    [Fact]
    public async Task A_refusal_is_blocked()
    {
        ChatReply reply = await ReadAsync(Ask.OpenAI(null, more: ",\"refusal\":\"I will not.\""));

        Assert.Equal(("", ChatFinish.Blocked, "refusal"), (reply.Text, reply.Finish, reply.FinishReason));
    }

    [Theory]
    [InlineData("<think>Rows: [9]</think>\n\n[1]", "[1]")]
    [InlineData("\n<think>and never came to an end [9]", "")]
    [InlineData("[\"<think>1</think>\"]", "[\"<think>1</think>\"]")]
    [InlineData(null, "")]
    public async Task Thoughts_in_front_are_not_content(string? content, string text) =>
        Assert.Equal(text, (await ReadAsync(Ask.OpenAI(content))).Text);

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"choices":null}""")]
    [InlineData("""{"choices":[{"message":null,"finish_reason":"stop"}]}""")]
    [InlineData("""{"choices":[{"message":{"role":"assistant","content":"x""")]
    public async Task What_is_no_reply_is_a_fault_of_the_moment(string body)
    {
        ChatException fault = await Ask.FaultAsync(ChatService.OpenAI, new Reply(body));

        Assert.Equal(ChatErrorKind.Transient, fault.Fault);
        Assert.NotEmpty(fault.Message);
    }

    [Theory]
    [InlineData("""{"error":{"message":"Provider is down","code":502}}""", ChatErrorKind.Transient, 502)]
    [InlineData("""{"error":{"message":"Provider is down","code":"rate_limit"}}""", ChatErrorKind.Transient, null)]
    [InlineData("""{"error":"Provider is down"}""", ChatErrorKind.Transient, null)]
    public async Task An_error_that_calls_itself_a_success_is_no_content(string body, ChatErrorKind fault, int? status)
    {
        ChatException exception = await Ask.FaultAsync(ChatService.OpenAI, new Reply(body));

        Assert.Equal((fault, status, "Provider is down"), (exception.Fault, exception.Status, exception.Message));
    }
}
