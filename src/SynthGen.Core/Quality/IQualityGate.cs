namespace SynthGen.Quality;

/// <summary>One demand on a row.</summary>
public interface IQualityGate
{
    /// <summary>Which gate it is.</summary>
    QualityGate Gate { get; }

    /// <summary>Whether rows have to come one by one and in order, because what is said of one depends on those before.</summary>
    bool IsOrdered => false;

    /// <summary>Does the costly part of an ordered gate's work, as far as it depends on the row alone. Called on any thread.</summary>
    void Prepare(TestedRow row)
    {
    }

    /// <summary>Says whether the row meets the demand. Called on any thread, for several rows at a time, unless <see cref="IsOrdered"/>.</summary>
    GateResult Test(TestedRow row);
}
