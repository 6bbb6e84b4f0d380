namespace SynthGen.Datasets.Validation;

/// <summary>The kind of a turn, as far as the order of turns depends on it.</summary>
internal enum TurnRole
{
    /// <summary>A message to the model, before the conversation.</summary>
    System,

    /// <summary>The user's.</summary>
    User,

    /// <summary>The model's, with calls.</summary>
    Calls,

    /// <summary>Answers to calls.</summary>
    Answers,

    /// <summary>The model's, without calls.</summary>
    Text,
}

/// <summary>
/// Checks the order of a row's turns: a system message comes first, user and model take turns, calls are answered before the
/// model goes on, and the model has the last turn. In a row that was cut it is another.
/// </summary>
/// <param name="speaker">The key of a turn that says whose it is.</param>
/// <param name="countsAnswers">Whether answers are counted against calls; not if the format matches them by ids.</param>
internal sealed class TurnOrder(string speaker, bool countsAnswers = true)
{
    /// <summary>The rule that a row has one system message.</summary>
    public static readonly Rule SeveralSystemMessages = Rule.Warning("SeveralSystemMessages", "Put the system messages together in one: many chat templates know no other.");

    /// <summary>The rule that the model says something in its turn.</summary>
    public static readonly Rule TurnEmpty = Rule.Error("TurnEmpty", "Give the model's turn a text or calls: it trains the model to say nothing.");

    private static readonly Rule SystemNotFirst = Rule.Warning("SystemNotFirst", "Put the system message first: many chat templates refuse it elsewhere, or pass it over.");
    private static readonly Rule QueryMissing = Rule.Error("QueryMissing", "Begin the row with the user's turn, after the system message.");
    private static readonly Rule TurnsDoNotAlternate = Rule.Warning("TurnsDoNotAlternate", "Let user and model take turns: many chat templates refuse the row otherwise.");
    private static readonly Rule CallUnanswered = Rule.Error("CallUnanswered", "Answer every call before the next turn, or end the row with the calls.");
    private static readonly Rule AnswerWithoutCall = Rule.Error("AnswerWithoutCall", "Put one answer behind each call.");
    private static readonly Rule LastNotAssistant = Rule.Error("LastNotAssistant", "End the row with the model's turn: what comes after the last one is not trained.");
    private TurnRole? _last;
    private string _lastPath = "";
    private int _open, _systems;

    /// <summary>Checks a turn.</summary>
    /// <param name="role">What it is.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="report">Where it is reported.</param>
    /// <param name="count">How many calls or answers it has; of a text, 0 if it is empty.</param>
    public void Add(TurnRole role, string path, LineReport report, int count = 1)
    {
        if (role == TurnRole.System)
        {
            _systems++;
            if (_last is not null)
                report.Add(SystemNotFirst, path, "The system message comes after other turns.");
            return;
        }

        if (role == TurnRole.Text && count == 0)
            report.Add(TurnEmpty, path, "The model's turn has neither text nor calls.");
        bool isModels = role is TurnRole.Calls or TurnRole.Text;
        if (_last is null && isModels)
            report.Add(QueryMissing, path, "The model has its turn before the user.");
        else if (!countsAnswers || AreAnswered(role, path, count, report))
            CheckTurn(role, path, report);
        _open = role == TurnRole.Calls ? count : role == TurnRole.Answers ? Math.Max(0, _open - count) : 0;
        (_last, _lastPath) = (role, path);
    }

    /// <summary>Checks what only all turns show.</summary>
    /// <param name="path">Where the list of turns is.</param>
    /// <param name="report">Where it is reported.</param>
    /// <param name="severalSystemMessages">The rule that a row has one system message.</param>
    public void Finish(string path, LineReport report, Rule? severalSystemMessages = null)
    {
        if (_systems > 1)
            report.Add(severalSystemMessages ?? SeveralSystemMessages, path, $"The row has {_systems} system messages.");
        if (_last is not (TurnRole.Calls or TurnRole.Text))
            report.Add(LastNotAssistant, _last is null ? path : $"{_lastPath}.{speaker}", $"The row ends with {(_last switch { null => "the system message", TurnRole.User => "the user's turn", _ => "answers to calls" })}.");
    }

    private bool AreAnswered(TurnRole role, string path, int count, LineReport report)
    {
        if (role == TurnRole.Answers && count > _open)
            report.Add(AnswerWithoutCall, path, _open == 0 ? "No call waits for an answer here." : $"There are {count} answers to {_open} calls.");
        else if (role != TurnRole.Answers && _open > 0)
            report.Add(CallUnanswered, path, $"{(_open == 1 ? "A call is" : $"{_open} calls are")} not answered before this turn.");
        else
            return true;
        return false;
    }

    private void CheckTurn(TurnRole role, string path, LineReport report)
    {
        bool isAgain = role switch
        {
            TurnRole.User => _last is TurnRole.User or TurnRole.Answers,
            TurnRole.Calls or TurnRole.Text => _last is TurnRole.Text,
            _ => false,
        };
        if (isAgain)
            report.Add(TurnsDoNotAlternate, path, role == TurnRole.User ? "The user has a turn where the model's is missing." : "The model has two turns in succession.");
    }
}
