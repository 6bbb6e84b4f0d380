namespace SynthGen.TestServer.Faults;

/// <summary>The server's behavior for one request.</summary>
/// <param name="Fault">The fault.</param>
public readonly record struct Behavior(Fault Fault)
{
    /// <summary>The text of the reply; null for the model's own.</summary>
    public string? Text { get; init; }

    /// <summary>The response in place of the sound answer, as the named service sends it; null for the answer itself.</summary>
    public ServiceBehavior? Service { get; init; }

    /// <summary>How long a 429 asks to wait; null for the server's usual.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The latency of the answer; null for the server's default.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>A reply with this text.</summary>
    public static Behavior Say(string text) => new(Fault.None) { Text = text };

    /// <summary>A 429 that asks to wait.</summary>
    public static Behavior Wait(TimeSpan retryAfter) => new(Fault.RateLimited) { RetryAfter = retryAfter };

    /// <summary>The behaviour of a real service, by its name in <see cref="ServiceBehavior.All"/>.</summary>
    public static Behavior Named(string name) => ServiceBehavior.Named(name);

    /// <summary>The behaviour of a real service.</summary>
    public static implicit operator Behavior(ServiceBehavior service) => new(Fault.None) { Service = service };

    /// <summary>The fault and nothing else.</summary>
    public static implicit operator Behavior(Fault fault) => new(fault);
}
