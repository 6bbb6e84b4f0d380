using System.Text.Json;
using System.Text.Json.Nodes;
using SynthGen.Adapters.Chat;
using SynthGen.Models;

namespace SynthGen.Adapters.Tests.Chat;

/// <summary>Asks a scripted server through the factory, as the product does.</summary>
internal static class Ask
{
    public const string Key = "AIza-Secret/0123456789+abcdef=";

    public static readonly ChatRequest Request = new([new ChatTurn(ChatRole.System, "Be brief."), new ChatTurn(ChatRole.User, "Page one.")]);

    public static ChatModelSettings Settings(ChatService service, ScriptedServer server, string model = "gemini-3.8-flash") => new(
        service,
        model,
        service == ChatService.Gemini ? server.Address : new Uri(server.Address, "/v1"),
        () => Key,
        TimeSpan.FromSeconds(60));

    public static IChatModel Model(ChatService service, ScriptedServer server, string model = "gemini-3.8-flash", TimeProvider? time = null) =>
        new ChatModelFactory(time ?? TimeProvider.System).Create(Settings(service, server, model));

    public static async Task<ChatReply> ReplyAsync(
        ChatService service, ScriptedServer server, ChatRequest? request = null, string model = "gemini-3.8-flash", TimeProvider? time = null)
    {
        using IChatModel chat = Model(service, server, model, time);
        return await chat.CompleteAsync(request ?? Request, CancellationToken.None);
    }

    /// <summary>Gets the error of a call and checks that it does not contain the key.</summary>
    public static async Task<ChatException> FaultAsync(ChatService service, ScriptedServer server, TimeProvider? time = null)
    {
        ChatException fault = await Assert.ThrowsAsync<ChatException>(() => ReplyAsync(service, server, time: time));
        Assert.DoesNotContain(Key, fault.ToString());
        return fault;
    }

    public static async Task<ChatException> FaultAsync(ChatService service, params Reply[] replies)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(replies);
        return await FaultAsync(service, server);
    }

    /// <summary>A generateContent response.</summary>
    public static string Gemini(string? text, string? finish = "STOP", string more = "", string usage = "")
    {
        string content = text is null ? "" : "\"content\":{\"role\":\"model\",\"parts\":[{\"text\":" + JsonSerializer.Serialize(text) + "}]},";
        return "{\"candidates\":[{" + content + "\"finishReason\":" + JsonSerializer.Serialize(finish) + more
            + "}],\"usageMetadata\":{" + usage + "},\"modelVersion\":\"gemini-3.8-flash-001\",\"responseId\":\"r-1\"}";
    }

    /// <summary>A chat completion.</summary>
    public static string OpenAI(string? text, string finish = ",\"finish_reason\":\"stop\"", string more = "") =>
        "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"served-model\",\"choices\":[{\"index\":0,"
        + "\"message\":{\"role\":\"assistant\",\"content\":" + JsonSerializer.Serialize(text) + more + "}" + finish + "}],"
        + "\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7,\"total_tokens\":18,\"prompt_tokens_details\":{\"cached_tokens\":4}}}";

    public static string Good(ChatService service, string text = "fine") => service == ChatService.Gemini ? Gemini(text) : OpenAI(text);

    public static void SameJson(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), $"expected {expected}\nactual   {actual}");
}
