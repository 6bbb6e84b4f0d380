using SynthGen.Datasets.Formats.Preference;
using SynthGen.Json;
using SynthGen.Tools;

namespace SynthGen.Core.Tests.Datasets.Formats.Preference;

public sealed class PairMakerTests
{
    private static readonly string Lexical = BuiltInTools.FullTextSearch.Name, Vector = BuiltInTools.VectorSearch.Name;

    [Fact]
    public void Of_ConfirmedRows_MostlyTheRefutedSearchIsRejected_NeverTheRowsOwn()
    {
        PairMaker maker = new(0);
        PreferencePair[] pairs = [.. Enumerable.Range(0, 200).Select(i => maker.Of(Row(i, Confirmed)))];

        Assert.All(pairs, pair => Assert.NotEqual(pair.Chosen.ToString(), pair.Rejected.ToString()));
        PreferencePair[] refuted = [.. pairs.Where(pair => pair.Reason == RejectionReason.RefutedTool)];
        Assert.InRange(refuted.Length, 60, 160);
        Assert.All(refuted, pair => Assert.Equal((Vector, "topic"), (pair.Rejected.Calls[0].Name, ((string)pair.Rejected.Calls[0].Arguments["query"]!)[..5])));
        Assert.Contains(pairs, pair => pair.Reason == RejectionReason.WrongArgument);
        Assert.Contains(pairs, pair => pair is { Reason: RejectionReason.CallMissing, Rejected.Calls.Count: 0 });
    }

    [Fact]
    public void Of_TiedRows_NeverRejectTheOtherSearch()
    {
        PairMaker maker = new(0);
        Assert.DoesNotContain(Enumerable.Range(0, 100).Select(i => maker.Of(Row(i, ToolContrast.Either))), pair => pair.Reason == RejectionReason.RefutedTool);
    }

    [Fact]
    public void Of_ArgumentsOfAnotherRow_AreOfOtherPagesAndOtherWords()
    {
        PairMaker maker = new(0);
        foreach (int i in Enumerable.Range(0, 100))
        {
            // Two rows a page; the second of each pair repeats the words of the first.
            SyntheticQuery row = Row(i / 2, ToolContrast.Either);
            PreferencePair pair = maker.Of(row);
            if (pair.Reason == RejectionReason.WrongArgument)
                Assert.NotEqual(row.Tools[0].Arguments["query"], pair.Rejected.Calls[0].Arguments["query"]);
        }
    }

    [Fact]
    public void Of_TheSameRowsAndSeed_GivesTheSamePairs()
    {
        Assert.Equal(Pairs(5), Pairs(5));
        Assert.NotEqual(Pairs(5), Pairs(6));

        static string[] Pairs(int seed)
        {
            PairMaker maker = new(seed);
            return [.. Enumerable.Range(0, 30).Select(i => maker.Of(Row(i, Confirmed))).Select(pair => $"{pair.Reason} {pair.Rejected}")];
        }
    }

    [Fact]
    public void Of_Recover_RejectsTheCallThatHasJustMissed()
    {
        PreferencePair pair = new PairMaker(0).Of(Talk(ConversationKind.Recover,
            ConversationMessage.User("Where is the harbour fee?"), Call(Lexical, "harbour fee", 1), ConversationMessage.Result("call_1", "[]"),
            Call(Vector, "charges of the port", 2), ConversationMessage.Result("call_2", "[…]"), ConversationMessage.Answer("On page 7.")));

        Assert.Equal((3, RejectionReason.RepeatedCall), (pair.Prompt.Count, pair.Reason));
        Assert.Equal(("charges of the port", "harbour fee"), (pair.Chosen.Calls[0].Arguments["query"], pair.Rejected.Calls[0].Arguments["query"]));
    }

    [Fact]
    public void Of_NoTool_RejectsACallWithTheUsersWords()
    {
        PreferencePair pair = new PairMaker(0).Of(Talk(ConversationKind.NoTool, ConversationMessage.User("Thank you!"), ConversationMessage.Answer("You're welcome.")));

        Assert.Equal(RejectionReason.CallNotDue, pair.Reason);
        Assert.Equal((Lexical, "Thank you!"), (pair.Rejected.Calls[0].Name, pair.Rejected.Calls[0].Arguments["query"]));
    }

    [Fact]
    public void Of_Sequence_RejectsTheAnswerBeforeTheSecondCall()
    {
        PreferencePair pair = new PairMaker(0).Of(Talk(ConversationKind.Sequence,
            ConversationMessage.User("When was the builder's firm founded?"), Call(Lexical, "builder", 1), ConversationMessage.Result("call_1", "[\"Ash & Co\"]"),
            Call(Lexical, "Ash & Co founded", 2), ConversationMessage.Result("call_2", "[\"1911\"]"), ConversationMessage.Answer("In 1911.")));

        Assert.Equal((3, RejectionReason.CallMissing, "In 1911."), (pair.Prompt.Count, pair.Reason, pair.Rejected.Text));
    }

    [Fact]
    public void Of_TwoTriesOfOneQuestion_ChoosesTheOneThatPassed_FromWhereTheyPart()
    {
        PairMaker maker = new(0);
        ToolConversation right = Talk(null, ConversationMessage.User("Q?"), Call(Lexical, "good", 1), ConversationMessage.Result("call_1", "[1]"), ConversationMessage.Answer("Yes.")) with { PairId = "p", Verdict = Verdict(true) };
        ToolConversation wrong = Talk(null, ConversationMessage.User("Q?"), Call(Lexical, "bad", 1), ConversationMessage.Result("call_1", "[]"), ConversationMessage.Answer("No.")) with { PairId = "p", Verdict = Verdict(false) };
        maker.Of(right);
        PreferencePair pair = maker.Of(wrong);

        Assert.Equal((1, RejectionReason.FailedTry), (pair.Prompt.Count, pair.Reason));
        Assert.Equal(("good", "bad"), (pair.Chosen.Calls[0].Arguments["query"], pair.Rejected.Calls[0].Arguments["query"]));
    }

    [Fact]
    public void Of_ARowThatFailedItsGates_IsNeverChosen() =>
        Assert.Contains("did not pass", Assert.Throws<NotSupportedException>(() => new PairMaker(0).Of(Row(1, Confirmed) with { Verdict = Verdict(false) })).Message, StringComparison.Ordinal);

    private const ToolContrast Confirmed = ToolContrast.Confirmed;

    private static SyntheticQuery Row(int page, ToolContrast contrast) =>
        new($"What about topic{page}?", [new ToolCall(Lexical, JsonValue.Object(("query", $"topic{page} matter{page}")))], page)
        {
            AvailableTools = BuiltInTools.All,
            Verdict = new Verdict([new GateResult("Executed", GateStatus.Passed)]) { Ranks = new SearchRanks([1], 1, null) { Contrast = contrast } },
        };

    private static ToolConversation Talk(ConversationKind? kind, params ConversationMessage[] messages) => new(messages) { Kind = kind, AvailableTools = BuiltInTools.All };

    private static ConversationMessage Call(string tool, string query, int number) => ConversationMessage.Calling([new ConversationCall($"call_{number}", tool, JsonValue.Object(("query", query)))]);

    private static Verdict Verdict(bool passed) => new([new GateResult("KindProven", passed ? GateStatus.Passed : GateStatus.Failed)]);
}
