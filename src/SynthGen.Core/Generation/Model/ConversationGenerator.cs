using SynthGen.Generation.Prompts;
using SynthGen.Json;
using SynthGen.Models;

namespace SynthGen.Generation.Model;

/// <summary>
/// Maintains the conversation in which pages are sent. It wraps all other generators, so that pages from a journal are part of
/// the conversation too. Not for several pages at a time.
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

    /// <summary>Returns the ideal reply with these rows: rows that were dropped or repaired must not serve as examples.</summary>
    internal static string Reply(IReadOnlyList<SyntheticQuery> rows) => JsonValue.ToJson(JsonValue.Object(
        ("queries", rows.Select(row => (object?)JsonValue.Object(
            ("query", row.Query),
            ("tools", row.Tools.Select(call => (object?)JsonValue.Object(("name", call.Name), ("arguments", call.Arguments))).ToList()),
            ("evidence", row.Evidence!.Quote))).ToList())));
}
