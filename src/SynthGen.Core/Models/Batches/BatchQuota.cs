namespace SynthGen.Models.Batches;

/// <summary>
/// How much a service lets wait in jobs at a time, learned from its refusals: after each one it waits longer, and a job that
/// is refused while no other waits is sent in halves.
/// </summary>
internal sealed class BatchQuota(BatchOptions options, TimeProvider time)
{
    // A run that does not wait tries a little; one that waits, as long as jobs may become fewer or smaller.
    private const int FewRefusals = 2, ManyRefusals = 40;
    private static readonly TimeSpan LongestShortWait = TimeSpan.FromSeconds(30), LongestWait = TimeSpan.FromMinutes(5);
    private int _refusals, _hopeless;

    /// <summary>The maximum number of requests of a job.</summary>
    public int Requests { get; private set; } = int.MaxValue;

    /// <summary>When the next job may be sent.</summary>
    public DateTimeOffset NotBefore { get; private set; }

    /// <summary>Records a job that was created.</summary>
    public void Accepted() => (_refusals, _hopeless) = (0, 0);

    /// <summary>Records a job that was refused.</summary>
    /// <param name="refusal">The refusal; null if the job was created and not begun.</param>
    /// <param name="tooMany">The number of requests, if no other job waits, so that this one is too large in itself; null if others do.</param>
    /// <returns>Whether it is worth trying again.</returns>
    public bool Refused(ChatException? refusal, int? tooMany)
    {
        // While others are under way, there will be room when they are over, however long that takes.
        _refusals++;
        _hopeless += tooMany is null && options.Waits ? 0 : 1;
        if (refusal?.RetryAfter > options.MaxWait || _hopeless > (options.Waits ? ManyRefusals : FewRefusals))
            return false;
        if (tooMany > 1)
            Requests = tooMany.Value / 2;
        TimeSpan longest = options.Waits ? LongestWait : LongestShortWait;
        TimeSpan wait = refusal?.RetryAfter ?? TimeSpan.FromSeconds(Math.Pow(2, Math.Min(_refusals, 10) - 1));
        NotBefore = time.GetUtcNow() + (wait < longest || refusal?.RetryAfter is not null && options.Waits ? wait : longest);
        return true;
    }
}
