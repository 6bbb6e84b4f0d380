using SynthGen.TestServer.Model;

namespace SynthGen.TestServer.Faults;

/// <summary>Decides what the server does with each request, from the page and the attempt alone: never from order or time.</summary>
public abstract class FaultPlan
{
    /// <summary>Nothing ever goes wrong.</summary>
    public static FaultPlan None { get; } = new ScriptedFaultPlan();

    /// <summary>What happens to an attempt. Safe to call from many threads.</summary>
    /// <param name="page">The page asked about.</param>
    /// <param name="attempt">The page's attempt, from 1; requests that a quota refused are not counted.</param>
    public abstract Behavior For(AskedPage page, int attempt);
}
