using System.Text.Json.Nodes;
using SynthGen.Core.Tests.Datasets.Splits;
using SynthGen.Datasets;
using SynthGen.Datasets.Folders;
using SynthGen.Datasets.Formats;
using SynthGen.Files;

namespace SynthGen.Core.Tests.Datasets.Folders;

/// <summary>A side that is larger than a file may be.</summary>
public sealed class FolderShardTests : IDisposable
{
    private const int Limit = 4096;
    private readonly string _around = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public static TheoryData<string> Formats => [.. DatasetFormats.Exports.Where(format => !format.IsFolder).Select(format => format.Name)];

    private string Folder => Path.Combine(_around, "data");

    public void Dispose() => Directory.Delete(_around, recursive: true);

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_files_of_a_side_are_within_the_limit_and_hold_the_lines_of_one_file(string format)
    {
        DatasetFolderOptions options = Card(new DatasetOptions { Format = DatasetFormat.Parse(format), Sidecar = format == "Trl" });
        Write(options with { MaxFileSize = long.MaxValue }, Rows());
        string whole = File.ReadAllText(At("train.jsonl"));
        string? sidecar = format == "Trl" ? File.ReadAllText(At("train.provenance.jsonl")) : null;

        int limit = whole.Length / 6;
        Write(options with { MaxFileSize = limit }, Rows());
        string[] shards = Train();
        Assert.True(shards.Length > 6);
        Assert.Equal(Enumerable.Range(0, shards.Length).Select(i => $"train-{i:d5}-of-{shards.Length:d5}.jsonl"), shards);
        Assert.All(shards, shard => Assert.InRange(new FileInfo(At(shard)).Length, shard == shards[^1] ? 1 : limit / 2, limit));
        Assert.Equal(whole, string.Concat(shards.Select(shard => File.ReadAllText(At(shard)))));
        Assert.All(shards, shard => Assert.Equal(0, File.ReadLines(At(shard)).Count() % options.File.Format.LinesPerRow));
        Assert.False(File.Exists(At("train.jsonl")));
        Assert.DoesNotContain(Check(), finding => finding.Rule != "TooFewRows");
        if (sidecar is null)
            return;
        Assert.Equal(sidecar, string.Concat(shards.Select(shard => File.ReadAllText(At(shard.Replace(".jsonl", ".provenance.jsonl", StringComparison.Ordinal))))));
        Assert.All(shards, shard => Assert.Equal(File.ReadLines(At(shard)).Count(), File.ReadLines(At(shard.Replace(".jsonl", ".provenance.jsonl", StringComparison.Ordinal))).Count()));
    }

    [Fact]
    public void Compressed_shards_have_the_lines_of_the_plain_ones()
    {
        Write(Card(), Rows());
        string[] plain = [.. Train().Select(shard => File.ReadAllText(At(shard)))];
        Directory.Delete(Folder, recursive: true);
        Write(Card() with { Extension = ".jsonl.gz" }, Rows());
        Assert.Equal(plain, FolderRows.In(Folder).Files.Where(file => file.Split == DatasetSplit.Train).Select(file =>
        {
            using StreamReader reader = new(DatasetFile.OpenRead(file.Path));
            return reader.ReadToEnd();
        }));
        Assert.Empty(Check());
    }

    [Fact]
    public void A_row_that_is_longer_than_a_file_may_be_has_one_to_itself()
    {
        string[] queries = ["short one", new string('x', 3 * Limit), new string('y', 3 * Limit), "short two", "short three"];
        Write(Card(), [.. queries.Select((query, page) => SplitKit.Row(query, page) with { Split = DatasetSplit.Train })]);
        Assert.Equal([1, 1, 1, 2], Train().Select(shard => File.ReadLines(At(shard)).Count()));
    }

