using SynthGen.Conversations;
using SynthGen.Conversations.Model;
using SynthGen.Models;
using SynthGen.TestServer;
using SynthGen.TestServer.Faults;

namespace SynthGen.Adapters.Tests.Conversations;

/// <summary>Conversations that are stopped in their middle, and go on from the journal.</summary>
public sealed class PlayedJournalTests(PlayedStage stage) : IClassFixture<PlayedStage>, IDisposable
{
    private const int Plans = 40;

    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("synthgen-").FullName, "c.journal");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    private static string Text(ConversationOutcome outcome) => string.Join('\n',
    [
        $"{outcome.Status} {outcome.Reason} {outcome.InputTokens} {outcome.OutputTokens}",
        .. outcome.Conversations.SelectMany(conversation => conversation.Messages.Select(message => message.ToString()).Prepend($"{conversation.Id} {conversation.Provenance}")),
    ]);

    private async Task<(string[] Texts, int Resumed)> PlayAsync(ModelServer server, string? path, int most = int.MaxValue)
    {
        using ReplyJournal? journal = path is null ? null : ReplyJournal.Open(path, TestContext.Current.CancellationToken);
        using IChatModel model = new Limited(PlayedStage.Model(server), most);
        List<string> texts = [];
        int resumed = 0;
        try
        {
            for (int number = 1; number <= Plans; number++)
            {
                ConversationPlan plan = PlayedStage.Plan(number);
                ConversationOutcome outcome = await stage.Generator(model, PlayedStage.OptionsOf(plan), journal).GenerateAsync(plan, TestContext.Current.CancellationToken);
                texts.Add(Text(outcome));
                resumed += outcome.IsResumed ? 1 : 0;
            }
        }
        catch (RunEndedException)
        {
        }

        return ([.. texts], resumed);
    }

    [Fact]
    public async Task A_conversation_goes_on_in_its_middle_with_the_same_words_and_nothing_is_asked_twice()
    {
        SeededFaultPlan faults = new(7, FaultKinds.Dialogue.ToDictionary(fault => fault, _ => 0.2 / FaultKinds.Dialogue.Count)) { RepliesStick = true };
        await using ModelServer server = await ModelServer.StartAsync(new() { Faults = faults });
        (string[] whole, _) = await PlayAsync(server, null);
        int sent = server.Log.Count;
        Assert.Equal(Plans, whole.Length);
        Assert.InRange(whole.Count(text => text.StartsWith("Generated", StringComparison.Ordinal)), 5, 35);
        server.Reset();

        for (int stop = 1; stop <= 10; stop++)
            await PlayAsync(server, _path, most: 3 + (stop % 4));
        (string[] texts, int resumed) = await PlayAsync(server, _path);

        Assert.Equal(whole, texts);
        Assert.InRange(resumed, 5, Plans);
        Assert.Equal(sent, server.Log.Count);

        // Once more, and nothing is sent at all.
        Assert.Equal((Plans, sent), ((await PlayAsync(server, _path)).Resumed, server.Log.Count));
    }

    [Fact]
    public async Task Another_index_prompt_or_sampling_asks_anew()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        ConversationPlan plan = PlayedStage.Plan(1);
        using ReplyJournal journal = ReplyJournal.Open(_path, TestContext.Current.CancellationToken);
        using IChatModel model = PlayedStage.Model(server);
        PlayOptions options = PlayedStage.Options();
        PlayOptions[] others = [options, options with { ResultCount = 3 }, options with { Sampling = new ChatSampling(0.5) }, options with { Backend = "Mistral" }];
        foreach (PlayOptions other in others)
            Assert.False((await stage.Generator(model, other, journal).GenerateAsync(plan, TestContext.Current.CancellationToken)).IsResumed);
        Assert.True((await stage.Generator(model, options, journal).GenerateAsync(plan, TestContext.Current.CancellationToken)).IsResumed);
        Assert.False((await stage.Generator(model, options, journal).GenerateAsync(plan with { Seed = 1 }, TestContext.Current.CancellationToken)).IsResumed);
    }

    // Ends the run before a request, as a kill would.
    private sealed class Limited(IChatModel inner, int most) : DelegatingChatModel(inner)
    {
        private int _sent;

        public override Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken) =>
            _sent++ < most ? base.CompleteAsync(request, cancellationToken) : throw new RunEndedException(RunEnd.Budget, "Stopped.");
    }
}
