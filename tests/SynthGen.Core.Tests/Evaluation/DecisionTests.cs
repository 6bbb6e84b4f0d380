using SynthGen.Evaluation;
using SynthGen.Json;
using SynthGen.Models;
using SynthGen.Tools;

namespace SynthGen.Core.Tests.Evaluation;

/// <summary>What is due at each message of an assistant, and how an answer is scored.</summary>
public sealed class DecisionTests
{
    private static readonly ConversationMessage Ask = ConversationMessage.User("Who paid?"), Thanks = ConversationMessage.User("The first one.");

    [Theory]
    [InlineData(ConversationKind.Lookup, "S+ A", "1 Call 7; 2 Answer")]
    [InlineData(ConversationKind.NoTool, "A", "1 Answer")]
    [InlineData(ConversationKind.Recover, "S- S+ A", "1 Call try; 2 Call 7; 3 Answer")]
    [InlineData(ConversationKind.Unanswerable, "S- S- A", "1 Call try; 2 Call try; 3 Decline")]
    [InlineData(ConversationKind.MissingTool, "S- S- A", "3 Decline")]
    [InlineData(ConversationKind.MissingTool, "A", "1 Decline")]
    [InlineData(ConversationKind.Clarify, "S+ A U S+ A", "2 Ask; 3 Call 7; 4 Answer")]
    [InlineData(ConversationKind.Clarify, "A U S+ A", "1 Ask; 2 Call 7; 3 Answer")]
    [InlineData(ConversationKind.FollowUp, "S+ A U S+ A", "1 Call 7; 2 Answer; 3 Call 7; 4 Answer")]
    [InlineData(null, "S- A", "1 Call; 2 Answer")]
    public void What_is_due_follows_from_the_kind_and_the_true_results(ConversationKind? kind, string script, string expected)
    {
        IReadOnlyList<Decision> decisions = Decisions.Of(Talk(kind, script));
        Assert.Equal(expected, string.Join("; ", decisions.Select(one =>
            $"{one.Turn} {one.Due}{(one.IsTry ? " try" : one.Pages is [var page] ? $" {page.Number}" : "")}")));
    }

    [Fact]
    public void The_history_of_a_decision_is_the_true_one()
    {
        IReadOnlyList<Decision> decisions = Decisions.Of(Talk(ConversationKind.Recover, "S- S+ A"));
        Assert.Equal([1, 3, 5], decisions.Select(one => one.History.Count));
        Assert.Equal("[]", decisions[1].History[^1].Text);
    }

    [Fact]
    public void A_query_is_one_decision_with_its_own_calls_and_page()
    {
        Decision only = Assert.Single(Decisions.Of(new SyntheticQuery("q", [Call("full_text_search", "x")], 5) { Source = "s" }));
        Assert.Equal((1, DueAction.Call, 5, "s"), (only.Turn, only.Due, only.Pages[0].Number, only.Pages[0].Source));
    }

