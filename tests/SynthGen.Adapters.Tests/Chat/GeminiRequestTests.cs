using SynthGen.Models;

namespace SynthGen.Adapters.Tests.Chat;

public sealed class GeminiRequestTests
{
    private static async Task<SeenRequest> SentAsync(ChatRequest request, string model = "gemini-3.8-flash")
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Reply(Ask.Gemini("ok")));
        await Ask.ReplyAsync(ChatService.Gemini, server, request, model);
        return Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_conversation_is_sent_with_the_key_in_its_header_and_nothing_kept()
    {
        SeenRequest sent = await SentAsync(new ChatRequest([
            new ChatTurn(ChatRole.System, "Be \"brief\"."),
            new ChatTurn(ChatRole.User, "Página uno\n<b>"),
            new ChatTurn(ChatRole.Assistant, "[]"),
            new ChatTurn(ChatRole.User, "Page two")]));

        Assert.Equal("POST", sent.Method);
        Assert.Equal("/v1beta/models/gemini-3.8-flash:generateContent", sent.Address);
        Assert.Equal(Ask.Key, sent.Headers["x-goog-api-key"]);
        Assert.False(sent.Headers.ContainsKey("Authorization"));
        Assert.StartsWith("application/json", sent.Headers["Content-Type"]);
        Ask.SameJson(
            """
            {"systemInstruction":{"parts":[{"text":"Be \"brief\"."}]},
             "contents":[{"role":"user","parts":[{"text":"Página uno\n<b>"}]},{"role":"model","parts":[{"text":"[]"}]},{"role":"user","parts":[{"text":"Page two"}]}],
             "generationConfig":{},"store":false}
            """,
            sent.Body);
    }

    [Fact]
    public async Task Sampling_and_schema_stand_in_the_configuration()
    {
        SeenRequest sent = await SentAsync(Ask.Request with
        {
            ResponseSchema = """{"type":"array","items":{"anyOf":[{"$ref":"#/$defs/a"}]},"$defs":{"a":{"const":1.50}}}""",
            Sampling = new ChatSampling(0.2, 0.9, 4096, "low", 7),
        });

        Ask.SameJson(
            """
            {"systemInstruction":{"parts":[{"text":"Be brief."}]},"contents":[{"role":"user","parts":[{"text":"Page one."}]}],
             "generationConfig":{"temperature":0.2,"topP":0.9,"maxOutputTokens":4096,"seed":7,"responseMimeType":"application/json",
               "responseJsonSchema":{"type":"array","items":{"anyOf":[{"$ref":"#/$defs/a"}]},"$defs":{"a":{"const":1.50}}},
               "thinkingConfig":{"thinkingLevel":"low"}},
             "store":false}
            """,
            sent.Body);
        Assert.Contains("1.50", sent.Body);
    }

    [Theory]
    [InlineData("gemini-3.8-flash", "minimal", """{"thinkingLevel":"minimal"}""")]
    [InlineData("gemini-3-pro-preview", "medium", """{"thinkingLevel":"medium"}""")]
    [InlineData("gemini-4-argon", "high", """{"thinkingLevel":"high"}""")]
    [InlineData("gemini-flash-latest", "High", """{"thinkingLevel":"high"}""")]
    [InlineData("gemini-2.5-flash", "minimal", """{"thinkingBudget":1024}""")]
    [InlineData("models/gemini-2.5-pro", "low", """{"thinkingBudget":1024}""")]
    [InlineData("gemini-2.5-flash-lite", "medium", """{"thinkingBudget":8192}""")]
    [InlineData("gemini-2.5-flash", "high", """{"thinkingBudget":24576}""")]
    public async Task Thinking_is_a_level_from_three_on_and_a_budget_before(string model, string effort, string thinking)
    {
        SeenRequest sent = await SentAsync(Ask.Request with { Sampling = new ChatSampling(ReasoningEffort: effort) }, model);

        Ask.SameJson(
            $$"""
            {"systemInstruction":{"parts":[{"text":"Be brief."}]},"contents":[{"role":"user","parts":[{"text":"Page one."}]}],
             "generationConfig":{"thinkingConfig":{{thinking}}},"store":false}
            """,
            sent.Body);
    }

    [Theory]
    [InlineData("models/gemini-3.8-flash", "/v1beta/models/gemini-3.8-flash:generateContent")]
    [InlineData("tunedModels/mine", "/v1beta/tunedModels/mine:generateContent")]
    [InlineData("a b?c", "/v1beta/models/a%20b%3Fc:generateContent")]
    public async Task A_models_name_stays_a_piece_of_the_path(string model, string address) =>
        Assert.Equal(address, (await SentAsync(Ask.Request, model)).Address);

    [Fact]
    public async Task An_endpoint_may_have_a_path_of_its_own()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Reply(Ask.Gemini("ok")));
        ChatModelSettings settings = Ask.Settings(ChatService.Gemini, server) with { Endpoint = new Uri(server.Address, "/proxy/") };
        using IChatModel model = new Adapters.Chat.ChatModelFactory().Create(settings);
        await model.CompleteAsync(Ask.Request, CancellationToken.None);

        Assert.Equal("/proxy/v1beta/models/gemini-3.8-flash:generateContent", server.Requests[0].Address);
    }
}
