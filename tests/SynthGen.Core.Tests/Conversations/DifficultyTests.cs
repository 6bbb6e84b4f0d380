using SynthGen.Conversations;
using SynthGen.Conversations.Difficulty;
using SynthGen.Core.Tests.Quality.Conversations;
using SynthGen.Documents;
using SynthGen.Quality.Testing;

namespace SynthGen.Core.Tests.Conversations;

public sealed class DifficultyTests : IDisposable
{
    // Twelve pages about weather, so that only the first ten of a search are found.
    private readonly MemoryPageIndex _index = new(
    [
        .. Enumerable.Range(1, 12).Select(i => new OcrPage(i, $"Rain and wind and fog on day number {i}, and rain again, and more wind.", "log.txt", i)),
        new OcrPage(13, "The keeper Ottilie Brandvold wound the clockwork of the lighthouse before dusk.", "log.txt", 13),
    ]);

    [Theory]
    [InlineData("Who wound the clockwork of the lighthouse?", QueryDifficulty.Easy)]
    [InlineData("lighthousekeeper clocks", QueryDifficulty.Medium)] // No word of the page, but its letters.
    [InlineData("Qqq zzz?", QueryDifficulty.Hard)]
    public async Task Difficulty_is_how_many_calls_find_the_page(string query, QueryDifficulty difficulty)
    {
        SearchTrace trace = await Searcher().MeasureAsync(query, Page, TestContext.Current.CancellationToken);
        Assert.Equal(difficulty, trace.Difficulty);
        Assert.Equal(difficulty == QueryDifficulty.Hard, trace.Calls is null);
    }

    [Fact]
    public void Wordings_leave_out_what_a_person_might()
    {
        Assert.Equal(["Ottilie Brandvold wound clockwork 1919", "Ottilie Brandvold 1919", "wound clockwork"], QueryWordings.Of("When had Ottilie Brandvold wound the clockwork in 1919?"));
        Assert.Empty(QueryWordings.Of("And then?"));
    }

    [Fact]
    public async Task The_hardest_page_of_a_row_counts_and_a_row_without_pages_has_no_difficulty()
    {
        SyntheticQuery row = new("Who wound the clockwork of the lighthouse?", [], 13) { Source = "log.txt" };
        Assert.Equal(QueryDifficulty.Easy, (await Searcher().MeasureAsync(row, TestContext.Current.CancellationToken))!.Difficulty);
        Assert.Null(await Searcher().MeasureAsync(row with { Page = 99 }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_query_that_is_too_easy_goes_back_with_its_trace()
    {
        List<IReadOnlyList<(string Query, string Feedback)>> asked = [];
        Queue<string> replies = new(["Who wound the clockwork?", "Qqq zzz?"]);
        string query = await new QueryHardener(Searcher(), QueryDifficulty.Hard, 2).HardenAsync(
            "Who wound the clockwork of the lighthouse?", Page, tried => { asked.Add([.. tried]); return Task.FromResult<string?>(replies.Dequeue()); }, TestContext.Current.CancellationToken);

        Assert.Equal("Qqq zzz?", query);
        Assert.Equal([1, 2], asked.Select(tried => tried.Count));
        Assert.Contains("in place 1", asked[0][0].Feedback, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hardest_wording_is_kept_where_none_is_hard_enough()
    {
        Task<string> Harden(string? reply) => new QueryHardener(Searcher(), QueryDifficulty.Hard, 1).HardenAsync(
            "lighthousekeeper clocks", Page, _ => Task.FromResult(reply), TestContext.Current.CancellationToken);
        Assert.Equal("lighthousekeeper clocks", await Harden("Who wound the clockwork of the lighthouse?"));
        Assert.Equal("lighthousekeeper clocks", await Harden(null));
    }

    [Fact]
    public async Task Conversations_that_are_easier_than_asked_for_are_dropped_with_the_reason()
    {
        using MemoryPageIndex index = GoodTalks.Index();
        ToolConversation talk = GoodTalks.Lookup(index);
        ReferenceSearcher searcher = new(index, new WordReformulator());
        ConversationPlan plan = new(1, ConversationKind.Lookup, []);
        ConversationOutcome easy = await new MeasuringGenerator(new Fixed(talk), searcher, QueryDifficulty.Easy).GenerateAsync(plan, TestContext.Current.CancellationToken);
        Assert.Equal(QueryDifficulty.Easy, Assert.Single(easy.Conversations).Difficulty);
        Assert.Equal(talk.Id, easy.Conversations[0].Id);

        ConversationOutcome hard = await new MeasuringGenerator(new Fixed(talk), searcher, QueryDifficulty.Hard).GenerateAsync(plan, TestContext.Current.CancellationToken);
        Assert.Equal((OutcomeStatus.Failed, FailureCause.Page), (hard.Status, hard.Cause!.Value));
    }

    public void Dispose() => _index.Dispose();

    private static PageKey Page => new("log.txt", 13, 13, null);

    private ReferenceSearcher Searcher() => new(_index, new WordReformulator());

    private sealed class Fixed(ToolConversation talk) : IConversationGenerator
    {
        public Task<ConversationOutcome> GenerateAsync(ConversationPlan plan, CancellationToken cancellationToken) => Task.FromResult(ConversationOutcome.Generated(plan, [talk]));
    }
}
