using System.Text;
using System.Text.Json.Nodes;
using SynthGen.Core.Tests.Datasets.Splits;
using SynthGen.Datasets;
using SynthGen.Datasets.Formats;
using SynthGen.Datasets.Folders;
using SynthGen.Files;

namespace SynthGen.Core.Tests.Datasets.Folders;

public sealed class DatasetFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    private static readonly SyntheticQuery[] Rows = [.. Enumerable.Range(0, 30).Select(page => SplitKit.Row($"page {page}", page) with { Split = (DatasetSplit)(page % 3) })];

    public static TheoryData<string> Formats => [.. DatasetFormats.All.Select(format => format.Name)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_folder_is_whole_in_every_format(string format)
    {
        DatasetFolderOptions options = Card(new DatasetOptions { Format = DatasetFormat.Parse(format), Sidecar = format == "Trl" });
        Write(options, [.. Rows.Select(row => row with { AvailableTools = [new ToolDefinition("find", "Finds.", SynthGen.Tools.BuiltInTools.All[0].Parameters)] })]);
        Assert.Empty(Check());
        Write(options, [.. Rows.Select(row => row with { AvailableTools = [new ToolDefinition("find", "Finds.", SynthGen.Tools.BuiltInTools.All[0].Parameters)] })]);
        Assert.Empty(Check());
        Assert.DoesNotContain(Directory.GetFiles(_folder), file => file.Contains(".partial-", StringComparison.Ordinal));
        if (format == "LlamaFactory")
            Assert.Equal(["train.jsonl", "validation.jsonl", "test.jsonl"], JsonNode.Parse(File.ReadAllText(At("dataset_info.json")))!.AsObject().Select(entry => (string)entry.Value!["file_name"]!));
    }

    [Fact]
    public void Every_side_has_its_rows_in_their_order()
    {
        Write(new DatasetFolderOptions { Extension = ".jsonl.gz" }, Rows);
        foreach (DatasetSplit split in Enum.GetValues<DatasetSplit>())
        {
            using Stream stream = DatasetFile.OpenRead(At($"{split.ToString().ToLowerInvariant()}.jsonl.gz"));
            Assert.Equal(Rows.Where(row => row.Split == split).Select(row => (row.Page, row.Split)), new DatasetReader(stream).Read().Select(line => (((SyntheticQuery)line.Row!).Page, line.Row.Split)));
        }

        Assert.Equal(3, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void Without_commit_nothing_is_placed()
    {
        string inner = At("inner");
        using (DatasetFolder folder = DatasetFolder.Create(inner, Card()))
            Assert.True(Directory.Exists(inner));
        Assert.False(Directory.Exists(inner));

        using (DatasetFolder folder = DatasetFolder.Create(inner, Card()))
            folder.Write(Rows[0]);
        Assert.Contains(".partial-", Assert.Single(Directory.GetFiles(inner)), StringComparison.Ordinal);
    }

    [Fact]
    public void If_one_file_cannot_be_placed_none_is()
    {
        Write(new DatasetFolderOptions(), Rows);
        string before = File.ReadAllText(At("train.jsonl"));
        Directory.CreateDirectory(At("README.md"));
        File.WriteAllText(At("README.md", "inside"), "");
        using DatasetFolder folder = DatasetFolder.Create(_folder, Card());
        foreach (SyntheticQuery row in Rows.Take(7))
            folder.Write(row);
        Assert.ThrowsAny<Exception>(() => folder.Commit());
        Assert.Equal(before, File.ReadAllText(At("train.jsonl")));
        Assert.False(File.Exists(At("manifest.json")));
        Assert.All(folder.PartialPaths, path => Assert.True(File.Exists(path)));
    }

    [Fact]
    public void An_earlier_side_without_rows_now_is_removed()
    {
        Write(Card(), Rows);
        Write(Card(), [.. Rows.Where(row => row.Split != DatasetSplit.Validation)]);
        Assert.False(File.Exists(At("validation.jsonl")));
        Assert.Empty(Check());
    }

    [Fact]
    public void A_manifest_of_earlier_files_does_not_stay_beside_others()
    {
        Write(Card(), Rows);
        Write(new DatasetFolderOptions(), [.. Rows.Skip(1)]);
        Assert.False(File.Exists(At("manifest.json")));

        File.WriteAllText(At("manifest.json"), """{"name":"mine"}""");
        Write(new DatasetFolderOptions(), Rows);
        Assert.True(File.Exists(At("manifest.json")));
    }

    [Fact]
    public void What_is_there_is_not_replaced_if_it_may_not_be()
    {
        File.WriteAllText(At("README.md"), "mine");
        Assert.Throws<IOException>(() => DatasetFolder.Create(_folder, Card() with { Placement = FilePlacement.CreateNew }));
        using (DatasetFolder.Create(_folder, new DatasetFolderOptions { Placement = FilePlacement.CreateNew }))
            Assert.Equal("mine", File.ReadAllText(At("README.md")));
    }

    [Fact]
    public void The_card_says_how_many_rows_decide_and_how_many_tie()
    {
        ToolContrast?[] contrasts = [ToolContrast.Confirmed, ToolContrast.Either, null];
        Write(Card(), [.. Rows.Select((row, i) => row with
        {
            Provenance = new Provenance("Template", "v1") { Kind = i % 3 == 0 ? "check|claim" : null },
            Verdict = new Verdict([]) { Ranks = new SearchRanks([1], 1, null) { Contrast = contrasts[i % 3] } },
        })]);
        string card = File.ReadAllText(At("README.md"));
        Assert.Contains("| all | 10 | 10 | 0 | 10 | 50.0 % |\n| that call `find` | 10 | 10 | 0 | 10 | 50.0 % |\n| of the kind check\\|claim | 10 | 0 | 0 | 0 | 100.0 % |\n", card, StringComparison.Ordinal);

        Write(Card(), Rows);
        Assert.DoesNotContain("decide", File.ReadAllText(At("README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_on_no_side_is_refused()
    {
        using DatasetFolder folder = DatasetFolder.Create(_folder, new DatasetFolderOptions());
        Assert.Throws<ArgumentException>(() => folder.Write(SplitKit.Row("one", 1)));
        Assert.Equal(0, folder.Rows);
    }

    [Fact]
    public void What_is_not_as_in_the_manifest_is_found()
    {
        Write(Card(), Rows);
        File.Delete(At("test.jsonl"));
        File.AppendAllText(At("train.jsonl"), File.ReadLines(At("train.jsonl")).First().Replace("page 0", "page 99").Replace("\"id\":\"", "\"id\":\"x") + "\n");
        byte[] validation = File.ReadAllBytes(At("validation.jsonl"));
        validation[Encoding.UTF8.GetString(validation).IndexOf("page 1", StringComparison.Ordinal)] = (byte)'P';
        File.WriteAllBytes(At("validation.jsonl"), validation);
        File.WriteAllText(At("old.jsonl"), "");
        Directory.CreateDirectory(At(".git"));
        File.WriteAllText(At(".git", "config"), "");
        File.WriteAllText(At(".gitattributes"), "");
        Assert.Equal(
            ["FileMissing test.jsonl $.files[1].path", "FileChanged train.jsonl $.files[2].sha256", "RowCount train.jsonl $.files[2].rows", "FileChanged validation.jsonl $.files[3].sha256", "FileExtra old.jsonl $"],
            Check().Select(finding => $"{finding.Rule} {Path.GetFileName(finding.File)} {finding.Path}"));
    }

    [Theory]
    [InlineData(null, "ManifestMissing")]
    [InlineData("{", "ManifestBroken")]
    [InlineData("null", "ManifestBroken")]
    [InlineData("{}", "ManifestBroken")]
    [InlineData("""{"format":"Trl","rows":0,"files":[null]}""", "ManifestBroken")]
    [InlineData("""{"format":"Trl","rows":0,"files":[{"path":"../x","bytes":0,"sha256":""}]}""", "ManifestBroken")]
    [InlineData("""{"format":"Odd","rows":0,"files":[]}""", "ManifestBroken")]
    [InlineData("""{"format":"Trl","rows":1,"files":[]}""", "RowCount")]
    public void A_manifest_that_is_none_is_told(string? manifest, string rule)
    {
        if (manifest is not null)
            File.WriteAllText(At("manifest.json"), manifest);
        Assert.Equal(rule, Assert.Single(Check()).Rule);
    }

    [Fact]
    public void The_card_says_what_the_hub_reads()
    {
        SyntheticQuery[] rows = [.. Rows.Where(row => row.Split != DatasetSplit.Validation).Select(row => row with { Provenance = new Provenance("Gemini", "gemini-*", "abc") })];
        Write(Card() with { Extension = ".jsonl.gz", Card = new DatasetCardOptions("cc-by-4.0", ["en", "no"]) }, rows);
        string card = File.ReadAllText(At("README.md"));
        Assert.StartsWith(
            $"""
            ---
            pretty_name: {Path.GetFileName(_folder)}
            language:
            - "en"
            - "no"
            license: cc-by-4.0
            size_categories:
            - "n<1K"
            task_categories:
            - text-generation
            tags:
            - tool-calling
            - function-calling
            - synthetic
            - synthgen
            configs:
            - config_name: default
              data_files:
              - split: train
                path: train.jsonl.gz
              - split: test
                path: test.jsonl.gz
            ---

            # {Path.GetFileName(_folder)}

            20 rows of *query → tool calls*, made from 20 pages of 1 source,
            """.ReplaceLineEndings("\n"), card);
        Assert.Contains("| train | `train.jsonl.gz` | 10 | 50.0 % | 10 |\n| test | `test.jsonl.gz` | 10 | 50.0 % | 10 |\n", card);
        Assert.Contains("| `find` | 10 (100.0 %) | 10 (100.0 %) |\n", card);
        Assert.Contains("| Gemini | gemini-\\* | `abc` | 20 |\n", card);
        Assert.Contains("Pages with rows in more than one split: 0.", card);
        Assert.DoesNotContain('\r', card);
        Write(Card() with { Extension = ".jsonl.gz", Card = new DatasetCardOptions("cc-by-4.0", ["en", "no"]) }, rows);
        Assert.Equal(card, File.ReadAllText(At("README.md")));
    }

    [Theory]
    [InlineData(999, "n<1K")]
    [InlineData(1000, "1K<n<10K")]
    [InlineData(1_000_000, "1M<n<10M")]
    public void Sizes_are_the_hubs_classes(long rows, string size) => Assert.Equal(size, SynthGen.Datasets.Folders.CardHead.SizeOf(rows));

    private static DatasetFolderOptions Card(DatasetOptions? file = null) =>
        new() { File = file ?? new DatasetOptions(), Card = new DatasetCardOptions(null, []) };

    private void Write(DatasetFolderOptions options, SyntheticQuery[] rows)
    {
        using DatasetFolder folder = DatasetFolder.Create(_folder, options);
        foreach (SyntheticQuery row in rows)
            folder.Write(row);
        folder.Commit();
    }

    private ValidationIssue[] Check() => [.. new FolderValidator(_folder).Check()];

    private string At(params string[] names) => Path.Combine([_folder, .. names]);
}
