namespace SynthGen.Models.Batches;

/// <summary>Takes the answers of jobs that are over. Each request ends: with a reply, a refusal, or that it was not run and why.</summary>
internal sealed class BatchTaker(IBatchService service, BatchJournal journal, BatchCalls calls, BatchOptions options)
{
    private const string Cancelled = "The job was cancelled.";

    private readonly Dictionary<string, int> _failedReads = [];

    /// <summary>The number of jobs taken.</summary>
    public int Taken { get; private set; }

    /// <summary>The number of replies taken.</summary>
    public int Replies { get; private set; }

    /// <summary>Takes the answers of a job.</summary>
    /// <returns>Whether the job is done with; else it is to be tried again later.</returns>
    /// <exception cref="ChatException">The service refused.</exception>
    public async Task<bool> TakeAsync(JournaledBatch job, GenerationBatch state, CancellationToken cancellationToken)
    {
        Dictionary<UInt128, BatchAnswer> failed = [];
        string reason = Missing(state);
        if (state.Status is not (GenerationBatchStatus.Unknown or GenerationBatchStatus.Refused))
        {
            try
            {
                await ReadAsync(job, failed, cancellationToken).ConfigureAwait(false);
            }
            catch (ChatException fault) when (fault.Status is 404 or 410)
            {
                reason = $"The job's answers are gone: {fault.Message}";
            }
            catch (ChatException fault) when (fault.Fault is ChatErrorKind.Transient or ChatErrorKind.RateLimited)
            {
                _failedReads[job.Name] = _failedReads.GetValueOrDefault(job.Name) + 1;
                if (_failedReads[job.Name] <= options.RetryLimit)
                    return false;
                reason = $"The job's answers cannot be read: {fault.Message}";
            }
        }

        (UInt128, BatchAnswer?)[] rest = [.. job.Keys.Where(key => !journal.HasReply(key)).Select(key => (key, AnswerOf(key)))];
        string? problem = rest.Length == 0 ? null : $"{rest.Length} of {job.Requests} requests have no reply.{(failed.Count < rest.Length ? $" {reason}" : "")}";
        calls.Settle(() => journal.End(job, state.Status, state.Reason ?? problem), rest, Cancelled);
        Taken++;
        return true;

        BatchAnswer? AnswerOf(UInt128 key) => state.Status switch
        {
            GenerationBatchStatus.Cancelled when !failed.ContainsKey(key) && options.Waits => null,
            GenerationBatchStatus.Refused => BatchCalls.Again,
            _ => failed.GetValueOrDefault(key) ?? BatchAnswer.NotRun(reason),
        };
    }

    private async Task ReadAsync(JournaledBatch job, Dictionary<UInt128, BatchAnswer> failed, CancellationToken cancellationToken)
    {
        HashSet<UInt128> keys = [.. job.Keys];
        await foreach (BatchLine line in service.ReadAsync(job.Id!, [.. job.Keys.Select(BatchJournalLine.KeyText)], cancellationToken).ConfigureAwait(false))
        {
            if (!BatchJournalLine.TryKey(line.Key, out UInt128 key) || !keys.Contains(key) || journal.HasReply(key))
                continue;
            if (!line.Answer.IsReply)
            {
                failed[key] = line.Answer;
                continue;
            }

            journal.Add(key, line.Answer);
            Replies++;
            calls.Answer(key, line.Answer);
        }
    }

    private static string Missing(GenerationBatch state) => state.Status switch
    {
        GenerationBatchStatus.Expired => "The job's time ran out before the request was run.",
        GenerationBatchStatus.Failed => $"The job failed{(state.Reason is null ? "" : $": {state.Reason.TrimEnd('.')}")}.",
        GenerationBatchStatus.Cancelled => Cancelled,
        GenerationBatchStatus.Unknown => state.Reason ?? "The service does not know the job.",
        _ => "The job's answers have no line for some requests.",
    };
}
