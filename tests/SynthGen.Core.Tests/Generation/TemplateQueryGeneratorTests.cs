using CsCheck;
using SynthGen.Generation.Template;
using SynthGen.Json;
using SynthGen.Tools;

namespace SynthGen.Core.Tests.Generation;

public sealed class TemplateQueryGeneratorTests
{
    private static readonly OcrPage Lease = new(5, """
        Section 7.3 Power Failure. If the supply fails, Landlord shall restore it within 24 hours.
        On August 7, 2021, Anselm Fitch told Dagny Pelletier that the transfer switch had not been tested since
        October 2019. Gannet paid $126,316.52 in rent under protest, as Section 3.2 of the lease provides. The Court
        held that the waiver of subrogation is void under N.Y. Gen. Oblig. Law § 5-321, and the insurer resigned itself
        to the loss. "Nobody threw the switch by hand" is what Tobiah Kerr wrote to the inspector that morning.
        """, "lease.txt");

    [Fact]
    public void Rows_are_proven_and_use_either_tool()
    {
        IReadOnlyList<SyntheticQuery> rows = Rows(Generator(9), Lease);
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.True(row.Evidence!.IsIn(Lease)));
        Assert.Contains(rows, row => row.Tools.Any(call => call.Name == "full_text_search"));
        Assert.Contains(rows, row => row.Tools.Any(call => call.Name == "vector_search"));
    }

    [Fact]
    public void Exact_calls_ask_for_what_stands_in_the_page()
    {
        string page = Squeeze(Lease.Text);
        foreach (ToolCall call in Rows(Generator(30), Lease).SelectMany(row => row.Tools).Where(call => call.Name == "full_text_search"))
        {
            Assert.All(((string)call.Arguments["query"]!).Split(' '), word => Assert.Contains(word.Trim('"', ','), page));
        }
    }

    [Fact]
    public void Meaning_calls_share_few_words_with_their_evidence()
    {
        foreach (SyntheticQuery row in Rows(Generator(30), Lease).Where(row => row.Tools is [{ Name: "vector_search" }]))
        {
            string[] words = [.. row.Query.Trim('?', '.').Split(' ').Where(word => word.Length > 4)];
            int shared = words.Count(word => row.Evidence!.Quote.Contains(word, StringComparison.OrdinalIgnoreCase));
            Assert.True(shared * 2 <= words.Length, row.Query);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_rows_and_another_one_others()
    {
        string one = string.Join('\n', Rows(Generator(5, seed: 1), Lease));
        Assert.Equal(one, string.Join('\n', Rows(Generator(5, seed: 1), Lease)));
        Assert.NotEqual(one, string.Join('\n', Rows(Generator(5, seed: 2), Lease)));
    }

    [Fact]
    public void No_query_is_asked_twice_though_pages_repeat()
    {
        TemplateQueryGenerator generator = Generator(4);
        List<string> queries = [];
        for (int i = 1; i <= 6; i++)
            queries.AddRange(Rows(generator, new OcrPage(i, Lease.Text)).Select(row => row.Query));
        Assert.Equal(queries.Count, queries.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("17")]
    [InlineData("~ -{t--J-, /A-l<1-0 _ .rcr,~. i-t ;vv,e tj,&;;l_ .. ,\\ (#.-/ •:•")]
    public async Task Nothing_is_asked_of_a_page_without_text(string text)
    {
        PageOutcome outcome = await Generator(3).GenerateAsync(new OcrPage(1, text), CancellationToken.None);
        Assert.Equal(OutcomeStatus.Empty, outcome.Status);
        Assert.False(string.IsNullOrEmpty(outcome.Reason));
    }

    [Fact]
    public void Any_page_gives_proven_rows_or_a_reason() =>
        Gen.String[Gen.OneOf(Gen.Char, Gen.Char["abc ABC .,;:\"'()§$0123456789\n-"]), 0, 600].Sample(text =>
        {
            OcrPage page = new(1, text);
            PageOutcome outcome = Generator(3).Finish(Generator(3).GenerateAsync(page, CancellationToken.None).Result);
            return outcome.Status == OutcomeStatus.Generated
                ? outcome.Rows.Count is > 0 and <= 3 && outcome.Rows.All(row => row.Evidence!.IsIn(page))
                : outcome.Status == OutcomeStatus.Empty && outcome.Reason is not null;
        }, iter: 300);

    [Fact]
    public void A_tool_of_one_text_is_usable_under_its_own_parameter()
    {
        TemplateTool tool = TemplateTool.From(Tool("grep_docket", "Finds exact words.", ("term", "string", true), ("limit", "integer", false)))!;
        Assert.Equal(("term", TemplateToolRole.Exact), (tool.Parameter, tool.Role));
        TemplateQueryGenerator generator = new([tool], 3, 0);
        Assert.All(Rows(generator, Lease), row => Assert.Equal("grep_docket", Assert.Single(row.Tools).Name));
    }

    [Fact]
    public void Other_tools_are_not()
    {
        Assert.Null(TemplateTool.From(Tool("get_page", "", ("number", "integer", true))));
        Assert.Null(TemplateTool.From(Tool("search", "", ("query", "string", true), ("court", "string", true))));
        Assert.Null(TemplateTool.From(Tool("compare", "", ("query", "string", true), ("question", "string", false))));
    }

    private static ToolDefinition Tool(string name, string description, params (string Name, string Type, bool Required)[] parameters) => new(
        name, description, JsonValue.Object(
            ("type", "object"),
            ("properties", JsonValue.Object([.. parameters.Select(p => (p.Name, (object?)JsonValue.Object(("type", p.Type))))])),
            ("required", parameters.Where(p => p.Required).Select(p => (object?)p.Name).ToList())));

    private static TemplateQueryGenerator Generator(int queries, int seed = 0) =>
        new([.. BuiltInTools.All.Select(tool => TemplateTool.From(tool)!)], queries, seed);

    private static IReadOnlyList<SyntheticQuery> Rows(TemplateQueryGenerator generator, OcrPage page) =>
        generator.Finish(generator.GenerateAsync(page, CancellationToken.None).Result).Rows;

    private static string Squeeze(string text) => string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
