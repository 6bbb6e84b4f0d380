namespace SynthGen.Quality;

/// <summary>The gates that one kind of row passes, in their order. The first gate that a row fails ends its test.</summary>
internal sealed class GateCourse<T>
    where T : TestedItem
{
    private readonly IQualityGate<T>[] _any, _ordered;

    /// <summary>Puts gates in their order.</summary>
    public GateCourse(IEnumerable<IQualityGate<T>> gates)
    {
        IQualityGate<T>[] all = [.. gates.OrderBy(gate => gate.Gate)];
        _any = [.. all.TakeWhile(gate => !gate.IsOrdered)];
        _ordered = all[_any.Length..];
    }

    /// <summary>Runs the gates that do not depend on earlier rows, and prepares the others. Called on any thread.</summary>
    public T Begin(T row, CancellationToken cancellationToken)
    {
        foreach (IQualityGate<T> gate in _any)
        {
            if (row.IsRejected)
                return row;
            cancellationToken.ThrowIfCancellationRequested();
            row.Add(gate.Test(row));
        }

        foreach (IQualityGate<T> gate in _ordered)
        {
            if (!row.IsRejected)
                gate.Prepare(row);
        }

        return row;
    }

    /// <summary>Runs the other gates; for one row after the other.</summary>
    public void End(T row)
    {
        foreach (IQualityGate<T> gate in _ordered)
        {
            if (!row.IsRejected)
                row.Add(gate.Test(row));
        }
    }
}
