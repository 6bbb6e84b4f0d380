using SynthGen.Hashing;
using SynthGen.Retrieval.Semantics;

namespace SynthGen.Core.Tests.Retrieval;

public sealed class RandomizedSvdTests
{
    [Fact]
    public void Decomposes_a_matrix_whose_values_are_known()
    {
        // [[3, 0], [4, 5]]: singular values √45 and √5, first right vector (1, 1)/√2.
        SparseMatrix matrix = new(2);
        matrix.AddRow([(0, 3)]);
        matrix.AddRow([(0, 4), (1, 5)]);
        RandomizedSvd svd = RandomizedSvd.Of(matrix, 2, default);
        Assert.Equal(Math.Sqrt(45), svd.Values[0], 1e-4);
        Assert.Equal(Math.Sqrt(5), svd.Values[1], 1e-4);
        Assert.Equal(svd.RightVectors.Row(0)[0], svd.RightVectors.Row(1)[0], 1e-4);
        Assert.Equal(.5, svd.RightVectors.Row(0)[0] * svd.RightVectors.Row(0)[0], 1e-4);
    }

    [Fact]
    public void Equal_rows_give_one_value()
    {
        SparseMatrix matrix = new(5);
        for (int i = 0; i < 8; i++)
            matrix.AddRow([(1, 1), (3, 2)]);
        RandomizedSvd svd = RandomizedSvd.Of(matrix, 4, default);
        Assert.Equal(Math.Sqrt(40), Assert.Single(svd.Values), 1e-4);
    }

    [Fact]
    public void An_empty_matrix_has_no_values()
    {
        Assert.Empty(RandomizedSvd.Of(new SparseMatrix(0), 4, default).Values);
        SparseMatrix zeros = new(3);
        zeros.AddRow([]);
        Assert.Empty(RandomizedSvd.Of(zeros, 4, default).Values);
    }

    [Fact]
    public void A_larger_matrix_keeps_its_largest_values_to_the_bit()
    {
        SparseMatrix matrix = Random(300, 200);
        RandomizedSvd svd = RandomizedSvd.Of(matrix, 20, default), again = RandomizedSvd.Of(Random(300, 200), 20, default);
        Assert.Equal(svd.Values, again.Values);
        for (int row = 0; row < 200; row++)
            Assert.True(svd.RightVectors.Row(row).SequenceEqual(again.RightVectors.Row(row)));

        // Full rank is exact: the randomized result's 20 values must match the largest of the 200.
        double[] exact = RandomizedSvd.Of(matrix, 200, default).Values;
        Assert.Equal(exact[0], svd.Values[0], exact[0] * 1e-3);
        Assert.All(Enumerable.Range(0, 20), i => Assert.InRange(svd.Values[i], exact[i] * .9, exact[i] * 1.001));
        Assert.Equal(Square(matrix), exact.Sum(value => value * value), Square(matrix) * 1e-3);
    }

    [Fact]
    public void Is_cancelled() =>
        Assert.ThrowsAny<OperationCanceledException>(() => RandomizedSvd.Of(Random(30, 20), 5, new CancellationToken(canceled: true)));

    private static SparseMatrix Random(int rows, int columns)
    {
        StableRandom random = new(7);
        SparseMatrix matrix = new(columns);
        for (int row = 0; row < rows; row++)
            matrix.AddRow([.. Enumerable.Range(0, columns).Where(_ => random.Next(5) == 0).Select(column => (column, (float)random.NextDouble()))]);
        return matrix;
    }

    private static double Square(SparseMatrix matrix)
    {
        DenseMatrix identity = new(matrix.Columns, matrix.Columns);
        for (int i = 0; i < matrix.Columns; i++)
            identity.Row(i)[i] = 1;
        DenseMatrix dense = matrix.Multiply(identity, default);
        return Enumerable.Range(0, matrix.Rows).Sum(row => dense.Row(row).ToArray().Sum(value => (double)value * value));
    }
}
