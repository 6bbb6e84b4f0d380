using SynthGen.Json;
using SynthGen.Tools;

namespace SynthGen.Benchmarks;

/// <summary>
/// A thousand rows whose questions say what is due, for the models of PlantedModel: 600 by words, 200 by meaning (half of them a tie),
/// and 50 each of NoTool, Clarify, MissingTool and Unanswerable.
/// </summary>
internal static class MeasuredRows
{
    /// <summary>The document's name.</summary>
    public const string Source = "planted.txt";

    private const int PageCount = 200;

    private static readonly string[] Syllables = ["ba", "de", "fi", "go", "hu", "ja", "ke", "li", "mo", "nu"];

    /// <summary>The pages; each has a word that no other has.</summary>
    public static OcrPage[] Pages() => [.. Enumerable.Range(1, PageCount).Select(page => new OcrPage(page, $"On this page stands {WordOf(page)}, and nowhere else in the book. The clerk of the county wrote it down in the evening.", Source))];

    /// <summary>The rows, in an order in which kinds alternate.</summary>
    public static DatasetRow[] Rows() => [.. Enumerable.Range(0, 1000).Select(Row)];

    /// <summary>The word of a page.</summary>
    public static string WordOf(int page) => $"z{Syllables[page / 100]}{Syllables[page / 10 % 10]}{Syllables[page % 10]}";

    // Twenty rows: 12 by words, 4 by meaning, one of each kind of conversation. Each round has its own page.
    private static DatasetRow Row(int number)
    {
        int page = 1 + number % PageCount, round = number / 20;
        string word = WordOf(page), absent = $"x{WordOf(page)}";
        return (number % 20) switch
        {
            < 12 => Query($"Number {number}, by words: {word}", "full_text_search", word, page, null),
            < 16 => Query($"Number {number}, by meaning: {word}", "vector_search", word, page, round % 2 == 0 ? ToolContrast.Confirmed : ToolContrast.Either),
            16 => Talk(ConversationKind.NoTool, number, null, [Says($"Thank you, number {number}."), Answers("You are welcome.")]),
            17 => Talk(ConversationKind.Clarify, number, page,
                [Says($"Number {number}, vague: {word}"), Answers("Which one do you mean?"), Says($"The one, by words: {word}"), .. Searches("full_text_search", word, page), Answers("It is on that page.")]),
            18 => Talk(ConversationKind.MissingTool, number, page, [Says($"Number {number}, missing: {word}"), Answers("None of my tools can find that.")]),
            _ => Talk(ConversationKind.Unanswerable, number, null,
                [Says($"Number {number}, nowhere: {absent}"), .. Searches("full_text_search", absent, null, 1), .. Searches("vector_search", absent, null, 2), Answers("The book does not say.")]),
        };
    }

    private static SyntheticQuery Query(string query, string tool, string word, int page, ToolContrast? contrast) => new(query, [Call(tool, word)], page)
    {
        Source = Source,
        AvailableTools = BuiltInTools.All,
        Verdict = new Verdict([]) { Ranks = new SearchRanks([1], null, null) { Contrast = contrast ?? ToolContrast.Confirmed } },
    };

    private static ToolConversation Talk(ConversationKind kind, int number, int? page, IReadOnlyList<ConversationMessage> messages) => new(messages)
    {
        Kind = kind,
        Source = Source,
        Difficulty = number % 3 == 0 ? QueryDifficulty.Easy : QueryDifficulty.Hard,
        Pages = page is { } found ? [new ConversationPage(found)] : [],
        AvailableTools = kind == ConversationKind.MissingTool ? [BuiltInTools.VectorSearch] : BuiltInTools.All,
    };

    private static ConversationMessage Says(string text) => ConversationMessage.User(text);

    private static ConversationMessage Answers(string text) => ConversationMessage.Answer(text);

    private static ConversationMessage[] Searches(string tool, string word, int? page, int id = 1) =>
    [
        ConversationMessage.Calling([new ConversationCall($"call_{id}", tool, Call(tool, word).Arguments)]),
        ConversationMessage.Result($"call_{id}", page is { } found ? $$"""[{"page":{{found}},"label":"{{found}}","snippet":"{{word}}","score":1}]""" : "[]"),
    ];

    private static ToolCall Call(string tool, string text) => new(tool, JsonValue.Object(("query", text)));
}
