using System.Text.RegularExpressions;
using SynthGen.Adapters.Retrieval;
using SynthGen.Conversations;
using SynthGen.Conversations.Planning;
using SynthGen.Conversations.Template;
using SynthGen.Retrieval;

namespace SynthGen.Adapters.Tests.Conversations;

/// <summary>Conversations of a small document, on its real index.</summary>
public sealed partial class TemplateConversationTests : IClassFixture<TemplateConversationTests.Inquiry>
{
    private readonly Inquiry _document;

    public TemplateConversationTests(Inquiry document) => _document = document;

    public static TheoryData<ConversationKind> Kinds => [.. Enum.GetValues<ConversationKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_kind_is_made_and_proves_itself(ConversationKind kind)
    {
        (List<ToolConversation> made, ConversationSummary summary) = await MakeAsync([kind], 3);
        Assert.True(made.Count > 0, summary.Kinds[0].ToString());
        Assert.All(made, talk =>
        {
            Assert.Equal(kind, talk.Kind);
            Prove(talk);
        });
    }

    [Fact]
    public async Task Every_result_is_what_the_call_gives_again()
    {
        (List<ToolConversation> made, _) = await MakeAsync(Enum.GetValues<ConversationKind>(), 20);
        foreach (ToolConversation talk in made)
        {
            ToolRunner runner = ToolRunner.Of(_document.Index, talk);
            Dictionary<string, ConversationCall> calls = talk.Messages.SelectMany(message => message.Calls).ToDictionary(call => call.Id);
            Assert.All(talk.Messages.Where(message => message.Role == MessageRole.Tool), message => Assert.Equal(message.Text, runner.Run(calls[message.CallId!])));
        }
    }

    [Fact]
    public async Task Words_of_a_call_were_said_or_shown_before()
    {
        (List<ToolConversation> made, _) = await MakeAsync(Enum.GetValues<ConversationKind>(), 20);
        foreach (ToolConversation talk in made)
        {
            string known = "";
            foreach (ConversationMessage message in talk.Messages)
            {
                foreach (string word in message.Calls.SelectMany(call => Words(call.Arguments["query"]!.ToString()!)))
                    Assert.Contains(word, Words(known));
                if (message.Role is MessageRole.User or MessageRole.Tool)
                    known += " " + message.Text;
            }
        }
    }

    [Fact]
    public async Task The_user_names_no_page_and_no_tool()
    {
        (List<ToolConversation> made, _) = await MakeAsync(Enum.GetValues<ConversationKind>(), 30);
        Assert.All(made.SelectMany(talk => talk.Messages).Where(message => message.Role == MessageRole.User), message =>
        {
            Assert.DoesNotMatch(@"(?i)\bpage\s+\d|_search", message.Text);
            Assert.DoesNotContain("{", message.Text);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public async Task The_same_seed_gives_the_same_however_many_are_in_work(int workers)
    {
        (List<ToolConversation> made, _) = await MakeAsync(Enum.GetValues<ConversationKind>(), 20, seed: 5, workers);
        (List<ToolConversation> again, _) = await MakeAsync(Enum.GetValues<ConversationKind>(), 20, seed: 5, workers: 3);
        (List<ToolConversation> other, _) = await MakeAsync(Enum.GetValues<ConversationKind>(), 20, seed: 6);
        Assert.Equal(made.Select(Text), again.Select(Text));
        Assert.NotEqual(made.Select(Text), other.Select(Text));
    }

    [Fact]
    public async Task What_a_document_cannot_give_is_counted_with_its_reason()
    {
        OcrPage[] pages = [new(1, "the rent was paid late and nobody knew why."), new(2, "it rained for a week.")];
        using PageIndex index = await BuildAsync(pages);
        ConversationRun run = new(
            new ConversationPlanner(index, ((IPageIndex)index).Keys, [], null, 1), new TemplateConversationGenerator(index, 1),
            ConversationKinds.Draw(Enum.GetValues<ConversationKind>().ToDictionary(kind => kind, _ => 1.0), 20, 1), 2, TestContext.Current.CancellationToken);
        while (await run.TakeAsync() is not null)
        {
        }

        Assert.All(run.Summary.Kinds.Where(kind => kind.Kind != ConversationKind.NoTool), kind =>
        {
            Assert.Equal(0, kind.Generated);
            Assert.NotEmpty(kind.Dropped);
        });
        Assert.Equal(2, run.Summary.Generated);
    }

    [Fact]
    public async Task Given_rows_are_asked_as_they_are()
    {
        OcrPage page = _document.Pages[8];
        string quote = "On February 17, 2019, Arnott contacted the coast guard when the ferry began to list.";
        SyntheticQuery row = new("When did the pilot contact the coast guard?", [new ToolCall("full_text_search", Json.JsonValue.Object(("query", "contact coast guard")))], page.Number)
        {
            Source = page.Source,
            Evidence = Evidence.At(page, page.Text.IndexOf(quote, StringComparison.Ordinal), quote.Length),
        };
        ConversationRun run = new(
            new ConversationPlanner(_document.Index, [((IPageIndex)_document.Index).Keys[8]], [row], null, 1), new TemplateConversationGenerator(_document.Index, 1, 3, "Be brief."),
            [ConversationKind.Lookup], 1, TestContext.Current.CancellationToken);
        ConversationOutcome? outcome = await run.TakeAsync();
        ToolConversation talk = Assert.Single(outcome!.Conversations);
        Assert.Contains(row.Query, talk.Query);
        Assert.Equal("Be brief.", talk.SystemPrompt);
        Assert.Equal(3, talk.Provenance!.ResultCount);
        Prove(talk);
    }

    // Shares no code with the generator.
    private void Prove(ToolConversation talk)
    {
        List<IReadOnlyList<ShownPage>> results = [.. talk.Messages.Where(message => message.Role == MessageRole.Tool).Select(message => SearchResultJson.Read(message.Text)!)];
        string last = talk.Messages[^1].Text!;
        Assert.Equal(MessageRole.Assistant, talk.Messages[^1].Role);
        int[] cited = [.. Regex.Matches(last, @"(?i)\bpage (\d+)").Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];
        foreach (ConversationPage page in talk.Pages.Where(_ => talk.Kind != ConversationKind.MissingTool))
            Assert.Contains(results, pages => pages.Any(shown => shown.Page == page.Page && shown.Snippet.Contains(OneLine(page.Evidence!.Quote), StringComparison.Ordinal)));

        switch (talk.Kind)
        {
            case ConversationKind.Lookup:
                Assert.Single(results);
                Assert.Equal(talk.Pages.Select(page => page.Page), cited);
                Assert.Contains(OneLine(talk.Pages[0].Evidence!.Quote), last);
                break;
            case ConversationKind.Parallel:
                Assert.Equal(results.Count, Assert.Single(talk.Messages, message => message.Calls.Count > 0).Calls.Count);
                Assert.Equal(results.Count, talk.Pages.Count);
                Assert.All(talk.Pages.Zip(results), pair => Assert.Contains(pair.Second, shown => shown.Page == pair.First.Page));
                Assert.Equal(talk.Pages.Select(page => page.Page), cited);
                break;
            case ConversationKind.Sequence:
                Assert.True(results.Count > 1);
                Assert.DoesNotContain(results[0], shown => shown.Page == talk.Pages[^1].Page);
                string[] hidden = [.. Words(CallsOf(talk)[1].Arguments["query"]!.ToString()!).Except(Words(talk.Query))];
                Assert.NotEmpty(hidden);
                Assert.All(hidden, word => Assert.Contains(word, results[0].SelectMany(shown => Words(shown.Snippet))));
                break;
            case ConversationKind.Compare:
                Assert.Equal(2, results.Count);
                Assert.Equal(2, talk.Pages.Select(page => page.Page).Distinct().Count());
                Assert.Equal(talk.Pages.Select(page => page.Page), cited);
                break;
            case ConversationKind.Recover:
                Assert.Equal(2, results.Count);
                Assert.DoesNotContain(results[0], shown => shown.Page == talk.Page);
                Assert.Contains(results[1], shown => shown.Page == talk.Page);
                break;
            case ConversationKind.FollowUp:
                Assert.Equal(2, talk.Messages.Count(message => message.Role == MessageRole.User));
                Assert.All(CallsOf(talk), call => Assert.DoesNotMatch(@"(?i)\b(they|them|their|it|its)\b", call.Arguments["query"]!.ToString()));
                Assert.Matches(@"(?i)\b(they|them|their|it|its)\b", talk.Messages.Last(message => message.Role == MessageRole.User).Text);
                break;
            case ConversationKind.Clarify:
                Assert.True(results[0].Count > 2);
                Assert.Contains("?", talk.Messages[3].Text);
                Assert.Equal(talk.Page, results[1][0].Page);
                break;
            case ConversationKind.NoTool:
                Assert.Empty(CallsOf(talk));
                break;
            case ConversationKind.Unanswerable:
                Assert.Equal(["full_text_search", "vector_search"], CallsOf(talk).Select(call => call.Name));
                string[] absent = [.. Words(CallsOf(talk)[0].Arguments["query"]!.ToString()!).Where(word => !_document.Pages.Any(page => Words(page.Text).Contains(word)))];
                Assert.NotEmpty(absent);
                Assert.Contains(absent, word => Words(last).Contains(word));
                break;
            case ConversationKind.MissingTool:
                ToolDefinition offered = Assert.Single(talk.AvailableTools);
                Assert.All(CallsOf(talk), call => Assert.Equal(offered.Name, call.Name));
                Assert.DoesNotContain(results, pages => pages.Any(shown => shown.Page == talk.Page));
                break;
        }
    }

    private static ConversationCall[] CallsOf(ToolConversation talk) => [.. talk.Messages.SelectMany(message => message.Calls)];

    private async Task<(List<ToolConversation> Made, ConversationSummary Summary)> MakeAsync(ConversationKind[] kinds, int count, int seed = 1, int workers = 2)
    {
        ConversationRun run = new(
            new ConversationPlanner(_document.Index, ((IPageIndex)_document.Index).Keys, [], null, seed), new TemplateConversationGenerator(_document.Index, seed),
            ConversationKinds.Draw(kinds.ToDictionary(kind => kind, _ => 1.0), count, seed), workers, TestContext.Current.CancellationToken);
        List<ToolConversation> made = [];
        while (await run.TakeAsync() is { } outcome)
            made.AddRange(outcome.Conversations);
        return (made, run.Summary);
    }

    private static async Task<PageIndex> BuildAsync(IEnumerable<OcrPage> pages)
    {
        using PageIndexBuilder builder = new(new PageStoreFactory(), null, replace: false);
        foreach (OcrPage page in pages)
            builder.Add(page);
        return await builder.CompleteAsync(TestContext.Current.CancellationToken);
    }

    private static string Text(ToolConversation talk) => string.Join('\n', talk.Messages.Select(message => $"{message.Role} {message.Text} {string.Join(' ', message.Calls)}"));

    private static string OneLine(string text) => Blanks().Replace(text, " ");

    private static string[] Words(string text) => [.. Word().Matches(text.ToLowerInvariant()).Select(match => match.Value)];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();

    public sealed class Inquiry : IAsyncLifetime
    {
        public OcrPage[] Pages { get; } = [.. File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Conversations", "Inquiry.txt")).ReplaceLineEndings("\n")
            .Split("=== PAGE ", StringSplitOptions.RemoveEmptyEntries)
            .Select((part, i) => new OcrPage(i + 1, part[(part.IndexOf('\n') + 1)..].Trim(), "inquiry.txt"))];

        public PageIndex Index { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Index = await BuildAsync(Pages);

        public ValueTask DisposeAsync()
        {
            Index.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
