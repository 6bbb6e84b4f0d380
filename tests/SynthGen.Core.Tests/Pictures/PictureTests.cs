using SynthGen.Pictures;
using SynthGen.Pictures.Charts;
using SynthGen.Quality.Measures;

namespace SynthGen.Core.Tests.Pictures;

public sealed class PictureTests
{
    [Fact]
    public void The_plane_keeps_apart_what_is_apart()
    {
        float[][] vectors = [.. Enumerable.Range(0, 30).Select(i => (float[])[i < 15 ? 10 : -10, i % 3, i % 2 * 0.1f, 5])];
        (double X, double Y)[] places = PrincipalPlane.Project(vectors, TestContext.Current.CancellationToken);
        Assert.All(places.Take(15), place => Assert.InRange(place.X, 9, 11));
        Assert.All(places.Skip(15), place => Assert.InRange(place.X, -11, -9));
        Assert.Equal(2, places.Max(place => place.Y) - places.Min(place => place.Y), 1);
        Assert.Equal(places, PrincipalPlane.Project(vectors, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void Vectors_that_are_all_the_same_lie_on_one_point(int count) =>
        Assert.All(PrincipalPlane.Project([.. Enumerable.Repeat<float[]>([1, 2, 3], count)], TestContext.Current.CancellationToken), place => Assert.Equal((0, 0), (Math.Round(place.X, 6), Math.Round(place.Y, 6))));

    [Fact]
    public void A_sample_has_each_thing_equally_often()
    {
        int[] counts = new int[20];
        for (int seed = 0; seed < 4000; seed++)
        {
            Reservoir<int> sample = new(5, (ulong)seed);
            for (int i = 0; i < counts.Length; i++)
                sample.Add(i);
            Assert.Equal(sample.Items.Order(), sample.Items);
            foreach (int item in sample.Items)
                counts[item]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 850, 1150));
    }

    [Fact]
    public void Growth_of_words_keeps_few_points_and_its_ends()
    {
        WordGrowth growth = new();
        for (ulong i = 0; i < 10_000; i++)
            growth.Add([i % 3000, i]);
        Assert.Equal((0, 0), growth.Points[0]);
        Assert.Equal((20_000, 10_000), growth.Points[^1]);
        Assert.InRange(growth.Points.Count, 20, 70);
        Assert.Equal(growth.Points.Select(point => point.Read).Distinct().Order(), growth.Points.Select(point => point.Read));
    }

    [Fact]
    public void Groups_of_copies_are_counted_by_size()
    {
        CopyRate copies = new();
        foreach (string query in (string[])["who signed the lease of the harbour", "who signed the lease of the harbour", "Who signed the lease of the harbour?", "which pier is closed in winter", "what does the insurance cover"])
            copies.Add(query);
        Assert.Equal([(1L, 2L), (3L, 1L)], copies.GroupSizes.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(0.4, copies.Value);
    }

    [Fact]
    public void Kinds_of_few_rows_stand_together_and_none_is_lost()
    {
        using DatasetProfiler profiler = new(0);
        for (int i = 0; i < 40; i++)
        {
            for (int row = 0; row <= i % 3; row++)
            {
                profiler.Add(new SyntheticQuery($"query {i} {row}", [new("full_text_search", new Dictionary<string, object?> { ["query"] = "q" })], 1)
                {
                    Provenance = new("Template", "none") { Kind = $"kind {i:00}" },
                    Verdict = new([]) { Ranks = new([1], 1, null) { Contrast = ToolContrast.Confirmed } },
                });
            }
        }

        BarChart chart = Assert.IsType<BarChart>(Assert.Single(ToolPictures.Contrast([profiler.ToProfile("set", null)]).Charts).Chart);
        string[] kinds = [.. chart.Categories.Where(line => line.StartsWith("kind ", StringComparison.Ordinal))];
        Assert.Equal(24, kinds.Length);
        Assert.Equal("kind (others)", kinds[^1]);
        Assert.Contains("kind kind 02", kinds);
    }
}