    // Due, contrast, made (- for none), the page's rank (0 for not found, empty for not run), reply; and the figures that are true, then those that are false.
    [Theory]
    [InlineData("Call", null, "full_text_search:x", "1", "", "IsRight ToolRight EitherRight CountRight ArgumentsValid AstMatch", "NoCallWhereDue AskedWhereNotDue")]
    [InlineData("Call", null, "full_text_search:y", "2", "", "IsRight ToolRight EitherRight CountRight ArgumentsValid", "AstMatch NoCallWhereDue AskedWhereNotDue")]
    [InlineData("Call", null, "full_text_search:y", "0", "", "ToolRight EitherRight CountRight ArgumentsValid", "IsRight AstMatch NoCallWhereDue AskedWhereNotDue")]
    [InlineData("Call", null, "full_text_search:y", "", "", "ToolRight EitherRight CountRight ArgumentsValid", "IsRight AstMatch NoCallWhereDue AskedWhereNotDue")]
    [InlineData("Call", "Confirmed", "vector_search:x", "1", "", "CountRight ArgumentsValid", "IsRight ToolRight EitherRight AstMatch NoCallWhereDue AskedWhereNotDue")]
    [InlineData("Call", "Either", "vector_search:x", "1", "", "IsRight EitherRight CountRight ArgumentsValid", "ToolRight AstMatch NoCallWhereDue AskedWhereNotDue")]
    [InlineData("Call", "Either", "other_tool:x", "0", "", "CountRight", "IsRight ToolRight EitherRight ArgumentsValid AstMatch NoCallWhereDue AskedWhereNotDue")]
    [InlineData("Call", null, "full_text_search:x full_text_search:x", "1", "", "IsRight ToolRight EitherRight ArgumentsValid", "CountRight AstMatch NoCallWhereDue AskedWhereNotDue")]
    [InlineData("Call", null, "full_text_search:x vector_search:x", "1", "", "ArgumentsValid", "IsRight ToolRight EitherRight CountRight AstMatch NoCallWhereDue AskedWhereNotDue")]
    [InlineData("Call", null, "-", "0", "It was he.", "NoCallWhereDue", "IsRight ToolRight EitherRight CountRight AstMatch AskedWhereNotDue")]
    [InlineData("Call", null, "-", "0", "Which one?", "NoCallWhereDue AskedWhereNotDue AskedBack", "IsRight ToolRight EitherRight CountRight AstMatch")]
    [InlineData("Answer", null, "-", "", "It was he.", "IsRight", "CalledWhereNoneDue AskedWhereNotDue")]
    [InlineData("Answer", null, "-", "", "Which one?", "AskedWhereNotDue AskedBack", "IsRight CalledWhereNoneDue")]
    [InlineData("Answer", null, "-", "", "", "", "IsRight CalledWhereNoneDue AskedWhereNotDue")]
    [InlineData("Answer", null, "full_text_search:x", "", "", "CalledWhereNoneDue ArgumentsValid", "IsRight AskedWhereNotDue")]
    [InlineData("Ask", null, "-", "", "Which one?", "IsRight AskedWhereDue AskedBack", "CalledWhereNoneDue")]
    [InlineData("Ask", null, "-", "", "That one.", "", "IsRight AskedWhereDue CalledWhereNoneDue")]
    [InlineData("Ask", null, "full_text_search:x", "", "Which one?", "CalledWhereNoneDue ArgumentsValid", "IsRight AskedWhereDue")]
    [InlineData("Decline", null, "-", "", "I cannot.", "IsRight", "CalledWhereNoneDue AskedWhereNotDue")]
    [InlineData("Decline", null, "full_text_search:x", "", "", "CalledWhereNoneDue ArgumentsValid", "IsRight AskedWhereNotDue")]
    public void An_answer_is_scored(string due, string? contrast, string made, string rank, string reply, string isTrue, string isFalse)
    {
        Decision decision = new(1, Enum.Parse<DueAction>(due), [Ask])
        {
            Expected = due == "Call" ? [Call("full_text_search", "x")] : [],
            Contrast = contrast is null ? null : Enum.Parse<ToolContrast>(contrast),
        };
        ToolCall[] calls = made == "-" ? [] : [.. made.Split(' ').Select(call => Call(call.Split(':')[0], call.Split(':')[1]))];
        ToolModelTurn turn = new DecisionScore(BuiltInTools.All, new AllFit()).Score(
            decision, new Answer(calls, reply, false), rank.Length == 0 ? null : new PageRank(rank == "0" ? null : int.Parse(rank, System.Globalization.CultureInfo.InvariantCulture)));

        (string Name, object? Value)[] flags = [.. typeof(ToolModelTurn).GetProperties()
            .Where(property => (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(bool) && property.Name != "IsExecuted")
            .Select(property => (property.Name, property.GetValue(turn)))];
        Assert.Equal(isTrue.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), flags.Where(flag => flag.Value is true).Select(flag => flag.Name).Order());
        Assert.Equal(isFalse.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), flags.Where(flag => flag.Value is false && flag.Name != "AskedBack").Select(flag => flag.Name).Order());
    }

    [Fact]
    public void A_question_in_small_talk_is_no_fault()
    {
        ToolModelTurn turn = new DecisionScore([], new AllFit()).Score(new Decision(1, DueAction.Answer, [Ask]) { IsSmallTalk = true }, new Answer([], "Hello! How can I help?", false), null);
        Assert.Equal((true, true, null), (turn.IsRight, turn.AskedBack, turn.AskedWhereNotDue));
    }

    [Fact]
    public void Arguments_that_cannot_be_read_are_wrong_and_their_call_is_kept()
    {
        Answer answer = Answer.OfCalls(new ChatReply("", ChatFinish.ToolCalls, "tool_calls", "m") { Calls = [new ChatCall("1", "full_text_search", "{\"query\": ")] });
        ToolModelTurn turn = new DecisionScore(BuiltInTools.All, new AllFit()).Score(new Decision(1, DueAction.Call, [Ask]) { Expected = [Call("full_text_search", "x")] }, answer, null);
        Assert.Equal((true, false, false, "full_text_search"), (turn.ToolRight, turn.ArgumentsValid, turn.AstMatch, turn.Calls[0].Name));
    }

    private static ToolConversation Talk(ConversationKind? kind, string script)
    {
        List<ConversationMessage> messages = [Ask];
        int number = 0;
        foreach (string step in script.Split(' '))
        {
            if (step == "U")
            {
                messages.Add(Thanks);
            }
            else if (step == "A")
            {
                messages.Add(ConversationMessage.Answer("It was he."));
            }
            else
            {
                messages.Add(ConversationMessage.Calling([new ConversationCall($"c{++number}", "full_text_search", JsonValue.Object(("query", $"x{number}")))]));
                messages.Add(ConversationMessage.Result($"c{number}", step == "S+" ? """[{"page":7,"label":"7","snippet":"s","score":1}]""" : "[]"));
            }
        }

        return new ToolConversation(messages) { Kind = kind, Source = "s", Pages = [new ConversationPage(7)], AvailableTools = BuiltInTools.All };
    }

    private static ToolCall Call(string name, string query) => new(name, JsonValue.Object(("query", query)));

    private sealed class AllFit : IToolSchemaValidator
    {
        public IReadOnlyList<SchemaProblem> CheckSchema(IReadOnlyDictionary<string, object?> schema) => [];

        public IReadOnlyList<SchemaProblem> CheckArguments(ToolDefinition tool, IReadOnlyDictionary<string, object?> arguments) => [];
    }
}
