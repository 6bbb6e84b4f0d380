using SynthGen.TestServer.Model;

namespace SynthGen.TestServer.Faults;

/// <summary>Decides the server's behavior for each request. It depends only on page and attempt, never on order or time.</summary>
public abstract class FaultPlan
{
    /// <summary>A plan without faults.</summary>
    public static FaultPlan None { get; } = new ScriptedFaultPlan();

    /// <summary>Decides the behavior for an attempt. Safe to call from many threads.</summary>
    /// <param name="page">The page asked about.</param>
    /// <param name="attempt">The page's attempt, from 1; requests that a quota refused are not counted.</param>
    public abstract Behavior For(AskedPage page, int attempt);
}
