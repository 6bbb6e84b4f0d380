namespace SynthGen.Benchmarks.Cold;

/// <summary>What a process, or a part of its work, took.</summary>
/// <param name="Wall">Seconds that passed.</param>
/// <param name="Processor">Seconds of processor, of user and system.</param>
/// <param name="Peak">The most memory that was resident, in MB; NaN if it is not known.</param>
internal sealed record Cost(double Wall, double Processor, double Peak)
{
    /// <summary>The median of each figure by itself.</summary>
    public static Cost Median(IReadOnlyList<Cost> costs) =>
        new(Median(costs.Select(cost => cost.Wall)), Median(costs.Select(cost => cost.Processor)), Median(costs.Select(cost => cost.Peak)));

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
