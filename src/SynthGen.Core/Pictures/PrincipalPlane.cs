using SynthGen.Hashing;

namespace SynthGen.Pictures;

/// <summary>
/// The plane on which points of many dimensions spread most: their first two principal components (K. Pearson, 1901), found by
/// the power method on the centred points. Deterministic.
/// </summary>
internal static class PrincipalPlane
{
    private const int Steps = 60;

    /// <summary>Returns the place of each vector on the plane.</summary>
    /// <param name="vectors">Vectors of one length.</param>
    /// <param name="cancellationToken">Cancels the computation.</param>
    public static (double X, double Y)[] Project(IReadOnlyList<float[]> vectors, CancellationToken cancellationToken)
    {
        if (vectors.Count == 0)
            return [];

        double[][] points = Centre(vectors);
        double[] first = Component(points, null, cancellationToken), second = Component(points, first, cancellationToken);
        return [.. points.Select(point => (Dot(point, first), Dot(point, second)))];
    }

    private static double[][] Centre(IReadOnlyList<float[]> vectors)
    {
        double[] mean = new double[vectors[0].Length];
        foreach (float[] vector in vectors)
        {
            for (int i = 0; i < mean.Length; i++)
                mean[i] += vector[i] / (double)vectors.Count;
        }

        return [.. vectors.Select(vector => vector.Select((value, i) => value - mean[i]).ToArray())];
    }

    // Multiplies a random direction by the points' covariance again and again; what is left is the direction of most spread.
    private static double[] Component(double[][] points, double[]? other, CancellationToken cancellationToken)
    {
        StableRandom random = new(1);
        double[] direction = [.. Enumerable.Range(0, points[0].Length).Select(_ => random.NextDouble() - 0.5)];
        for (int step = 0; step < Steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double[] next = new double[direction.Length];
            foreach (double[] point in points)
                Add(next, point, Dot(point, direction));
            if (other is not null)
                Add(next, other, -Dot(next, other));
            double length = Math.Sqrt(Dot(next, next));
            if (length < 1e-12)
                return new double[direction.Length];
            direction = [.. next.Select(value => value / length)];
        }

        // A component has no sign of its own: the coordinate that is largest is positive.
        return direction.MaxBy(Math.Abs) < 0 ? [.. direction.Select(value => -value)] : direction;
    }

    private static void Add(double[] sum, double[] point, double factor)
    {
        for (int i = 0; i < sum.Length; i++)
            sum[i] += point[i] * factor;
    }

    private static double Dot(double[] one, double[] other)
    {
        double sum = 0;
        for (int i = 0; i < one.Length; i++)
            sum += one[i] * other[i];
        return sum;
    }
}
