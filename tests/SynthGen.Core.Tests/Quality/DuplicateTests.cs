using CsCheck;
using SynthGen.Quality.Duplicates;
using SynthGen.Quality.Gates;
using static SynthGen.Core.Tests.Quality.GateTestKit;

namespace SynthGen.Core.Tests.Quality;

public sealed class DuplicateTests
{
    private const string Eight = "one two three four five six seven eight";

    [Theory]
    [InlineData("Who inspected the pier?", "WHO  inspected the pier", "ExactCopy")]
    [InlineData("Who inspected the pier?", "Who inspected the piers?", null)]
    [InlineData("Café § 4", "cafe 4", "ExactCopy")]
    [InlineData("?!", "!?", null)]
    [InlineData("?!", "?!", "ExactCopy")]
    // Four shingles of five words, all of them among the five of the longer query: 4/5.
    [InlineData(Eight, Eight + " nine", "NearCopy")]
    [InlineData(Eight + " nine", Eight, "NearCopy")]
    // Three of four: 0.75.
    [InlineData("one two three four five six seven", Eight, null)]
    // The word in the middle is in four of the four shingles.
    [InlineData(Eight, "one two three other five six seven eight", null)]
    public void CopiesAreExactOrNear(string first, string second, string? reason)
    {
        DuplicateGate gate = new(DuplicateGate.Similarity);
        Assert.Equal(GateStatus.Passed, Test(gate, Row(first)).Status);
        GateResult result = Test(gate, Row(second) with { Page = 2, Tools = [Meaning("other")] });
        Assert.Equal(reason, result.Reason);
        Assert.Equal(reason is not null, result.Status == GateStatus.Failed);
    }

    [Fact]
    public void Rows_of_earlier_datasets_are_known_by_their_place()
    {
        DuplicateGate gate = new(DuplicateGate.Similarity);
        gate.AddEarlier(Row("something else"), "old.jsonl");
        gate.AddEarlier(Row(Eight), "old.jsonl");
        GateResult result = Test(gate, Row(Eight + " nine"));
        Assert.Equal("The query is 0.80 like that of row 2 of 'old.jsonl'.", result.Detail);
        Assert.Equal(GateStatus.Passed, Test(gate, Row("a third one")).Status);
        Assert.Equal("The query is that of the 1st row that was kept.", Test(gate, Row("A third one?")).Detail);
    }

    [Fact]
    public void Six_permutations_make_a_band_by_default()
    {
        MinHash sketcher = new();
        Assert.Equal((21, 6), (sketcher.Bands, sketcher.Rows));
    }

    [Fact]
    public void Similarity_is_that_of_the_sets() => Assert.Equal(.4, MinHash.Jaccard([1, 2, 3, 4], [2, 4, 9])); // {2, 4} of {1, 2, 3, 4, 9}

    // Overlapping parts of one sequence, compared with a search of all pairs: the results are right and nearly complete.
    [Fact]
    public void Bands_find_what_comparing_all_finds()
    {
        int found = 0, all = 0;
        Gen.Select(Gen.Int[0, 40], Gen.Int[8, 30], (start, length) => Enumerable.Range(start, length)).List[30].Sample(texts =>
        {
            MinHash sketcher = new(.8, 2);
            DuplicateIndex index = new(.8, sketcher.Bands);
            List<TextSketch> kept = [];
            foreach (IEnumerable<int> text in texts)
            {
                TextSketch sketch = sketcher.Of(string.Join(' ', text));
                int expected = kept.FindIndex(earlier => earlier.Exact == sketch.Exact || MinHash.Jaccard(earlier.Shingles, sketch.Shingles) >= .8);
                CopyMatch? match = index.Find(sketch);
                if (match is { } copy && copy.Similarity < 1 && MinHash.Jaccard(kept[copy.Text].Shingles, sketch.Shingles) < .8)
                    return false;

                Interlocked.Add(ref all, expected >= 0 ? 1 : 0);
                Interlocked.Add(ref found, expected >= 0 && match is not null ? 1 : 0);
                if (match is null && expected < 0)
                {
                    index.Add(sketch);
                    kept.Add(sketch);
                }
            }

            return true;
        }, iter: 300, threads: 1);
        Assert.True(all > 20 && found >= .97 * all, $"{found} of {all}");
    }
}
