using SynthGen.Conversations;
using SynthGen.Rows;
using SynthGen.Text;

namespace SynthGen;

/// <summary>The outcome of one plan; every plan that was tried has exactly one.</summary>
/// <param name="Number">The plan's number in its run, from 1.</param>
/// <param name="Kind">The kind that was planned.</param>
/// <param name="Status">Generated, Failed or Pending.</param>
public sealed record ConversationOutcome(int Number, ConversationKind Kind, OutcomeStatus Status)
{
    /// <summary>The conversations; empty unless <see cref="Status"/> is Generated. The first one is the best; others are further tries.</summary>
    public IReadOnlyList<ToolConversation> Conversations { get; init => field = ListSnapshot.Of(value); } = [];

    /// <summary>The reason why there is no conversation; null if there is one.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// Whose fault it is that the plan failed: Page if another plan may succeed, Service for the network, the key, a quota, the
    /// server; null if it did not fail.
    /// </summary>
    public FailureCause? Cause { get => Status == OutcomeStatus.Failed ? field ?? FailureCause.Service : null; init; }

    /// <summary>The number of requests, including those without a reply; 0 for conversations without a model.</summary>
    public int Attempts { get; init; }

    /// <summary>Input tokens of all parts.</summary>
    public int InputTokens { get; init; }

    /// <summary>Output tokens of all parts.</summary>
    public int OutputTokens { get; init; }

    /// <summary>The cost of the tokens, in US dollars; null if not requested or the price is unknown.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Whether the outcome comes from an earlier run's journal.</summary>
    public bool IsResumed { get; init; }

    /// <summary>Creates the outcome of a plan with conversations.</summary>
    public static ConversationOutcome Generated(ConversationPlan plan, IReadOnlyList<ToolConversation> conversations) =>
        Of(plan, OutcomeStatus.Generated) with { Conversations = conversations };

    /// <summary>Creates the outcome of a plan that gave no conversation.</summary>
    public static ConversationOutcome Failed(ConversationPlan plan, string reason, FailureCause cause = FailureCause.Page) =>
        Of(plan, OutcomeStatus.Failed) with { Reason = reason, Cause = cause };

    /// <summary>Creates the outcome of a plan that was not tried or not finished.</summary>
    public static ConversationOutcome Pending(ConversationPlan plan) => Of(plan, OutcomeStatus.Pending);

    /// <summary>Number, kind, status and reason.</summary>
    public override string ToString() => PrintableText.Line($"{Number}. {Kind}: {Status}{(Reason is null ? "" : $" ({Reason})")}");

    private static ConversationOutcome Of(ConversationPlan plan, OutcomeStatus status) => new(plan.Number, plan.Kind, status);
}
