using SynthGen.Generation.Prompts;
using SynthGen.Json;
using SynthGen.Models;

namespace SynthGen.Generation.Model;

/// <summary>
/// Keeps the conversation that pages are asked for in: outermost, so that pages from a journal are part of it too. For
/// one page at a time.
/// </summary>
public sealed class ConversationGenerator(IQueryGenerator inner, PageConversation conversation, PromptWriter prompts) : DelegatingGenerator(inner)
{
    /// <inheritdoc/>
    public override async Task<PageOutcome> GenerateAsync(OcrPage page, CancellationToken cancellationToken)
    {
        PageOutcome outcome = await Inner.GenerateAsync(page, cancellationToken).ConfigureAwait(false);
        if (outcome.Status == OutcomeStatus.Generated)
            conversation.Add(prompts.Page(page), new ChatTurn(ChatRole.Assistant, Reply(outcome.Rows)));
        return outcome;
    }

    // As the model should have said it: what was dropped or mended is not held up as an example.
    private static string Reply(IReadOnlyList<SyntheticQuery> rows) => JsonValue.ToJson(JsonValue.Object(
        ("queries", rows.Select(row => (object?)JsonValue.Object(
            ("query", row.Query),
            ("tools", row.Tools.Select(call => (object?)JsonValue.Object(("name", call.Name), ("arguments", call.Arguments))).ToList()),
            ("evidence", row.Evidence!.Quote))).ToList())));
}
