using SynthGen.Datasets.Shards;

namespace SynthGen.Core.Tests.Datasets.Shards;

public sealed class ShardSetTests : IDisposable
{
    private static readonly SyntheticQuery[] Rows = [.. Enumerable.Range(1, 40).Select(page => ShardKit.Row($"query of page {page}", page))];
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_kind_of_fault_is_told_once_with_its_shards()
    {
        string[] paths = Write("run", 9);
        File.Delete(paths[0]);
        File.Delete(ShardDone.PathFor(paths[1]));
        File.Delete(ShardDone.PathFor(paths[2]));
        File.AppendAllText(paths[3], "{}\n");
        File.WriteAllText(ShardDone.PathFor(paths[4]), "{ torn");
        string[] others =
        [
            Write("document", 9, document: "e")[5], Write("command", 9, command: "d")[6], Write("count", 8)[7], Write("again", 9)[8],
        ];
        ShardSet set = ShardSet.Read([paths[1], paths[2], paths[3], paths[4], others[0], others[1], paths[7], paths[8], others[2], others[3]]);
        set.Verify(null, CancellationToken.None);
        Assert.Equal(
            [
                "Missing: 0", $"Unfinished: {paths[1]}, {paths[2]}", $"Damaged: {paths[4]}, {paths[3]}", $"Twice: {others[3]}", $"OtherCount: {others[2]}",
                $"OtherDocument: {others[0]}", $"OtherCommand: {others[1]}",
            ],
            set.Problems.Select(problem => $"{problem.Fault}: {string.Join(", ", problem.Shards)}"));
        Assert.Equal([7, 8], set.Parts.Select(part => part.Done.Shard));
    }

    [Fact]
    public void A_changed_byte_is_noticed()
    {
        string[] paths = Write("run", 2);
        byte[] content = File.ReadAllBytes(paths[1]);
        content[^3] ^= 1;
        File.WriteAllBytes(paths[1], content);
        ShardSet set = ShardSet.Read(paths);
        Assert.Empty(set.Problems);
        set.Verify(null, CancellationToken.None);
        Assert.Equal(ShardFault.Damaged, Assert.Single(set.Problems).Fault);
    }

    [Fact]
    public void A_shard_without_rows_is_an_empty_file_with_its_proof()
    {
        string[] paths = ShardKit.Write(_folder, [], 2);
        Assert.All(paths, path => Assert.Equal(0, new FileInfo(path).Length));
        Assert.Empty(ShardKit.Merge(_folder, paths));
    }

    [Fact]
    public void A_shard_that_is_not_committed_leaves_the_earlier_one_with_its_proof()
    {
        string[] paths = Write("run", 2);
        string[] before = [File.ReadAllText(paths[0]), File.ReadAllText(ShardDone.PathFor(paths[0]))];
        using (ShardFile file = ShardFile.Create(paths[0], SynthGen.Files.FilePlacement.Replace, new PageShard(0, 2)))
        {
            file.Write(Rows[0]);
            Assert.Throws<InvalidOperationException>(() => file.Commit());
            file.Discard();
        }

        Assert.Equal<string[]>(before, [File.ReadAllText(paths[0]), File.ReadAllText(ShardDone.PathFor(paths[0]))]);
        Assert.Equal(4, Directory.GetFiles(Path.GetDirectoryName(paths[0])!).Length);
    }

    [Theory]
    [InlineData("part.jsonl", "part-00017-of-00064.jsonl")]
    [InlineData("a.b.jsonl", "a.b-00017-of-00064.jsonl")]
    [InlineData("part.jsonl.gz", "part-00017-of-00064.jsonl.gz")]
    [InlineData("part-00017-of-00064.jsonl", "part-00017-of-00064.jsonl")]
    public void A_shard_has_the_name_that_the_Hub_gives_it(string given, string name)
    {
        Assert.Equal(Path.Combine("rows", name), ShardName.Of(Path.Combine("rows", given), 17, 64));
        Assert.Equal((17, 64), ShardName.Parse(name));
    }

    [Fact]
    public void The_name_of_another_shard_is_refused() => Assert.Throws<FormatException>(() => ShardName.Of("part-00016-of-00064.jsonl", 17, 64));

    private string[] Write(string name, int count, string document = "d", string command = "c") =>
        ShardKit.Write(Path.Combine(_folder, name), Rows, count, document, command);
}
