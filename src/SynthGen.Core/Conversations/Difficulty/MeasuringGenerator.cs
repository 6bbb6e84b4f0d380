namespace SynthGen.Conversations.Difficulty;

/// <summary>Adds the measured difficulty to the conversations of another generator, and drops those that are easier than asked for.</summary>
/// <param name="inner">The other generator.</param>
/// <param name="searcher">Measures.</param>
/// <param name="least">The least difficulty. Conversations without a page have none, and are kept.</param>
public sealed class MeasuringGenerator(IConversationGenerator inner, ReferenceSearcher searcher, QueryDifficulty least) : IConversationGenerator
{
    /// <inheritdoc/>
    public async Task<ConversationOutcome> GenerateAsync(ConversationPlan plan, CancellationToken cancellationToken)
    {
        ConversationOutcome outcome = await inner.GenerateAsync(plan, cancellationToken).ConfigureAwait(false);
        List<ToolConversation> measured = [];
        foreach (ToolConversation row in outcome.Conversations)
        {
            SearchTrace? trace = await searcher.MeasureAsync(row, cancellationToken).ConfigureAwait(false);
            if (trace is not null && trace.Difficulty < least)
                return ConversationOutcome.Failed(plan, "The page is easier to find than asked for.") with { Attempts = outcome.Attempts, InputTokens = outcome.InputTokens, OutputTokens = outcome.OutputTokens };
            measured.Add(row with { Id = row.Id, Difficulty = trace?.Difficulty });
        }

        return outcome with { Conversations = measured };
    }
}
