using CsCheck;
using SynthGen.Datasets.Splits;
using SynthGen.Json;

namespace SynthGen.Core.Tests.Datasets.Splits;

public sealed class SplitSpillTests
{
    [Fact]
    public void Splits_are_the_same_byte_for_byte_whatever_the_limit_of_memory() =>
        Gen.Select(CopyKit.Rows, SplitKit.Options, Gen.Long[1, 40_000]).Sample(
            (rows, options, most) =>
            {
                using DatasetSplitter whole = new(options, long.MaxValue), spilled = new(options, most);
                List<SplitPlacement> expected = Split(whole, rows), found = Split(spilled, rows);
                Assert.Equal(expected.Select(row => (row.Status, row.Side)), found.Select(row => (row.Status, row.Side)));
                Assert.Equal(CopyKit.Lines(expected.Select(row => row.Row)), CopyKit.Lines(found.Select(row => row.Row)));
                Assert.Equal(System.Text.Json.JsonSerializer.Serialize(whole.Summary), System.Text.Json.JsonSerializer.Serialize(spilled.Summary));
            },
            iter: 20,
            threads: 1);

    [Fact]
    public void A_row_that_no_line_can_hold_waits_as_well()
    {
        SyntheticQuery endless = SplitKit.Row("not a number", 2) with { Tools = [new ToolCall("find", JsonValue.Object(("at", double.NaN)))], Id = "endless" };
        using DatasetSplitter splitter = new(new DatasetSplitOptions(), 1500);
        DatasetRow[] rows = [SplitKit.Row("first", 1), endless, SplitKit.Row("third", 3), endless];
        List<SplitPlacement> placed = Split(splitter, [.. rows, .. rows.Select(row => row with { Id = row.Id })]);
        Assert.Equal(8, placed.Count);
        Assert.Equal(4, placed.Count(row => double.IsNaN(row.Row.Calls[0].Arguments.TryGetValue("at", out object? at) && at is double number ? number : 0)));
    }

    // Sides are kept by sixteen neighbours of a source; numbers below zero have neighbours, too.
    [Fact]
    public void The_side_of_a_group_is_that_with_which_it_first_came() =>
        Gen.Select(Gen.OneOf("a", "b", ""), Gen.OneOf(Gen.Int[-40, 40], Gen.Int), Gen.Enum<DatasetSplit>()).Array[0, 300].Sample(
            groups =>
            {
                SplitSides sides = new();
                Dictionary<SplitGroup, DatasetSplit> known = [];
                foreach ((string source, int number, DatasetSplit side) in groups)
                {
                    SplitGroup group = new(source, number);
                    Assert.Equal(known.TryGetValue(group, out DatasetSplit before) ? before : (DatasetSplit?)null, sides.Find(group));
                    known.TryAdd(group, side);
                    sides.TryAdd(group, side);
                }

                Assert.All(known, group => Assert.Equal(group.Value, sides.Find(group.Key)));
            },
            iter: 200,
            threads: 1);

    private static List<SplitPlacement> Split(DatasetSplitter splitter, DatasetRow[] rows) => [.. rows.SelectMany(row => splitter.Add(row)).ToArray(), .. splitter.Complete()];
}
