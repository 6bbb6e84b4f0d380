using SynthGen.Generation.Journal;
using SynthGen.Models;
using SynthGen.Quality.Judging;
using SynthGen.Quality.Testing;

namespace SynthGen.Core.Tests.Quality.Conversations;

public sealed class ConversationJudgeTests : IDisposable
{
    private const string User = """{"unrelated":[],"knowing":[]}""";
    private const string Calls = """{"calls":[{"call":0,"unfounded":[],"needed":true}],"not_searched":[]}""";
    private const string Answers = """{"claims":[{"claim":"inspected on March 31","from":"result"}],"unanswered":[]}""";

    private readonly MemoryPageIndex _index = GoodTalks.Index();
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    [Theory]
    [InlineData(User, Calls, Answers, null)]
    [InlineData("""{"unrelated":["the weather"],"knowing":[]}""", Calls, Answers, "Judge.Coherence: Failed (NotCoherent)")]
    [InlineData("""{"unrelated":[],"knowing":["page 1"]}""", Calls, Answers, "Judge.Naturalness: Failed (NotNatural)")]
    [InlineData(User, """{"calls":[{"call":0,"unfounded":["Oslo"],"needed":true}],"not_searched":[]}""", Answers, "Judge.ParameterAlignment: Failed (NotAligned)")]
    [InlineData(User, """{"calls":[{"call":0,"unfounded":[],"needed":false}],"not_searched":[]}""", Answers, "Judge.Minimality: Failed (NotMinimal)")]
    [InlineData(User, """{"calls":[{"call":0,"unfounded":[],"needed":true}],"not_searched":["who paid"]}""", Answers, "Judge.Sufficiency: Failed (NotSufficient)")]
    [InlineData(User, Calls, """{"claims":[{"claim":"by Kowalski","from":"neither"}],"unanswered":[]}""", "Judge.Faithfulness: Failed (NotFaithful)")]
    [InlineData(User, Calls, """{"claims":[],"unanswered":["when"]}""", "Judge.Completeness: Failed (NotComplete)")]
    [InlineData(User, """{"calls":[],"not_searched":[]}""", Answers, "Judge.ParameterAlignment: Unknown (UnusableReply)")]
    [InlineData(User, Calls, """{"claims":[{"claim":"x","from":"my memory"}],"unanswered":[]}""", "Judge.Faithfulness: Unknown (UnusableReply)")]
    public async Task The_parts_of_a_conversation_are_judged_one_by_one(string user, string calls, string answers, string? rejection)
    {
        Parts model = new(user, calls, answers);
        IReadOnlyList<GateResult> results = await Judge(model, null).JudgeAsync(GoodTalks.Lookup(_index), TestContext.Current.CancellationToken);
        Assert.Equal(rejection, new Verdict(results).Rejection?.ToString());
        Assert.Equal(7, results.Count);
        Assert.Equal(3, model.Requests.Count);
    }

    [Fact]
    public async Task What_the_user_says_is_judged_without_calls_and_results()
    {
        Parts model = new(User, Calls, Answers);
        await Judge(model, null).JudgeAsync(GoodTalks.Lookup(_index), TestContext.Current.CancellationToken);
        ChatRequest spoken = Assert.Single(model.Requests, request => request.Turns[0].Text.Contains("`knowing`", StringComparison.Ordinal));
        Assert.DoesNotContain("full_text_search", spoken.Turns[1].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("snippet", spoken.Turns[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verdict_on_a_conversation_is_remembered()
    {
        string path = Path.Combine(_folder, "judge.journal");
        ToolConversation talk = GoodTalks.Of(ConversationKind.NoTool, _index);
        for (int run = 0; run < 2; run++)
        {
            using VerdictJournal journal = VerdictJournal.Open(path, TestContext.Current.CancellationToken);
            Parts model = new(User, """{"calls":[],"not_searched":[]}""", Answers);
            IReadOnlyList<GateResult> results = await Judge(model, journal).JudgeAsync(talk, TestContext.Current.CancellationToken);
            Assert.True(new Verdict(results).Passed);
            Assert.Equal(run == 0 ? 3 : 0, model.Requests.Count);
        }
    }

    public void Dispose()
    {
        _index.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static RowJudge Judge(IChatModel model, VerdictJournal? journal) => new(model, new ChatSampling(), journal, new JournalKey("the-model", "i", "judge"));

    private sealed class Parts(string user, string calls, string answers) : IChatModel
    {
        public List<ChatRequest> Requests { get; } = [];

        public Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
        {
            lock (Requests)
                Requests.Add(request);
            string instruction = request.Turns[0].Text;
            string reply = instruction.Contains("`knowing`", StringComparison.Ordinal) ? user : instruction.Contains("`not_searched`", StringComparison.Ordinal) ? calls : answers;
            return Task.FromResult(new ChatReply(reply, ChatFinish.Stop, "stop", "the-model"));
        }

        public void Dispose()
        {
        }
    }
}
