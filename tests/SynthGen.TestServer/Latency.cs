using SynthGen.TestServer.Model;

namespace SynthGen.TestServer;

/// <summary>The latency of replies. It depends only on (seed, page, attempt), not on the order. Refusals and errors come at once.</summary>
public sealed class Latency
{
    private readonly Func<ulong, int, TimeSpan> _of;

    private Latency(Func<ulong, int, TimeSpan> of) => _of = of;

    /// <summary>No time.</summary>
    public static Latency None { get; } = Fixed(TimeSpan.Zero);

    /// <summary>Always the same.</summary>
    public static Latency Fixed(TimeSpan time) => new((_, _) => time);

    /// <summary>Any time between two, equally likely.</summary>
    public static Latency Between(TimeSpan least, TimeSpan most, ulong seed) =>
        new((hash, attempt) => least + (most - least) * PageHash.Chance(~seed, hash, attempt));

    /// <summary>Log-normal, like real models: mostly near the median, sometimes several times as long.</summary>
    /// <param name="median">Half of the replies take longer.</param>
    /// <param name="sigma">The spread; at 0.5 one reply in a hundred takes more than 3.2 medians.</param>
    /// <param name="seed">Another seed gives other times.</param>
    public static Latency LogNormal(TimeSpan median, double sigma, ulong seed) => new((hash, attempt) =>
    {
        // Box and Muller (1958).
        double radius = Math.Sqrt(-2 * Math.Log(1 - PageHash.Chance(~seed, hash, attempt)));
        double angle = 2 * Math.PI * PageHash.Chance(seed ^ 0x5DEECE66D, hash, attempt);
        return median * Math.Exp(sigma * radius * Math.Cos(angle));
    });

    /// <summary>How long the reply to a page's attempt takes.</summary>
    public TimeSpan For(AskedPage page, int attempt) => _of(page.Hash, attempt);
}
