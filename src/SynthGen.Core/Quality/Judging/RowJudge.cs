using SynthGen.Generation.Journal;
using SynthGen.Models;

namespace SynthGen.Quality.Judging;

/// <summary>
/// Asks a model about rows: two questions each, at the same time. A complete verdict is stored in the journal and reused; an
/// incomplete one is requested again in the next run. Thread-safe.
/// </summary>
/// <param name="model">The judge, with retries and pacing.</param>
/// <param name="sampling">Its sampling options.</param>
/// <param name="journal">The journal of verdicts; null for none.</param>
/// <param name="keys">Computes a row's key in the journal.</param>
public sealed class RowJudge(IChatModel model, ChatSampling sampling, VerdictJournal? journal, JournalKey keys)
{
    /// <summary>The judge did not reply, for a reason that is not the row's.</summary>
    public const string NoReply = nameof(NoReply);

    /// <summary>The service refuses to judge this row.</summary>
    public const string Refused = nameof(Refused);

    /// <summary>The judge's reply cannot be used.</summary>
    public const string UnusableReply = nameof(UnusableReply);

    /// <summary>Judges a row and returns one result for each <see cref="JudgeCriterion"/>.</summary>
    /// <exception cref="RunEndedException">No further request may be sent, or the journal cannot be written any more.</exception>
    public async Task<IReadOnlyList<GateResult>> JudgeAsync(SyntheticQuery row, CancellationToken cancellationToken)
    {
        UInt128 key = keys.Of(JudgePrompt.DataOf(row));
        if (journal?.Find(key) is { Row.Verdict: { } known })
            return known.Gates;
        if (journal?.Failure is { } failure)
            throw new RunEndedException(RunEnd.JournalNotWritten, failure.Message, failure);

        Answer[] answers = await Task.WhenAll(
            AskAsync(JudgePrompt.Extract(row, sampling), row, Extraction.Score, Extraction.Criteria, cancellationToken),
            AskAsync(JudgePrompt.Compare(row, sampling), row, Comparison.Score, Comparison.Criteria, cancellationToken)).ConfigureAwait(false);
        GateResult[] results = [.. answers.SelectMany(answer => answer.Results)];
        Answer? fault = answers.FirstOrDefault(answer => answer.Fault is not null);
        Store(key, new JudgeVerdict(row.Page, row.Source)
        {
            Label = row.Label,
            Ordinal = row.Ordinal,
            Row = fault is null ? row with { Id = row.Id, Verdict = new Verdict(results) } : null,
            Problem = fault?.Fault,
            Cause = fault is null ? null : answers.Any(answer => answer.IsServiceFault) ? FailureCause.Service : FailureCause.Page,
            RawReply = fault?.Reply?.Text,
            Attempts = answers.Sum(answer => answer.Attempts),
            Model = answers.Select(answer => answer.Reply?.Model).FirstOrDefault(name => name is not null),
            InputTokens = answers.Sum(answer => answer.InputTokens),
            OutputTokens = answers.Sum(answer => answer.OutputTokens),
        });
        return results;
    }

    private void Store(UInt128 key, JudgeVerdict verdict)
    {
        try
        {
            journal?.Append(key, verdict);
        }
        catch (JournalNotWrittenException)
        {
            // The verdict was paid for. The run ends with the next row, and with its command.
        }
    }

    private async Task<Answer> AskAsync(
        ChatRequest request, SyntheticQuery row, Func<ChatReply, SyntheticQuery, IEnumerable<GateResult>> score,
        IEnumerable<JudgeCriterion> criteria, CancellationToken cancellationToken)
    {
        ChatReply reply;
        try
        {
            reply = await model.CompleteAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ChatException fault)
        {
            string status = fault.Status is { } code ? $" (status {code})" : "";
            bool isRows = fault.Fault == ChatErrorKind.Page;
            return new Answer(
                [.. JudgeResults.Unknown(criteria, isRows ? Refused : NoReply, fault.Message)], null, fault.Attempts,
                $"{(isRows ? "The service refuses to judge this row" : "The judge gave no reply")}: {fault.Message}{status}")
            {
                IsServiceFault = !isRows,
                InputTokens = fault.InputTokens,
                OutputTokens = fault.OutputTokens,
            };
        }

        try
        {
            return new Answer([.. score(reply, row)], reply, reply.Attempts, null);
        }
        catch (FormatException fault)
        {
            return new Answer([.. JudgeResults.Unknown(criteria, UnusableReply, fault.Message)], reply, reply.Attempts, $"The judge's reply cannot be used: {fault.Message}");
        }
    }

    private sealed record Answer(IReadOnlyList<GateResult> Results, ChatReply? Reply, int Attempts, string? Fault)
    {
        public bool IsServiceFault { get; init; }

        public int InputTokens { get; init; } = Reply?.InputTokens ?? 0;

        public int OutputTokens { get; init; } = Reply?.OutputTokens ?? 0;
    }
}
