using CsCheck;
using SynthGen.Json;
using SynthGen.Tools;

namespace SynthGen.Core.Tests.Datasets;

/// <summary>Conversations for tests: a plain one, and a generator of arbitrary ones.</summary>
internal static class SampleConversations
{
    /// <summary>Two turns over two pages: two calls at once, their results, an answer; then a call alone.</summary>
    public static ToolConversation Plain { get; } = new(
    [
        ConversationMessage.System("Be brief."),
        ConversationMessage.User("Who pays for \"grey water\" — é, 🚰?"),
        ConversationMessage.Calling([Call("call_1", "full_text_search", "grey water"), Call("call_2", "vector_search", "who pays")], "I look."),
        ConversationMessage.Result("call_1", """[{"page":12,"label":"xii","snippet":"grey \"water\"","score":7.31}]"""),
        ConversationMessage.Result("call_2", "[]"),
        ConversationMessage.Answer("The tenant (page xii)."),
        ConversationMessage.User("Since when?"),
        ConversationMessage.Calling([Call("call_3", "full_text_search", "lease signed")]),
        ConversationMessage.Result("call_3", """{"error":"none"}"""),
        ConversationMessage.Answer("Since May."),
    ])
    {
        Kind = ConversationKind.FollowUp,
        Difficulty = QueryDifficulty.Medium,
        Source = "manual.txt",
        Pages =
        [
            new ConversationPage(12) { Label = "xii", Ordinal = 30, Evidence = new Evidence("grey water", 7, 10) },
            new ConversationPage(4) { Source = "lease.txt" },
        ],
        AvailableTools = BuiltInTools.All,
        Provenance = new Provenance("Gemini", "m", Seed: 3) { UserBackend = "OpenAI", UserModel = "u", ResultCount = 5, SnippetLength = 400, IsSimulated = true },
    };

    private static readonly Gen<string> Text = SampleRows.AnyText;

    private static readonly Gen<ConversationCall> AnyCall = Gen.Select(Text, Text, SampleRows.AnyArguments, (id, name, arguments) => new ConversationCall(id, name, arguments));

    private static readonly Gen<ConversationMessage> Message = Gen.Select(
        Gen.Enum<MessageRole>(), Gen.Null(Text), AnyCall.Array[0, 3], Gen.Null(Text), (role, text, calls, callId) => new ConversationMessage(role, text)
        {
            Calls = role == MessageRole.Assistant ? calls : [],
            CallId = role == MessageRole.Tool ? callId : null,
        });

    private static readonly Gen<ConversationPage> Page = Gen.Select(
        Gen.Int, Gen.Null(Gen.OneOf("iv", "0")), Gen.Nullable(Gen.Int[0, 99]), Gen.Null(Text), Gen.Null(Gen.Select(Text, Gen.Int, Gen.Int, (quote, start, length) => new Evidence(quote, start, length))),
        (page, label, ordinal, source, evidence) => new ConversationPage(page) { Label = label!, Ordinal = ordinal ?? page, Source = source, Evidence = evidence });

    /// <summary>Any conversation that can be written, well made or not. The rest of it is that of any row.</summary>
    public static Gen<ToolConversation> Any { get; } = Gen.Select(
        Message.Array[0, 8], Page.Array[0, 3], Gen.Nullable(Gen.Enum<ConversationKind>()), Gen.Nullable(Gen.Enum<QueryDifficulty>()), SampleRows.Any,
        Gen.Select(Gen.Null(Text), Gen.Null(Text), Gen.Nullable(Gen.Int), Gen.Nullable(Gen.Int), Gen.Bool),
        (messages, pages, kind, difficulty, row, played) => new ToolConversation(messages)
        {
            Kind = kind,
            Difficulty = difficulty,
            Pages = pages,
            Source = row.Source,
            AvailableTools = row.AvailableTools,
            Provenance = row.Provenance is null ? null : row.Provenance with
            {
                UserBackend = played.Item1,
                UserModel = played.Item2,
                ResultCount = played.Item3,
                SnippetLength = played.Item4,
                IsSimulated = played.Item5,
            },
            Verdict = row.Verdict,
            Split = row.Split,
            PairId = row.PairId,
        });

    public static ConversationCall Call(string id, string tool, string query) => new(id, tool, JsonValue.Object(("query", query)));
}
