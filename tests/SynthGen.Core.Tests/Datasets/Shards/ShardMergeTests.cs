using CsCheck;

namespace SynthGen.Core.Tests.Datasets.Shards;

public sealed class ShardMergeTests : IDisposable
{
    private static readonly string[] Words = ["rent", "pier", "lease", "survey", "roof", "notice", "harbour", "deposit", "premium", "tenant"];

    // Few words make exact and near copies, within shards and across them.
    private static readonly Gen<SyntheticQuery> Row = Gen.Select(
        Gen.OneOf(Words).Array[1, 10], Gen.Int[1, 30], Gen.OneOf("scan-2.txt", "scan-10.txt", "Scan-1.txt"),
        (words, page, source) => ShardKit.Row(string.Join(' ', words), page, source));

    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Any_number_of_shards_gives_the_rows_of_the_one_that_is_the_whole() => Gen.Select(Row.Array[0, 60], Gen.Int[2, 7], Gen.Bool).Sample(
        (rows, count, areOrdered) =>
        {
            // Sources come in one order or another; pages of a source in theirs, as a run gives them.
            SyntheticQuery[] run = areOrdered
                ? [.. rows.OrderBy(row => row.Source, SynthGen.Files.NaturalOrder.Instance).ThenBy(row => row.Page)]
                : [.. rows.OrderBy(row => row.Source.Length).ThenBy(row => row.Page)];
            DatasetRow[] one = MergeIn("one", run, 1), many = MergeIn("many", run, count);
            Assert.Equal(one.Select(row => row.ToString()), many.Select(row => row.ToString()));
            Assert.Equal(one.Select(row => row.Id), many.Select(row => row.Id));
            Assert.Equal(one.Cast<SyntheticQuery>().Select(row => (row.Source, row.Page)), one.Cast<SyntheticQuery>().Select(row => (row.Source, row.Page)).OrderBy(page => page.Source, SynthGen.Files.NaturalOrder.Instance).ThenBy(page => page.Page));
        },
        iter: 40,
        threads: 1);

    [Fact]
    public void A_shard_out_of_order_is_sorted_in_pieces_and_leaves_no_file_behind()
    {
        SyntheticQuery[] rows = [.. Enumerable.Range(0, 300).Select(i => ShardKit.Row($"query number {i}", 1 + (i * 7 % 50), $"scan-{i % 11}.txt"))];
        string[] paths = ShardKit.Write(Path.Combine(_folder, "many"), rows, 3);
        DatasetRow[] merged = ShardKit.Merge(_folder, paths, mostSorted: 2000);
        IEnumerable<SyntheticQuery> expected = rows.OrderBy(row => row.Source, SynthGen.Files.NaturalOrder.Instance).ThenBy(row => row.Page);
        Assert.Equal(expected.Select(row => row.Query), merged.Select(row => row.ToString()));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Of_copies_over_shards_the_first_page_keeps_its_row_as_on_one_machine()
    {
        // The middle one is like both of the others, which are not like each other: it goes, and both of them stay.
        string[] words = [.. Enumerable.Range(0, 16).Select(i => $"w{i}")];
        string first = string.Join(' ', words[..14]), middle = string.Join(' ', words[1..15]), last = string.Join(' ', words[2..]);
        SyntheticQuery[] rows = [ShardKit.Row(first, 1), ShardKit.Row(middle, 2), ShardKit.Row(last, 3)];
        foreach (int count in (int[])[1, 2, 3, 5])
            Assert.Equal([first, last], MergeIn($"of-{count}", rows, count).Select(row => row.ToString()));
    }

    [Fact]
    public void A_verdict_that_left_copies_to_the_merge_is_completed_in_its_place()
    {
        Verdict verdict = new([new("Schema", GateStatus.Passed) { Score = 1 }, new("Duplicate", GateStatus.NotApplicable) { Reason = "LeftToMerge" }, new("Judge", GateStatus.Passed) { Score = .9 }]);
        SyntheticQuery row = ShardKit.Row("who signed the lease", 1) with { Verdict = verdict };
        DatasetRow merged = Assert.Single(MergeIn("verdict", [row], 2));
        Assert.Equal(["Schema: Passed", "Duplicate: Passed", "Judge: Passed"], merged.Verdict!.Gates.Select(gate => gate.ToString()));
        Assert.Equal(1, merged.Verdict.Gates[1].Score);
    }

    [Fact]
    public void A_thousand_shards_are_read_without_a_handle_for_each()
    {
        string[] paths = ShardKit.Write(Path.Combine(_folder, "many"), Enumerable.Range(1, 3000).Select(page => ShardKit.Row($"query of page {page}", page)), 1024);
        int before = Handles(), most = 0;
        using SynthGen.Datasets.Shards.ShardMerge merge = new(SynthGen.Datasets.Shards.ShardSet.Read(paths).Parts, _folder);
        int page = 0;
        foreach (DatasetRow row in merge.Rows(CancellationToken.None))
        {
            Assert.Equal($"query of page {++page}", row.ToString());
            if (page % 100 == 0)
                most = Math.Max(most, Handles() - before);
        }

        Assert.Equal(3000, page);
        Assert.InRange(most, 0, 100);
    }

    private static int Handles() => OperatingSystem.IsLinux() ? Directory.GetFileSystemEntries("/proc/self/fd").Length : 0;

    private DatasetRow[] MergeIn(string name, IEnumerable<SyntheticQuery> rows, int count)
    {
        string folder = Path.Combine(_folder, name);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        return ShardKit.Merge(_folder, ShardKit.Write(folder, rows, count));
    }
}
