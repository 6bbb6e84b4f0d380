using SynthGen.Hashing;
using SynthGen.Models;
using SynthGen.Models.Batches;

namespace SynthGen.Conversations;

/// <summary>
/// Generates the conversations of a run: draws plans, several in work at a time, and draws others for those that fail. Outcomes come
/// in the order of their plans, which does not depend on which of them is ready first. Not thread-safe: one thread takes.
/// </summary>
public sealed class ConversationRun
{
    /// <summary>The number of plans that are drawn for each conversation of a kind before the kind is given up, beside a few for the first.</summary>
    public const int PlansPerConversation = 12;

    private const int FirstPlans = 40;

    private readonly IConversationPlanner _planner;
    private readonly IConversationGenerator _generator;
    private readonly OrderedQueue<(int Number, ConversationKind Kind, int Draw), ConversationOutcome> _queue;
    private readonly Queue<ConversationKind> _wanted;
    private readonly Dictionary<ConversationKind, KindTally> _kinds;
    private readonly HashSet<ulong> _ids = [];
    private readonly int _requested;
    private int _plans;

    /// <summary>Creates a run.</summary>
    /// <param name="planner">Draws the plans.</param>
    /// <param name="generator">Generates their conversations.</param>
    /// <param name="kinds">The kind of each conversation; see <see cref="ConversationKinds.Draw"/>.</param>
    /// <param name="workers">The number of plans in work at a time, from 1.</param>
    /// <param name="cancellationToken">Cancels all work.</param>
    public ConversationRun(IConversationPlanner planner, IConversationGenerator generator, IReadOnlyList<ConversationKind> kinds, int workers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        (_planner, _generator, _requested) = (planner, generator, kinds.Count);
        _wanted = new(kinds);
        _kinds = kinds.CountBy(kind => kind).ToDictionary(pair => pair.Key, pair => new KindTally(pair.Value));

        // Fixed, so that the same plans are drawn again however many are worked on at a time.
        _queue = new(GenerateAsync, workers, Capacity, cancellationToken, plan => ConversationOutcome.Pending(new ConversationPlan(plan.Number, plan.Kind, [])));
    }

    /// <summary>The number of plans that are held at a time.</summary>
    public const int Capacity = 64;

    /// <summary>The reason why the run ended early; null if it did not.</summary>
    public RunEndedException? End => _queue.End;

    /// <summary>The counts so far.</summary>
    public ConversationSummary Summary => new(_requested, _kinds.Values.Sum(kind => kind.Generated))
    {
        Kinds = [.. _kinds.OrderBy(pair => pair.Key).Select(pair => pair.Value.ToCount(pair.Key))],
        Plans = _plans - _queue.Waiting,
        InputTokens = _kinds.Values.Sum(kind => kind.InputTokens),
        OutputTokens = _kinds.Values.Sum(kind => kind.OutputTokens),
        Resumed = _kinds.Values.Sum(kind => kind.Resumed),
    };

    /// <summary>Waits for the next plan's outcome; null when all conversations are there, or no plan is left to draw.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async Task<ConversationOutcome?> TakeAsync()
    {
        while (!_queue.IsFull && End is null && _wanted.TryDequeue(out ConversationKind kind))
        {
            KindTally tally = _kinds[kind];
            if (tally.Drawn >= tally.Requested * PlansPerConversation + FirstPlans)
                continue;
            _queue.Add((++_plans, kind, tally.Drawn++));
        }

        if (_queue.Waiting == 0)
            return null;

        ConversationOutcome outcome = await _queue.TakeAsync().ConfigureAwait(false);

        // Two plans may come to the same words.
        if (outcome.Conversations is [var first, ..] && !_ids.Add(StableRandom.Hash(first.Id)))
        {
            outcome = outcome with { Status = OutcomeStatus.Failed, Conversations = [], Reason = "The conversation was there before.", Cause = FailureCause.Page };
        }

        _kinds[outcome.Kind].Add(outcome);
        if (outcome is { Status: OutcomeStatus.Failed, Cause: FailureCause.Page })
            _wanted.Enqueue(outcome.Kind);
        return outcome;
    }

    private async Task<ConversationOutcome> GenerateAsync((int Number, ConversationKind Kind, int Draw) drawn, CancellationToken cancellationToken)
    {
        ConversationPlan plan = new(drawn.Number, drawn.Kind, []);
        try
        {
            (plan, string? problem) = _planner.Draw(drawn.Number, drawn.Kind, drawn.Draw);
            return problem is not null ? ConversationOutcome.Failed(plan, problem) : await _generator.GenerateAsync(plan, cancellationToken).ConfigureAwait(false);
        }
        catch (CallPendingException)
        {
            return ConversationOutcome.Pending(plan);
        }
        catch (ChatException error)
        {
            return ConversationOutcome.Failed(plan, error.Message, FailureCause.Service);
        }
        catch (Exception error) when (error is not RunEndedException && (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested))
        {
            return ConversationOutcome.Failed(plan, $"The generator broke on this plan ({error.GetType().Name}: {error.Message}).");
        }
    }
}
