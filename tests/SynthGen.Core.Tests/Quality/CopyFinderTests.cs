using CsCheck;
using SynthGen.Quality.Duplicates;
using SynthGen.Quality.Measures;
using static SynthGen.Core.Tests.Quality.GateTestKit;

namespace SynthGen.Core.Tests.Quality;

public sealed class CopyFinderTests
{
    private const string Template = "what has to be done before the cover of the panel is taken off and the power is on again";

    // Templates with one word of many: more than 64 texts share a band, and few are similar enough.
    private static readonly Gen<string> Text = Gen.Frequency(
        (2, Gen.Int[0, 40].Select(number => $"question {number}")),
        (1, Gen.OneOf("", "?!", "!?")),
        (3, Gen.Select(Gen.Int[0, 19], Gen.Int[0, 400], (place, word) => With(place, $"w{word}"))),
        (3, Gen.Select(Gen.Int[0, 4], Gen.Int[0, 60], (cut, word) => $"{Template[..^(4 * cut)]} w{word}")),
        (2, Gen.Int[0, 30].Array[8, 12].Select(words => string.Join(' ', words.Select(word => $"v{word}")))));

    private static readonly Gen<(string Text, int Side, ulong Group)[]> Texts =
        Gen.Select(Text, Gen.Int[0, 2], Gen.Frequency((3, Gen.Const(0UL)), (1, Gen.ULong[1, 4]))).Array[0, 600];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Decisions_do_not_depend_on_the_limit_of_memory(int sides) =>
        Gen.Select(Texts, Gen.Long[1, 60_000]).Sample(
            (texts, most) =>
            {
                List<CopyDecision> expected = Decide(texts, sides, long.MaxValue), found = Decide(texts, sides, most);
                // Which of two sides a copy is found on is left open.
                return sides == 1 ? expected.SequenceEqual(found) : expected.Select(text => text.Match is null).SequenceEqual(found.Select(text => text.Match is null));
            },
            iter: 25, threads: 1);

    // As the index alone decides, in the words of the Duplicate gate.
    [Fact]
    public void Without_a_limit_the_index_decides() =>
        Texts.Sample(
            texts =>
            {
                MinHash sketcher = new();
                DuplicateIndex index = new(MinHash.Similarity, sketcher.Bands);
                List<CopyMatch?> expected = [];
                foreach ((string text, _, _) in texts)
                {
                    TextSketch sketch = sketcher.Of(text);
                    expected.Add(index.Find(sketch));
                    if (expected[^1] is null)
                        index.Add(sketch);
                }

                return expected.SequenceEqual(Decide([.. texts.Select(text => (text.Text, 0, 0UL))], 1, 1).Select(decision => decision.Match));
            },
            iter: 20, threads: 1);

    [Theory]
    [InlineData(4_000)]
    [InlineData(20_000)]
    [InlineData(200_000)]
    public void More_than_64_look_alikes_are_compared_with_the_first_64_of_all_batches(long most)
    {
        // All share .77 with one another, and bands by the hundred; of the three of a kind, .804 alike, two are copies, but not all of them are found.
        string start = string.Join(' ', Enumerable.Range(0, 24).Select(word => $"s{word}")), end = string.Join(' ', Enumerable.Range(0, 24).Select(word => $"e{word}"));
        (string, int, ulong)[] texts = [.. Enumerable.Range(0, 1200).Select(number => ($"{start} x{number % 400} y{number} {end}", 0, 0UL))];
        List<CopyDecision> expected = Decide(texts, 1, long.MaxValue);
        Assert.InRange(expected.Count(decision => decision.Match is { Similarity: < 1 }), 100, 780);
        Assert.Contains(expected.Take(400), decision => decision.Match is null);
        Assert.Equal(expected, Decide(texts, 1, most));
    }

    [Fact]
    public void A_copy_of_its_own_group_passes_also_when_the_first_is_in_a_file()
    {
        foreach (long most in (long[])[1, long.MaxValue])
        {
            List<CopyDecision> decisions = Decide([("one try", 0, 7), ("another", 0, 0), ("one try", 0, 7), ("one try", 0, 8), ("another", 0, 7)], 1, most);
            Assert.Equal([false, false, false, true, true], decisions.Select(decision => decision.IsCopy));
            Assert.True(decisions[2].IsOfGroup);
        }
    }

    [Fact]
    public void Texts_of_different_kinds_are_not_alike()
    {
        MinHash sketcher = new();
        DuplicateIndex index = new(MinHash.Similarity, sketcher.Bands);
        index.Add(sketcher.Of(Template, 0x1234_5678_9ABC_DEF1));
        Assert.Null(index.Find(sketcher.Of(Template)));
        Assert.Equal(new CopyMatch(0, 1), index.Find(sketcher.Of(Template, 0x1234_5678_9ABC_DEF1)));
        Assert.True(index.FindNear(sketcher.Of(Template + " please", 0x1234_5678_9ABC_DEF1))?.Similarity >= .8);
    }

    [Fact]
    public void Measures_do_not_depend_on_the_limit_of_memory() =>
        Gen.Select(Texts, Gen.Long[1, 60_000]).Sample(
            (texts, most) =>
            {
                using CopyRate held = new(long.MaxValue), spilled = new(most);
                foreach ((string text, _, _) in texts)
                {
                    held.Add(text);
                    spilled.Add(text);
                }

                return held.Value == spilled.Value && held.GroupSizes.SequenceEqual(spilled.GroupSizes);
            },
            iter: 20, threads: 1);

    [Fact]
    public void A_measure_may_be_taken_before_the_last_row()
    {
        using DatasetMeter meter = new(10, 0, mostHeld: 1);
        meter.Add(Row("What is it?"));
        meter.Add(Row("WHAT is it"));
        Assert.Equal(.5, meter.Measure("", null).DuplicateRate);
        meter.Add(Row("And that?"));
        meter.Add(Row("What is it ?"));
        Assert.Equal(.5, meter.Measure("", null).DuplicateRate);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_an_error_and_a_cancelled_decision_ends()
    {
        Assert.Throws<DirectoryNotFoundException>(() => Decide([("a", 0, 0), ("b", 0, 0)], 1, 1, Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())));
        using CancellationTokenSource stop = new();
        await stop.CancelAsync();
        using CopyFinder finder = new(MinHash.Similarity, new MinHash().Bands, most: 1);
        Assert.Throws<OperationCanceledException>(() => finder.Add(new MinHash().Of("one"), cancellation: stop.Token));
    }

    private static string With(int place, string word)
    {
        List<string> words = [.. Template.Split(' ')];
        words.Insert(place, word);
        return string.Join(' ', words);
    }

    private static List<CopyDecision> Decide((string Text, int Side, ulong Group)[] texts, int sides, long most, string? folder = null)
    {
        MinHash sketcher = new();
        using CopyFinder finder = new(MinHash.Similarity, sketcher.Bands, sides, most, folder);
        List<CopyDecision> decisions = [];
        foreach ((string text, int side, ulong group) in texts)
        {
            finder.Add(sketcher.Of(text), side % sides, group);
            Take();
        }

        finder.Complete();
        Take();
        return decisions;

        void Take()
        {
            while (finder.TryTake(out CopyDecision decision))
                decisions.Add(decision);
        }
    }
}
