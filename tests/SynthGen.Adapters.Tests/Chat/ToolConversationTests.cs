using SynthGen.Adapters.Chat;
using SynthGen.Models;
using SynthGen.TestServer;
using SynthGen.TestServer.Dialects;
using SynthGen.TestServer.Faults;
using SynthGen.Tools;

namespace SynthGen.Adapters.Tests.Chat;

/// <summary>Conversations with the misbehaving server's assistant, over real HTTP.</summary>
public sealed class ToolConversationTests
{
    private const string Found = """[{"page":12,"snippet":"The covenant was signed by Harriet Ashdown on the wharf."}]""";

    private static IChatModel Model(ChatService service, ModelServer server) => new ChatModelFactory().Create(new ChatModelSettings(
        service, "probe", service == ChatService.Gemini ? server.GeminiEndpoint : server.OpenAIEndpoint, null, TimeSpan.FromSeconds(30)));

    private static async Task<(ChatReply Last, List<ChatTurn> Turns)> TalkAsync(ChatService service, ModelServer server, string question, string result, int limit = 6)
    {
        using IChatModel model = Model(service, server);
        List<ChatTurn> turns = [new(ChatRole.System, "Search, then answer."), new(ChatRole.User, question)];
        ChatReply reply;
        do
        {
            reply = await model.CompleteAsync(new ChatRequest([.. turns]) { Tools = BuiltInTools.All }, TestContext.Current.CancellationToken);
            turns.Add(ChatTurn.Of(reply));
            turns.AddRange(reply.Calls.Select(call => ChatTurn.Result(call, result)));
        }
        while (reply.Calls.Count > 0 && --limit > 0);
        return (reply, turns);
    }

    [Theory]
    [InlineData(ChatService.Gemini)]
    [InlineData(ChatService.OpenAI)]
    public async Task The_assistant_calls_reads_and_answers(ChatService service)
    {
        await using ModelServer server = await ModelServer.StartAsync();
        (ChatReply last, List<ChatTurn> turns) = await TalkAsync(service, server, "Who signed the covenant with Ashdown? When was the wharf rebuilt after the covenant?", Found);

        Assert.Equal(2, turns[2].Calls.Count);
        Assert.Equal(ChatFinish.Stop, last.Finish);
        Assert.Contains("Page 12 says: The covenant was signed", last.Text);
    }

    [Theory]
    [InlineData(ChatService.Gemini)]
    [InlineData(ChatService.OpenAI)]
    public async Task Where_nothing_fits_it_tries_again_and_says_so(ChatService service)
    {
        await using ModelServer server = await ModelServer.StartAsync();
        (ChatReply last, List<ChatTurn> turns) = await TalkAsync(service, server, "Who signed the covenant with Ashdown?", "[]");

        Assert.Equal(3, turns.Count(turn => turn.Calls.Count > 0));
        Assert.Contains("does not say so", last.Text);
    }

    [Theory]
    [InlineData(Fault.UnknownTool, "delete_everything")]
    [InlineData(Fault.BrokenArguments, "not JSON")]
    [InlineData(Fault.MisfitArguments, "42")]
    [InlineData(Fault.EarlyAnswer, "Page 1 says so")]
    [InlineData(Fault.PlaysUser, "User: Thank you")]
    [InlineData(Fault.EmptyStop, "(nothing)")]
    public async Task Faulty_turns_come_through_as_they_are(Fault fault, string trace)
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { Faults = new ScriptedFaultPlan().EveryAlways(fault) });
        foreach (ChatService service in Enum.GetValues<ChatService>())
        {
            using IChatModel model = Model(service, server);
            ChatReply reply = await model.CompleteAsync(
                new ChatRequest([new(ChatRole.User, "Who signed the covenant with Ashdown?")]) { Tools = BuiltInTools.All }, TestContext.Current.CancellationToken);

            string seen = reply.Text + string.Concat(reply.Calls.Select(call => call.Name + call.Arguments + call.GetFault()));
            Assert.Contains(service == ChatService.Gemini && fault == Fault.BrokenArguments ? "not an object" : trace, seen.Length == 0 ? "(nothing)" : seen);
        }
    }

    [Theory]
    [InlineData(ChatService.Gemini)]
    [InlineData(ChatService.OpenAI)]
    public async Task Calls_without_an_end_have_none(ChatService service)
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { Faults = new ScriptedFaultPlan().Containing("covenant", Fault.EndlessCalls) });
        (ChatReply last, _) = await TalkAsync(service, server, "Who signed the covenant with Ashdown?", Found, limit: 9);

        Assert.Equal(ChatFinish.ToolCalls, last.Finish);
    }

    [Fact]
    public async Task A_server_without_tools_refuses_and_an_older_one_takes_another_schema()
    {
        await using ModelServer none = await ModelServer.StartAsync(new() { Unknown = [Feature.Tools] });
        await using ModelServer older = await ModelServer.StartAsync(new() { Unknown = [Feature.ToolJsonSchema] });
        foreach (ChatService service in Enum.GetValues<ChatService>())
        {
            ChatException refusal = await Assert.ThrowsAsync<ChatException>(() => TalkAsync(service, none, "Who signed the covenant?", Found));
            Assert.Equal(RefusalSubject.Tools, refusal.Subject);
        }

        Assert.Contains("Page 12", (await TalkAsync(ChatService.Gemini, older, "Who signed the covenant with Ashdown?", Found)).Last.Text);
    }
}
