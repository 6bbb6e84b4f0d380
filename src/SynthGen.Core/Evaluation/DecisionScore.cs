using SynthGen.Tools;

namespace SynthGen.Evaluation;

/// <summary>Scores the answer to a decision.</summary>
/// <param name="tools">The tools that are offered.</param>
/// <param name="validator">Checks arguments.</param>
internal sealed class DecisionScore(IReadOnlyList<ToolDefinition> tools, IToolSchemaValidator validator)
{
    private const string NoCall = "none", Question = "ask", Unknown = "other";

    private readonly CallMatcher _matcher = new(tools);

    /// <summary>Returns the figures of an answer.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="ranks">The rank of the pages by the calls made; null if they were not run.</param>
    public ToolModelTurn Score(Decision decision, Answer answer, PageRank? ranks)
    {
        bool asked = answer.Calls.Count == 0 && ReplyQuestion.IsIn(answer.Text);
        ToolModelTurn turn = new(decision.Turn, decision.Due)
        {
            Expected = decision.Expected,
            ExpectedReply = decision.ExpectedText,
            Similarity = Math.Round(Levenshtein.Similarity(decision.ExpectedAnswer, answer.AsText), 4),
            Calls = answer.Calls,
            Reply = answer.Text,
            Made = NamesOf(answer.Calls) ?? (asked ? Question : NoCall),
            Contrast = decision.Contrast,
            AskedBack = asked,
            ArgumentsValid = answer.Calls.Count == 0 ? null : !answer.IsBroken && answer.Calls.All(IsValid),
        };
        turn = decision.Due == DueAction.Call ? ScoreCalls(turn, decision, answer, ranks) : ScoreWords(turn, decision);
        return turn with { IsRight = IsRight(turn, decision) };
    }

    /// <summary>Returns what calls are named in the confusion matrix; null without calls.</summary>
    /// <param name="calls">The calls.</param>
    public string? NamesOf(IReadOnlyList<ToolCall> calls) => calls.Count == 0 ? null
        : calls.All(IsOffered) ? string.Join('+', calls.Select(call => call.Name).Distinct().Order(StringComparer.Ordinal)) : Unknown;

    private ToolModelTurn ScoreCalls(ToolModelTurn turn, Decision decision, Answer answer, PageRank? ranks)
    {
        bool offered = answer.Calls.Count > 0 && answer.Calls.All(IsOffered);
        bool same = offered && (decision.IsTry || answer.Calls.Select(call => call.Name).ToHashSet().SetEquals(decision.Expected.Select(call => call.Name)));
        CallFault? fault = decision.IsTry ? null : _matcher.Compare(decision.Expected, answer.Calls);
        return turn with
        {
            ToolRight = same,
            EitherRight = same || (offered && decision.Contrast == ToolContrast.Either && answer.Calls.All(IsSearch)),
            CountRight = answer.Calls.Count == decision.Expected.Count,
            AstMatch = decision.IsTry ? null : fault is null && !answer.IsBroken,
            AstFault = decision.IsTry ? null : fault,
            NoCallWhereDue = answer.Calls.Count == 0,
            AskedWhereNotDue = turn.AskedBack,
            IsExecuted = ranks is not null,
            Rank = ranks?.Rank,
        };
    }

    private static ToolModelTurn ScoreWords(ToolModelTurn turn, Decision decision) => turn with
    {
        CalledWhereNoneDue = turn.Calls.Count > 0,
        AskedWhereDue = decision.Due == DueAction.Ask ? turn.AskedBack : null,
        AskedWhereNotDue = decision.Due == DueAction.Ask || decision.IsSmallTalk ? null : turn.AskedBack,
    };

    // Of a call: the tool, its arguments, and the page found; or, where it was not run, the expected call.
    private static bool IsRight(ToolModelTurn turn, Decision decision) => decision.Due switch
    {
        DueAction.Call => turn is { EitherRight: true, ArgumentsValid: true } && (decision.IsTry || (turn.IsExecuted ? turn.Rank is not null : turn.AstMatch == true)),
        DueAction.Ask => turn is { AskedBack: true },
        DueAction.Answer => turn is { Calls.Count: 0, Reply.Length: > 0 } && (decision.IsSmallTalk || !turn.AskedBack),
        _ => turn is { Calls.Count: 0, Reply.Length: > 0 },
    };

    private bool IsOffered(ToolCall call) => tools.Any(tool => tool.Name == call.Name);

    private bool IsValid(ToolCall call) =>
        tools.FirstOrDefault(tool => tool.Name == call.Name) is { } tool && validator.CheckArguments(tool, call.Arguments).Count == 0;

    private static bool IsSearch(ToolCall call) => BuiltInTools.All.Any(tool => tool.Name == call.Name);
}
