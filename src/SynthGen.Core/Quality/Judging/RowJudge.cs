using SynthGen.Documents;
using SynthGen.Generation.Journal;
using SynthGen.Models;
using SynthGen.Models.Batches;

namespace SynthGen.Quality.Judging;

/// <summary>
/// Asks a model about rows: two questions about a query, three about a conversation, at the same time. A complete verdict is stored in the journal and reused; an
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

    /// <summary>Judges a row and returns one result for each <see cref="JudgeCriterion"/> of its kind.</summary>
    /// <exception cref="RunEndedException">No further request may be sent, or the journal cannot be written any more.</exception>
    public async Task<IReadOnlyList<GateResult>> JudgeAsync(DatasetRow row, CancellationToken cancellationToken)
    {
        UInt128 key = keys.Of(JudgeQuestion.DataOf(row));
        if (journal?.Find(key) is { Row.Verdict: { } known })
            return known.Gates;
        if (journal?.Failure is { } failure)
            throw new RunEndedException(RunEnd.JournalNotWritten, failure.Message, failure);

        using BatchScope scope = BatchScope.Begin();
        Answer[] answers = await Task.WhenAll(JudgeQuestion.Of(row, sampling).Select(question => AskAsync(question, cancellationToken))).ConfigureAwait(false);
        GateResult[] results = [.. answers.SelectMany(answer => answer.Results)];
        Answer? fault = answers.FirstOrDefault(answer => answer.Fault is not null);
        if (fault is not null)
            scope.Forget();
        PageKey page = row.GetPageKeys() is [var first, ..] ? first : new PageKey(row.Source, 0, 0, null);
        Store(key, new JudgeVerdict(page.Number, page.Source)
        {
            Label = page.Printed,
            Ordinal = page.Ordinal,
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

    private async Task<Answer> AskAsync(JudgeQuestion question, CancellationToken cancellationToken)
    {
        ChatReply reply;
        try
        {
            reply = await model.CompleteAsync(question.Request, cancellationToken).ConfigureAwait(false);
        }
        catch (ChatException fault)
        {
            string status = fault.Status is { } code ? $" (status {code})" : "";
            bool isRows = fault.Fault == ChatErrorKind.Page;
            return new Answer(
                [.. JudgeResults.Unknown(question.Criteria, isRows ? Refused : NoReply, fault.Message)], null, fault.Attempts,
                $"{(isRows ? "The service refuses to judge this row" : "The judge gave no reply")}: {fault.Message}{status}")
            {
                IsServiceFault = !isRows,
                InputTokens = fault.InputTokens,
                OutputTokens = fault.OutputTokens,
            };
        }

        try
        {
            return new Answer([.. question.Score(reply)], reply, reply.Attempts, null);
        }
        catch (FormatException fault)
        {
            return new Answer([.. JudgeResults.Unknown(question.Criteria, UnusableReply, fault.Message)], reply, reply.Attempts, $"The judge's reply cannot be used: {fault.Message}");
        }
    }

    private sealed record Answer(IReadOnlyList<GateResult> Results, ChatReply? Reply, int Attempts, string? Fault)
    {
        public bool IsServiceFault { get; init; }

        public int InputTokens { get; init; } = Reply?.InputTokens ?? 0;

        public int OutputTokens { get; init; } = Reply?.OutputTokens ?? 0;
    }
}
