namespace SynthGen.Quality;

/// <summary>One criterion for rows.</summary>
public interface IQualityGate
{
    /// <summary>The gate's name and position.</summary>
    QualityGate Gate { get; }

    /// <summary>Whether rows must come one by one and in order, because a result depends on earlier rows.</summary>
    bool IsOrdered => false;

    /// <summary>
    /// Does the costly part of an ordered gate's work that depends on the row alone. Called on any thread.
    /// </summary>
    void Prepare(TestedRow row)
    {
    }

    /// <summary>Tests a row. Called on any thread, for several rows at a time, unless <see cref="IsOrdered"/>.</summary>
    GateResult Test(TestedRow row);
}
