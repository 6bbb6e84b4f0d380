using CsCheck;
using SynthGen.Retrieval;

namespace SynthGen.Core.Tests.Retrieval;

public sealed class VectorSetTests
{
    [Fact]
    public void Scores_are_cosines_whatever_the_lengths()
    {
        VectorSet set = Of([3, 0], [0, 5], [-1, 0], [2, 2]);
        IReadOnlyList<RowScore> found = set.Find([10, 0], 4);
        Assert.Equal([0, 3, 1, 2], found.Select(hit => hit.Row));
        Assert.Equal([1, Math.Sqrt(.5), 0, -1], found.Select(hit => hit.Score), (one, other) => Math.Abs(one - other) < 1e-6);
    }

    [Fact]
    public void Equal_scores_are_in_the_order_of_rows()
    {
        VectorSet set = Of([.. Enumerable.Repeat(0, 50).Select(_ => new float[] { 1, 2, 3 })]);
        Assert.Equal([0, 1, 2, 3, 4], set.Find([1, 2, 3], 5).Select(hit => hit.Row));
    }

    [Fact]
    public void Scores_that_differ_by_the_noise_of_single_precision_are_equal()
    {
        VectorSet set = Of([1, 1.000004f], [1, 1], [1, .9f]);
        IReadOnlyList<RowScore> found = set.Find([1, 1], 3);
        Assert.Equal([0, 1, 2], found.Select(hit => hit.Row));
        Assert.Equal(found[0].Score, found[1].Score);
        Assert.Equal(Math.Round(found[2].Score, 6), found[2].Score);
    }

    [Fact]
    public void The_nearest_vector_of_a_row_is_one_of_its_own()
    {
        VectorSet set = new(2, [new(0, [1, 0]), new(1, [0, 1]), new(1, [3, 1]), new(1, [1, 3]), new(2, [1, 0])]);
        Assert.Equal((1, 3, 1), (set.CountOf(0), set.CountOf(1), set.CountOf(2)));
        Assert.Equal((1, 0), (set.NearestOf(1, [1, 0]), set.NearestOf(1, [-1, 3])));
    }

    [Fact]
    public void A_row_has_the_rank_at_which_a_search_finds_it()
    {
        Random random = new(1);
        for (int i = 0; i < 200; i++)
        {
            // Few directions, so that many scores are equal, and rows of one vector to three.
            VectorSet set = new(2, [.. Enumerable.Range(0, 12).SelectMany(row => Enumerable.Range(0, random.Next(1, 4)).Select(_ => new PageVector(row, Direction())))]);
            float[] query = Direction();
            int top = random.Next(1, 14);
            int[] found = [.. set.Find(query, top).Select(hit => hit.Row)];
            for (int row = 0; row < 13; row++)
                Assert.Equal(Array.IndexOf(found, row) is >= 0 and int at ? at + 1 : null, set.RankOf(row, query, top));
        }

        float[] Direction() => [random.Next(-1, 2), random.Next(-1, 2)];
    }

    [Fact]
    public void Vectors_left_out_by_their_rounded_form_change_nothing() =>
        Gen.Select(Gen.Int[1, 70], Gen.Int[1, 60], Gen.Int[1, 12], Gen.Int).Sample((dimensions, rows, top, seed) =>
        {
            Random random = new(seed);
            float[] middle = Direction(1);
            PageVector[] vectors = [.. Enumerable.Range(0, rows).SelectMany(row => Enumerable.Range(0, random.Next(1, 4)).Select(_ => new PageVector(row, Near())))];
            VectorSet all = new(dimensions, vectors, int.MaxValue), few = new(dimensions, vectors, 0);
            float[] query = Near();
            Assert.Equal(all.Find(query, top), few.Find(query, top));
            for (int row = 0; row <= rows; row++)
                Assert.Equal(all.RankOf(row, query, top), few.RankOf(row, query, top));

            // Far apart, near one another, nearly equal, or the same.
            float[] Near()
            {
                float share = random.Next(4) switch { 0 => 1, 1 => .1f, 2 => 1e-5f, _ => 0 };
                return [.. middle.Zip(Direction(share), (one, other) => one + other)];
            }

            float[] Direction(float size) => [.. Enumerable.Range(0, dimensions).Select(_ => size * (float)(random.NextDouble() * 2 - 1))];
        });

    [Fact]
    public void A_vector_of_zeros_finds_nothing_and_is_found_last()
    {
        VectorSet set = Of([0, 0], [1, 1]);
        Assert.Empty(set.Find([0, 0], 2));
        Assert.Equal([1, 0], set.Find([1, 1], 2).Select(hit => hit.Row));
        Assert.Empty(new VectorSet(2, []).Find([1, 1], 2));
    }

    [Fact]
    public void Of_several_vectors_of_a_row_the_nearest_counts()
    {
        VectorSet set = new(2, [new(0, [0, 1]), new(0, [1, 1]), new(1, [3, 1]), new(2, [1, 0]), new(2, [0, -1])]);
        Assert.Equal([2, 1, 0], set.Find([1, 0], 3).Select(hit => hit.Row));
        Assert.Equal(Math.Sqrt(.5), set.Find([1, 0], 3)[2].Score, 1e-6);
        Assert.Equal([2, 1], set.Find([1, 0], 2).Select(hit => hit.Row));
    }

    [Fact]
    public void Another_length_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new VectorSet(2, [new PageVector(0, [1, 2, 3])]));
        Assert.Throws<ArgumentException>(() => Of([1, 2]).Find([1], 1));
    }

    [Fact]
    public void Finds_what_sorting_all_of_them_finds() => Gen.Select(
        Gen.Int[1, 40].SelectMany(dimensions => Gen.Int[-100, 100].Select(value => value / 100f).Array[dimensions].Array[1, 60]), Gen.Int[1, 70]).Sample((rows, top) =>
    {
        VectorSet set = Of(rows);
        IReadOnlyList<RowScore> all = set.Find(rows[0], rows.Length), found = set.Find(rows[0], top);
        Assert.Equal(all.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Row).Take(top), found);
        Assert.Equal(all.Count, all.DistinctBy(hit => hit.Row).Count());
        foreach (RowScore hit in found)
            Assert.Equal(Cosine(rows[0], rows[hit.Row]), hit.Score, 1e-4);
    }, iter: 200);

    private static VectorSet Of(params float[][] rows) => new(rows[0].Length, [.. rows.Select((row, i) => new PageVector(i, row))]);

    private static double Cosine(float[] one, float[] other)
    {
        double product = one.Zip(other, (a, b) => (double)a * b).Sum(), lengths = Length(one) * Length(other);
        return lengths == 0 ? 0 : product / lengths;

        static double Length(float[] vector) => Math.Sqrt(vector.Sum(value => (double)value * value));
    }
}
