namespace SynthGen.Quality;

/// <summary>One criterion for rows of one kind.</summary>
/// <typeparam name="T">The row under test, with what the gates share.</typeparam>
public interface IQualityGate<in T>
    where T : TestedItem
{
    /// <summary>The gate's name and position.</summary>
    QualityGate Gate { get; }

    /// <summary>Whether rows must come one by one and in order, because a result depends on earlier rows.</summary>
    bool IsOrdered => false;

    /// <summary>
    /// Does the costly part of an ordered gate's work that depends on the row alone. Called on any thread.
    /// </summary>
    void Prepare(T row)
    {
    }

    /// <summary>Tests a row. Called on any thread, for several rows at a time, unless <see cref="IsOrdered"/>.</summary>
    GateResult Test(T row);
}

/// <summary>One criterion for queries with their calls.</summary>
public interface IQualityGate : IQualityGate<TestedRow>;

/// <summary>One criterion for conversations.</summary>
public interface IConversationGate : IQualityGate<TestedConversation>;
