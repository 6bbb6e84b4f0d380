using SynthGen.Generation;

namespace SynthGen.Conversations;

/// <summary>Counts the outcomes of one kind. Not thread-safe.</summary>
/// <param name="requested">The number of conversations that were asked for.</param>
internal sealed class KindTally(int requested)
{
    private readonly ReasonTally _reasons = new();

    /// <summary>The number of conversations that were asked for.</summary>
    public int Requested => requested;

    /// <summary>The number of plans that were drawn.</summary>
    public int Drawn { get; set; }

    /// <summary>The number of conversations.</summary>
    public int Generated { get; private set; }

    /// <summary>The number of outcomes from a journal.</summary>
    public int Resumed { get; private set; }

    /// <summary>Input tokens of this run.</summary>
    public long InputTokens { get; private set; }

    /// <summary>Output tokens of this run.</summary>
    public long OutputTokens { get; private set; }

    /// <summary>Counts an outcome.</summary>
    public void Add(ConversationOutcome outcome)
    {
        Generated += outcome.Status == OutcomeStatus.Generated ? 1 : 0;
        if (outcome.Reason is { } reason)
            _reasons.Add(OutcomeStatus.Failed, reason);
        if (outcome.IsResumed)
        {
            Resumed++;
            return;
        }

        InputTokens += outcome.InputTokens;
        OutputTokens += outcome.OutputTokens;
    }

    /// <summary>Returns the counts.</summary>
    public ConversationKindCount ToCount(ConversationKind kind) => new(kind, requested, Generated)
    {
        Dropped = _reasons.ToList(),
    };
}
