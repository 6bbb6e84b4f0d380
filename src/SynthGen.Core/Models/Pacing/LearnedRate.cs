namespace SynthGen.Models.Pacing;

/// <summary>
/// The requests a minute that a server accepts, learned from its refusals: the number that a refusal names, or else the number
/// accepted in the minute before. Such an estimate may be far too low, so it is raised while requests succeed, in steps that
/// double. A refusal takes the last step back. Not thread-safe.
/// </summary>
internal sealed class LearnedRate
{
    private const double FirstStep = .005, LargestStep = .5, BackStep = .98;

    // A number that the server named is raised only to find out whether the server has raised it since.
    private const double NamedStep = .02;
    private static readonly TimeSpan GuessHolds = TimeSpan.FromSeconds(15), NamedHolds = TimeSpan.FromMinutes(5);

    private readonly ObservedRate _accepted = new();
    private DateTimeOffset _triedAt;
    private double _step, _before;
    private bool _isNamed;

    /// <summary>Requests a minute; null until a request is refused.</summary>
    public double? PerMinute { get; private set; }

    /// <summary>Records an answered request.</summary>
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

    /// <summary>Records a refused request, the first after an answered one.</summary>
    /// <param name="fault">The refusal.</param>
    /// <param name="share">The share of the granted rate to use, above 0 to 1.</param>
    /// <param name="now">The current time.</param>
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
