namespace SynthGen.Conversations;

/// <summary>Draws plans. Thread-safe: the same number and kind give the same plan, whatever was drawn before.</summary>
public interface IConversationPlanner
{
    /// <summary>Draws a plan.</summary>
    /// <param name="number">The plan's number in its run, from 1.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="draw">The place of the draw among those of the kind, from 0; another draw gives another plan.</param>
    /// <returns>The plan, or a plan without rows and the reason why it cannot be carried out.</returns>
    /// <exception cref="Models.ChatException">The service that embeds queries did not answer.</exception>
    (ConversationPlan Plan, string? Problem) Draw(int number, ConversationKind kind, int draw);
}