    [Fact]
    public void Another_number_of_files_leaves_none_of_the_earlier_ones_and_all_of_others()
    {
        Write(Card(), Rows());
        string[] others = ["notes.txt", "train-00000-of-00002.csv", "rows-00000-of-00002.jsonl", "train-of-mine.jsonl"];
        foreach (string name in others)
            File.WriteAllText(At(name), "mine");
        foreach (long limit in (long[])[2 * Limit, Limit / 2, long.MaxValue, Limit])
        {
            Write(Card() with { MaxFileSize = limit }, Rows());
            Assert.Equal(limit == long.MaxValue, Train().SequenceEqual(["train.jsonl"]));
            Assert.All(others, name => Assert.Equal("mine", File.ReadAllText(At(name))));
            Assert.Empty(FolderRows.In(Folder).Mixed.Concat(FolderRows.In(Folder).Missing));
            Assert.Equal(others.Order(StringComparer.Ordinal), Check().Select(finding => Path.GetFileName(finding.File)));
        }

        Write(Card(), [.. Rows().Where(row => row.Split == DatasetSplit.Test)]);
        Assert.Empty(Train());
    }

    [Fact]
    public void After_each_step_the_shards_are_of_one_export()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Windows needs two steps.");
        Write(Card(), Rows("first"));
        int earlier = Train().Length, steps = 0;
        List<int> counts = [];
        Write(Card() with { MaxFileSize = Limit / 2 }, Rows("second"), () =>
        {
            steps++;
            FolderRows rows = FolderRows.In(Folder);
            Assert.Empty(rows.Mixed.Concat(rows.Missing));
            Assert.DoesNotContain(Check(), finding => finding.Severity == IssueSeverity.Error);
            Assert.Single(rows.Files.SelectMany(file => File.ReadLines(file.Path)).Select(line => line.Contains("first", StringComparison.Ordinal)).Distinct());
            counts.Add(rows.Files.Count);
        });
        Assert.True(steps > Train().Length);
        Assert.Equal(2, counts.Distinct().Count());
        Assert.True(Train().Length > earlier);
        Assert.Equal([Folder], Directory.GetFileSystemEntries(_around));
    }

    [Fact]
    public void Shards_that_cannot_be_placed_leave_what_was_there()
    {
        Write(Card(), Rows("first"));
        string[] before = Directory.GetFiles(Folder);
        Directory.CreateDirectory(At("README.md.d"));
        File.Delete(At("README.md"));
        Directory.Move(At("README.md.d"), At("README.md"));
        using (DatasetFolder folder = DatasetFolder.Create(Folder, Card() with { MaxFileSize = Limit / 2 }))
        {
            foreach (SyntheticQuery row in Rows("second"))
                folder.Write(row);
            Assert.ThrowsAny<Exception>(() => folder.Commit());
            Assert.All(folder.PartialPaths, path => Assert.True(File.Exists(path)));
            folder.Discard();
        }

        Assert.Equal(before.Where(file => !file.EndsWith("README.md", StringComparison.Ordinal)).Order(StringComparer.Ordinal), Directory.GetFiles(Folder).Order(StringComparer.Ordinal));
        Assert.All(Train(), shard => Assert.Contains("first", File.ReadAllText(At(shard)), StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_there_is_not_replaced_if_it_may_not_be()
    {
        Write(Card(), Rows());
        File.Delete(At("README.md"));
        File.Delete(At("manifest.json"));
        Assert.Throws<IOException>(() => DatasetFolder.Create(Folder, new DatasetFolderOptions { Placement = FilePlacement.CreateNew }));
    }

    [Fact]
    public void Shards_have_the_permissions_of_the_side_that_they_replace()
    {
        if (OperatingSystem.IsWindows())
            return;

        const UnixFileMode mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Write(Card() with { MaxFileSize = long.MaxValue }, Rows());
        File.SetUnixFileMode(At("train.jsonl"), mine);
        foreach (long limit in (long[])[Limit, 2 * Limit])
        {
            Write(Card() with { MaxFileSize = limit }, Rows());
            foreach (string shard in Train())
                Assert.Equal(mine, File.GetUnixFileMode(At(shard)));
        }
    }

    [Fact]
    public void The_card_names_the_shards_and_no_companion_of_them()
    {
        Write(Card(new DatasetOptions { Format = DatasetFormat.Parse("Trl"), Sidecar = true }), Rows());
        string pattern = $"train-*-of-{Train().Length:d5}.jsonl", card = File.ReadAllText(At("README.md"));
        Assert.Contains($"  - split: train\n    path: \"{pattern}\"\n  - split: test\n    path: test.jsonl\n", card, StringComparison.Ordinal);
        Assert.Contains($"| train | `{pattern}` |", card, StringComparison.Ordinal);
        Assert.Equal(Train(), Directory.GetFiles(Folder, pattern).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void LLaMA_Factory_has_an_entry_for_each_file_and_none_for_those_that_are_gone()
    {
        DatasetFolderOptions options = Card(new DatasetOptions { Format = DatasetFormat.Parse("LlamaFactory") });
        Directory.CreateDirectory(Folder);
        File.WriteAllText(At("dataset_info.json"), """{"mine":{"file_name":"mine.jsonl"},"odd":3}""");
        foreach (long limit in (long[])[long.MaxValue, Limit, 2 * Limit, long.MaxValue])
        {
            Write(options with { MaxFileSize = limit }, Rows());
            JsonObject entries = JsonNode.Parse(File.ReadAllText(At("dataset_info.json")))!.AsObject();
            Assert.Equal([.. Train(), "test.jsonl", "mine.jsonl"], entries.Where(entry => entry.Key != "odd").Select(entry => (string)entry.Value!["file_name"]!).OrderBy(name => name.StartsWith("mine", StringComparison.Ordinal)).ThenBy(name => name.StartsWith("test", StringComparison.Ordinal)).ThenBy(name => name, StringComparer.Ordinal));
            Assert.Equal(Train().Select(shard => Path.GetFileNameWithoutExtension(shard)), entries.Select(entry => entry.Key).Where(key => key.StartsWith("train", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Axolotl_has_one_configuration_of_all_files_which_stays_if_it_was_changed()
    {
        DatasetFolderOptions options = Card(new DatasetOptions { Format = DatasetFormat.Parse("Axolotl") });
        foreach (long limit in (long[])[long.MaxValue, Limit, 2 * Limit])
        {
            Write(options with { MaxFileSize = limit }, Rows());
            Assert.Equal(Train().Select(shard => $"  - path: \"{shard}\""), File.ReadLines(At("train.axolotl.yaml")).Where(line => line.Contains("- path", StringComparison.Ordinal)));
        }

        File.AppendAllText(At("train.axolotl.yaml"), "base_model: mine\n");
        string mine = File.ReadAllText(At("train.axolotl.yaml"));
        Write(options, Rows());
        Assert.Equal(mine, File.ReadAllText(At("train.axolotl.yaml")));
    }

    [Fact]
    public void A_shard_that_is_missing_is_found()
    {
        Write(Card(), Rows());
        string[] shards = Train();
        File.Delete(At(shards[1]));
        Assert.Equal([shards[1]], FolderRows.In(Folder).Missing);
        ValidationIssue[] findings = Check();
        Assert.Equal(("FileMissing", shards[1]), (findings[0].Rule, Path.GetFileName(findings[0].File)));

        File.WriteAllText(At("train.jsonl"), "");
        Assert.Equal([$"train-*-of-{shards.Length:d5}.jsonl", "train.jsonl"], FolderRows.In(Folder).Mixed.Order(StringComparer.Ordinal));
    }

    private static SyntheticQuery[] Rows(string query = "page") => [.. Enumerable.Range(0, 80).Select(page => SplitKit.Row($"{query} {page}", page) with
    {
        Split = page % 10 == 9 ? DatasetSplit.Test : DatasetSplit.Train,
        AvailableTools = [new ToolDefinition("find", "Finds.", SynthGen.Tools.BuiltInTools.All[0].Parameters)],
        Verdict = new Verdict([]) { Ranks = new SearchRanks([1], 1, null) { Contrast = ToolContrast.Confirmed } },
    })];

    private static DatasetFolderOptions Card(DatasetOptions? file = null) =>
        new() { File = file ?? new DatasetOptions(), Card = new DatasetCardOptions(null, []), MaxFileSize = Limit };

    private void Write(DatasetFolderOptions options, SyntheticQuery[] rows, Action? step = null)
    {
        using DatasetFolder folder = DatasetFolder.Create(Folder, options);
        folder.Step = step ?? folder.Step;
        foreach (SyntheticQuery row in rows)
            folder.Write(row);
        folder.Commit();
    }

    private string[] Train() => [.. Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)).Where(name => RowsFileName.Parse(name) is { Split: DatasetSplit.Train, Extension: not ".csv" }).Order(StringComparer.Ordinal)];

    private ValidationIssue[] Check() => [.. new FolderValidator(Folder).Check()];

    private string At(string name) => Path.Combine(Folder, name);
}
