using SynthGen.Conversations.Model;
using SynthGen.Generation.Model;
using SynthGen.Models;
using SynthGen.Retrieval;
using SynthGen.Tools;

namespace SynthGen.Evaluation;

/// <summary>Measures a model on one row: asks it at each decision, runs the calls that it makes, and scores them. Thread-safe.</summary>
public sealed class RowEvaluator
{
    private readonly PartModel _model;
    private readonly EvaluationOptions _options;
    private readonly PageRanks? _ranks;
    private readonly IToolSchemaValidator _validator;
    private readonly RequestWriter _writer;

    /// <summary>Creates an evaluator.</summary>
    /// <param name="model">The model, with retries and pacing.</param>
    /// <param name="options">How it is asked.</param>
    /// <param name="index">The index that runs its calls; null to run none.</param>
    /// <param name="validator">Checks arguments.</param>
    /// <param name="journal">Remembers replies; null for none.</param>
    public RowEvaluator(IChatModel model, EvaluationOptions options, IPageIndex? index, IToolSchemaValidator validator, ReplyJournal? journal)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _validator = validator;
        _ranks = index is null ? null : new PageRanks(index);
        _writer = new RequestWriter(options.ToolsInPrompt, options.Sampling);
        _model = new PartModel(model, options.Model, "measured", journal, [options.Backend, EvaluationPrompts.Version, options.ToolsInPrompt, .. options.Identity]);
    }

    /// <summary>The instruction that declares the built-in tools in the prompt, with which most requests of a model in this process begin.</summary>
    public static ChatTurn Instruction { get; } = new(ChatRole.System, EvaluationPrompts.OfTools(BuiltInTools.All));

    /// <summary>Measures the model on a row.</summary>
    /// <exception cref="RunEndedException">No further request may be sent.</exception>
    public async Task<ToolModelResult> EvaluateAsync(EvaluationItem item, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        PlayUsage usage = new();
        ToolModelResult result = Begin(item, MeasurementStatus.Measured);
        List<ToolModelTurn> turns = [];
        string model = "";
        try
        {
            IReadOnlyList<Decision> decisions = Decisions.Of(item.Row);
            if (ProblemOf(item, decisions) is { } problem)
                return Fail(result, problem, FailureCause.Page);
            foreach (Decision decision in decisions)
            {
                ChatReply reply = await AskAsync(item, decision, usage, cancellationToken).ConfigureAwait(false);
                model = reply.Model;
                if (ReplyFinish.Fault(reply) is { } fault && reply.Calls.Count == 0)
                    return Count(Fail(result, fault, FailureCause.Page), usage) with { Model = model };
                turns.Add(Score(item, decision, _options.ToolsInPrompt ? Answer.OfText(reply) : Answer.OfCalls(reply)));
            }
        }
        catch (ChatException fault)
        {
            return Count(Fail(result, ModelQueryGenerator.Refusal(fault), fault.Fault == ChatErrorKind.Page ? FailureCause.Page : FailureCause.Service), usage) with { Model = model };
        }

        return Count(result, usage) with { Turns = turns, Model = model };
    }

    /// <summary>Creates the result of a row that was not tried, or not finished.</summary>
    internal ToolModelResult Pending(EvaluationItem item) => Begin(item, MeasurementStatus.Pending);

    /// <summary>Creates the result of a row that the evaluator broke on.</summary>
    internal ToolModelResult Broken(EvaluationItem item, Exception error) =>
        Fail(Begin(item, MeasurementStatus.Failed), $"The evaluation broke on this row ({error.GetType().Name}: {error.Message}).", FailureCause.Page);

    private static ToolModelResult Fail(ToolModelResult result, string reason, FailureCause cause) =>
        result with { Status = MeasurementStatus.Failed, Reason = reason, Cause = cause };

    private Task<ChatReply> AskAsync(EvaluationItem item, Decision decision, PlayUsage usage, CancellationToken cancellationToken)
    {
        (string, Decision)? example = item.Example is { } shown && Decisions.Of(shown) is [var first, ..] ? (shown.FirstQuery, first) : null;
        ChatRequest request = _writer.Write(item.Row.System, ToolsOf(item.Row), decision, example);
        return _model.AskAsync(item.Number, [item.Row.Id, decision.Turn, item.Example?.Id], request, usage, cancellationToken);
    }

    private ToolModelTurn Score(EvaluationItem item, Decision decision, Answer answer)
    {
        DecisionScore score = new(ToolsOf(item.Row), _validator);
        if (_ranks is null || decision.Due != DueAction.Call || decision.IsTry || _ranks.Find(decision.Pages) is not { Count: > 0 } pages)
            return score.Score(decision, answer, null);
        Decision known = decision with { Contrast = decision.Contrast ?? _ranks.Contrast(pages, decision.Expected) };
        return score.Score(known, answer, _ranks.Rank(pages, answer.Calls));
    }

    private static string? ProblemOf(EvaluationItem item, IReadOnlyList<Decision> decisions)
    {
        if (decisions.Count == 0)
            return "The row has no message of the assistant to compare with.";
        HashSet<string> offered = [.. ToolsOf(item.Row).Select(tool => tool.Name)];
        return decisions.SelectMany(decision => decision.Expected).FirstOrDefault(call => !offered.Contains(call.Name)) is { } call
            ? $"The row calls '{call.Name}', which is not among the tools that it offers."
            : null;
    }

    private static IReadOnlyList<ToolDefinition> ToolsOf(DatasetRow row) => row.AvailableTools.Count > 0 || row is ToolConversation { Kind: ConversationKind.MissingTool } ? row.AvailableTools : BuiltInTools.All;

    private ToolModelResult Begin(EvaluationItem item, MeasurementStatus status) => new(item.Row.Id, status)
    {
        Query = item.Row.FirstQuery,
        Kind = (item.Row as ToolConversation)?.Kind?.ToString() ?? item.Row.Provenance?.Kind ?? (item.Row is ToolConversation ? "Conversation" : "Query"),
        Difficulty = (item.Row as ToolConversation)?.Difficulty ?? (Enum.TryParse(item.Row.Provenance?.Difficulty, ignoreCase: true, out QueryDifficulty asked) ? asked : null),
        Example = item.Example?.Id,
        Backend = _options.Backend,
    };

    private ToolModelResult Count(ToolModelResult result, PlayUsage usage) => result with
    {
        Attempts = usage.Attempts,
        InputTokens = usage.InputTokens,
        OutputTokens = usage.OutputTokens,
        Cost = _options.Price?.Of(usage.InputTokens, usage.OutputTokens),
        Latency = usage.Latency,
        IsResumed = usage is { IsResumed: true, Attempts: > 0 },
    };
}
