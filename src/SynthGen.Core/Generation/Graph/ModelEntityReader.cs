using SynthGen.Generation.Model;
using SynthGen.Models;

namespace SynthGen.Generation.Graph;

/// <summary>
/// Asks a model for what a page names, and then, up to a number of rounds, for what is missing (gleaning, as GraphGen does it:
/// arXiv 2505.20416). What the page does not have is dropped and counted. Thread-safe.
/// </summary>
/// <param name="model">The model, with retries and pacing.</param>
/// <param name="sampling">Its sampling options.</param>
/// <param name="gleaningRounds">The maximum number of requests for what is missing, from 0.</param>
public sealed class ModelEntityReader(IChatModel model, ChatSampling sampling, int gleaningRounds) : IEntityReader
{
    /// <inheritdoc/>
    public async Task<EntityOutcome> ReadAsync(OcrPage page, CancellationToken cancellationToken)
    {
        if (BlankPages.Skip(page) is { } skipped)
            return new EntityOutcome(skipped);

        List<ChatTurn> turns = [EntityPrompt.Instruction, EntityPrompt.Page(page)];
        EntityDraft draft = new(page);
        PageOutcome usage = PageOutcome.Empty(page, "The page names nothing.") with { Attempts = 0 };
        (string? failure, FailureCause cause, string? raw) = (null, FailureCause.Page, null);
        for (int round = 0; round <= gleaningRounds; round++)
        {
            ChatReply reply;
            try
            {
                reply = await model.CompleteAsync(new ChatRequest([.. turns], EntityPrompt.Schema) { Sampling = sampling, CommonTurns = 1 }, cancellationToken).ConfigureAwait(false);
            }
            catch (ChatException fault)
            {
                (failure, cause) = (ModelQueryGenerator.Refusal(fault), fault.Fault == ChatErrorKind.Page ? FailureCause.Page : FailureCause.Service);
                usage = Add(usage, fault.Attempts, fault.InputTokens, fault.OutputTokens) with { RequestId = fault.RequestId };
                break;
            }

            usage = Add(usage, reply.Attempts, reply.InputTokens ?? 0, reply.OutputTokens ?? 0) with { Model = reply.Model };
            EntityReply listed = EntityReply.Read(reply.Text);
            if ((ReplyFinish.Fault(reply) ?? listed.Fault) is { } unusable)
            {
                (failure, raw) = (unusable, reply.Text);
                break;
            }

            if (!draft.Take(listed) || reply.Finish == ChatFinish.Length)
                break;
            turns = [.. turns, new ChatTurn(ChatRole.Assistant, reply.Text), EntityPrompt.More];
        }

        return ToOutcome(page, draft, usage, failure, cause, raw);
    }

    // What an earlier round found stays, unless the service failed: then the page is asked for again as a whole.
    private static EntityOutcome ToOutcome(OcrPage page, EntityDraft draft, PageOutcome usage, string? failure, FailureCause cause, string? raw)
    {
        bool isFailed = failure is not null && (draft.IsEmpty || cause == FailureCause.Service);
        OutcomeStatus status = isFailed ? OutcomeStatus.Failed : draft.IsEmpty ? OutcomeStatus.Empty : OutcomeStatus.Generated;
        PageOutcome outcome = new(usage.Page, usage.Source, status)
        {
            Label = usage.Label,
            Ordinal = usage.Ordinal,
            Attempts = Math.Max(1, usage.Attempts),
            Model = usage.Model,
            RequestId = usage.RequestId,
            InputTokens = usage.InputTokens,
            OutputTokens = usage.OutputTokens,
            Dropped = draft.Dropped,
            Reason = failure ?? (status == OutcomeStatus.Empty ? usage.Reason : null),
            Cause = cause,
            RawReply = isFailed ? raw : null,
        };
        return new EntityOutcome(outcome, isFailed ? null : draft.ToEntities());
    }

    private static PageOutcome Add(PageOutcome usage, int attempts, int inputTokens, int outputTokens) => usage with
    {
        Attempts = usage.Attempts + attempts,
        InputTokens = usage.InputTokens + inputTokens,
        OutputTokens = usage.OutputTokens + outputTokens,
    };
}
