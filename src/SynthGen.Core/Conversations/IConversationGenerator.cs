namespace SynthGen.Conversations;

/// <summary>Turns a plan into a conversation. Port.</summary>
public interface IConversationGenerator
{
    /// <summary>Generates the conversation of a plan. Called for several plans at a time.</summary>
    /// <returns>The plan's outcome; a plan that fails is a Failed outcome, not an exception.</returns>
    /// <exception cref="Models.RunEndedException">Nothing more can be generated in this run.</exception>
    Task<ConversationOutcome> GenerateAsync(ConversationPlan plan, CancellationToken cancellationToken);
}
