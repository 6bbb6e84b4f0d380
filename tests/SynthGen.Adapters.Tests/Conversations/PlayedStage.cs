using SynthGen.Adapters;
using SynthGen.Adapters.Chat;
using SynthGen.Adapters.Retrieval;
using SynthGen.Conversations;
using SynthGen.Conversations.Model;
using SynthGen.Json;
using SynthGen.Models;
using SynthGen.Retrieval;
using SynthGen.TestServer;
using SynthGen.Tools;

namespace SynthGen.Adapters.Tests.Conversations;

/// <summary>A document of twelve pages with its index, and models that play on it over real HTTP.</summary>
public sealed class PlayedStage : IAsyncLifetime
{
    private static readonly string[] Names =
        ["Ashdown", "Bramwell", "Carrington", "Dunmore", "Ellsworth", "Fairbanks", "Gladstone", "Hartwell", "Ingleside", "Jamestown", "Kensington", "Lancaster"];

    private static readonly string[] Things =
        ["covenant", "chandelier", "lighthouse", "orchard", "telegraph", "windmill", "carousel", "aqueduct", "observatory", "drawbridge", "cathedral", "greenhouse"];

    private static readonly OcrPage[] Pages = [.. Enumerable.Range(1, 12).Select(i => new OcrPage(
        i,
        $"The {Things[i - 1]} stood by the river until {1800 + i}. Nobody in the county had paid for the {Things[i - 1]} before {Names[i - 1]} did. A clerk wrote that down in the evening.",
        "county.txt"))];

    private PageIndex _index = null!;

    public IPageIndex Index => _index;

    public async ValueTask InitializeAsync()
    {
        using PageIndexBuilder builder = new(new PageStoreFactory(), null, false);
        foreach (OcrPage page in Pages)
            builder.Add(page);
        _index = await builder.CompleteAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync()
    {
        _index.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The row of a page.</summary>
    public static SyntheticQuery Row(int page)
    {
        string text = Pages[page - 1].Text, quote = text.Split(". ")[1] + ".";
        return new SyntheticQuery(
            $"Who paid for the {Things[page - 1]} of {Names[page - 1]}?",
            [new ToolCall("full_text_search", JsonValue.Object(("query", $"{Things[page - 1]} {Names[page - 1]}")))],
            page)
        {
            Source = "county.txt",
            Evidence = new Evidence(quote, text.IndexOf(quote, StringComparison.Ordinal), quote.Length),
        };
    }

    /// <summary>A plan of each number: all kinds in turn.</summary>
    public static ConversationPlan Plan(int number, ConversationKind? given = null)
    {
        ConversationKind kind = given ?? (ConversationKind)((number - 1) % 10);
        int page = (number * 5 % 11) + 1;
        int rows = kind switch
        {
            ConversationKind.NoTool => 0,
            ConversationKind.Parallel or ConversationKind.Sequence or ConversationKind.Compare or ConversationKind.FollowUp => 2,
            _ => 1,
        };
        return new ConversationPlan(number, kind, [.. Enumerable.Range(page, rows).Select(Row)])
        {
            Seed = (ulong)number * 77,
            Subjects = kind == ConversationKind.Unanswerable ? ["Zanzibar Quicksilver", "Zanzibar"] : [Things[page - 1], Things[page]],
            Values = [Names[page - 1], Names[page]],
        };
    }

    /// <summary>A model of the server.</summary>
    public static IChatModel Model(ModelServer server, ChatService service = ChatService.OpenAI) => new ChatModelFactory().Create(new ChatModelSettings(
        service, "probe", service == ChatService.Gemini ? server.GeminiEndpoint : server.OpenAIEndpoint, null, TimeSpan.FromSeconds(30)));

    /// <summary>A generator that plays with a model.</summary>
    public PlayedConversationGenerator Generator(IChatModel model, PlayOptions? options = null, ReplyJournal? journal = null) =>
        new(model, "probe", null, null, ConversationPrompts.BuiltIn, options ?? Options(), Index, new NJsonSchemaValidator(), journal);

    /// <summary>Options with the built-in tools.</summary>
    public static PlayOptions Options(params IReadOnlyList<ToolDefinition> tools) => new("OpenAI", tools.Count > 0 ? tools : BuiltInTools.All, new ChatSampling());

    /// <summary>The options of a plan: of a missing tool nothing else is left, because each of the two finds the page.</summary>
    public static PlayOptions OptionsOf(ConversationPlan plan) => plan.Kind == ConversationKind.MissingTool ? Options(BuiltInTools.FullTextSearch) : Options();
}
