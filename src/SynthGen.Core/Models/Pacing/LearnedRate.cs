namespace SynthGen.Models.Pacing;

/// <summary>
/// The requests a minute that a server takes, as it shows: the number that it names when it refuses, or else what it took
/// within the minute before. Such a guess may be far too low, so it is tried upwards while all goes well, in steps that
/// double, and taken back by the last step at a refusal. Not thread-safe.
/// </summary>
internal sealed class LearnedRate
{
    private const double FirstStep = .005, LargestStep = .5, BackStep = .98;

    // A number that the server named itself is only tried for whether it has been raised since.
    private const double NamedStep = .02;
    private static readonly TimeSpan GuessHolds = TimeSpan.FromSeconds(15), NamedHolds = TimeSpan.FromMinutes(5);

    private readonly ObservedRate _accepted = new();
    private DateTimeOffset _triedAt;
    private double _step, _before;
    private bool _isNamed;

    /// <summary>Requests a minute; null as long as nothing was refused.</summary>
    public double? PerMinute { get; private set; }

    /// <summary>A request was answered.</summary>
    public void Accepted(DateTimeOffset now)
    {
        _accepted.Add(now);
        if (PerMinute is not { } rate || now - _triedAt < (_isNamed ? NamedHolds : GuessHolds))
            return;

        _before = rate;
        PerMinute = rate * (1 + (_isNamed ? NamedStep : _step));
        _step = Math.Min(LargestStep, _step * 2);
        _triedAt = now;
    }

    /// <summary>A request was refused, the first after one that was answered.</summary>
    /// <param name="fault">The refusal.</param>
    /// <param name="share">How much of what the server grants is used.</param>
    /// <param name="now">The time.</param>
    public void Refused(ChatException fault, double share, DateTimeOffset now)
    {
        if (fault.RequestsPerMinute is { } quota)
            (PerMinute, _isNamed) = (quota * share, true);
        else if (PerMinute is { } rate)
            PerMinute = Math.Min(_before, rate * BackStep);
        else if (_accepted.InLastMinute(now) is { } observed)
            PerMinute = observed * share;
        (_triedAt, _step, _before) = (now, FirstStep, PerMinute ?? 0);
    }
}
