using SynthGen.TestServer.Model;

namespace SynthGen.TestServer.Faults;

/// <summary>A plan by chance: each attempt draws from (seed, page, attempt), so that the order does not matter.</summary>
public sealed class SeededFaultPlan : FaultPlan
{
    private readonly ulong _seed;
    private readonly (Fault Fault, double Below)[] _ladder;

    /// <summary>Creates a plan.</summary>
    /// <param name="seed">Another seed gives another run.</param>
    /// <param name="rates">The share of attempts that each fault hits, 0 to 1, together at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rates are out of range.</exception>
    public SeededFaultPlan(ulong seed, IReadOnlyDictionary<Fault, double> rates)
    {
        _seed = seed;
        double sum = 0;
        _ladder = [.. rates.OrderBy(rate => rate.Key).Select(rate =>
        {
            ArgumentOutOfRangeException.ThrowIfNegative(rate.Value, nameof(rates));
            return (rate.Key, sum += rate.Value);
        })];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sum, 1.000001, nameof(rates));
    }

    /// <summary>Attempts after this one always succeed, so that retries end; default 3.</summary>
    public int FaultyAttempts { get; init; } = 3;

    /// <summary>
    /// Whether a fault of the reply belongs to the page and hits its every reply, so that the result of a run does not depend
    /// on how often a page was asked about. Otherwise it hits one attempt, and never a second one of the same page.
    /// </summary>
    public bool RepliesStick { get; init; }

    /// <summary>Faults of every kind, equally often, that hit a share of the attempts.</summary>
    public static SeededFaultPlan Chaos(ulong seed, double rate) => Of(seed, rate, [.. FaultKinds.Transport, .. FaultKinds.Reply]);

    /// <summary>Faults in which there is no reply, equally often, that hit a share of the attempts.</summary>
    public static SeededFaultPlan Transport(ulong seed, double rate) => Of(seed, rate, FaultKinds.Transport);

    /// <summary>These faults, equally often, that hit a share of the attempts.</summary>
    public static SeededFaultPlan Of(ulong seed, double rate, IReadOnlyList<Fault> faults) =>
        new(seed, faults.ToDictionary(fault => fault, _ => rate / faults.Count));

    /// <inheritdoc/>
    public override Behavior For(AskedPage page, int attempt)
    {
        if (RepliesStick)
            return ForSticky(page.Hash, attempt);
        if (attempt > FaultyAttempts)
            return Fault.None;

        Fault fault = Draw(page.Hash, attempt);
        if (fault.IsOfReply())
        {
            for (int earlier = 1; earlier < attempt; earlier++)
            {
                if (Draw(page.Hash, earlier).IsOfReply())
                    return Fault.None;
            }
        }

        return fault;
    }

    private Fault ForSticky(ulong hash, int attempt)
    {
        Fault fault = attempt <= FaultyAttempts ? Draw(hash, attempt) : Fault.None;
        if (fault is not Fault.None && !fault.IsOfReply())
            return fault;
        Fault ofPage = Draw(hash, 0);
        return ofPage.IsOfReply() ? ofPage : Fault.None;
    }

    private Fault Draw(ulong hash, int attempt)
    {
        double chance = PageHash.Chance(_seed, hash, attempt);
        foreach ((Fault fault, double below) in _ladder)
        {
            if (chance < below)
                return fault;
        }

        return Fault.None;
    }
}
