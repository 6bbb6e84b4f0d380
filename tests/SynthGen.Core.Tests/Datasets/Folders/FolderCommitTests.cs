using SynthGen.Core.Tests.Datasets.Splits;
using SynthGen.Core.Tests.Files;
using SynthGen.Datasets;
using SynthGen.Datasets.Folders;
using SynthGen.Files;

namespace SynthGen.Core.Tests.Datasets.Folders;

/// <summary>A folder is exchanged at once: a process killed after any step leaves the earlier set or the new one.</summary>
public sealed class FolderCommitTests : IDisposable
{
    private static readonly DatasetFolderOptions Card = new() { Card = new DatasetCardOptions(null, []) };

    private readonly string _around = Directory.CreateTempSubdirectory("synthgen-").FullName;

    private string Folder => Path.Combine(_around, "data");

    public void Dispose() => Directory.Delete(_around, recursive: true);

    [Fact]
    public void After_each_step_the_folder_is_one_set_and_has_the_files_of_others()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Windows needs two steps.");
        Write("first");
        string earlier = File.ReadAllText(At("train.jsonl"));
        Directory.CreateDirectory(At(".git/objects"));
        File.WriteAllText(At(".git/objects/a"), "object");
        File.WriteAllText(At("notes.txt"), "mine");
        File.CreateSymbolicLink(At("link"), "notes.txt");
        SpecialFile.Create(FileKind.Pipe, At("pipe"));

        List<bool> isEarlier = [];
        Write("second", () =>
        {
            // The rows are collected in the folder.
            Assert.DoesNotContain(Check(), finding => finding.Severity == IssueSeverity.Error);
            Assert.Equal(("mine", "object", "notes.txt"), (File.ReadAllText(At("notes.txt")), File.ReadAllText(At(".git/objects/a")), new FileInfo(At("link")).LinkTarget));
            Assert.Equal(FileKind.Pipe, OutputFile.KindOf(At("pipe")));
            isEarlier.Add(File.ReadAllText(At("train.jsonl")) == earlier);
        });
        Assert.True(isEarlier.Count > 4);
        Assert.Equal(isEarlier.OrderDescending(), isEarlier);
        Assert.False(isEarlier[^1]);
        Assert.Equal([Folder], Directory.GetFileSystemEntries(_around));
    }

    [Fact]
    public void The_folder_keeps_its_mode_and_link()
    {
        if (OperatingSystem.IsWindows())
            return;

        string real = Path.Combine(_around, "real");
        Directory.CreateDirectory(real, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateSymbolicLink(Folder, "real");
        Write("first");
        Write("second");
        Assert.Equal("real", new DirectoryInfo(Folder).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(real));
        Assert.Empty(Check());
    }

    [Fact]
    public void A_file_that_is_a_link_is_written_where_it_leads()
    {
        Write("first");
        string elsewhere = Path.Combine(_around, "elsewhere.jsonl");
        File.Move(At("train.jsonl"), elsewhere);
        File.CreateSymbolicLink(At("train.jsonl"), elsewhere);
        Write("second");
        Assert.Equal(elsewhere, new FileInfo(At("train.jsonl")).LinkTarget);
        Assert.Contains("second", File.ReadAllText(elsewhere));
        Assert.Empty(Check());
    }

    [Fact]
    public void What_killed_exports_left_beside_is_removed_and_brought_back()
    {
        Write("first");
        Directory.Move(Folder, Folder + ".earlier-0123abcd");
        Directory.CreateDirectory(Folder + ".partial-0123abcd");
        Directory.CreateDirectory(Folder + ".partial-of-mine");
        File.WriteAllText(Path.Combine(Folder + ".earlier-0123abcd", "notes.txt"), "mine");
        Write("second");
        Assert.Equal("mine", File.ReadAllText(At("notes.txt")));
        Assert.Equal([Folder, Folder + ".partial-of-mine"], Directory.GetFileSystemEntries(_around).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Two_renames_do_where_there_is_no_exchange()
    {
        Write("first");
        string second = Folder + ".partial-0123abcd";
        Directory.CreateDirectory(second);
        File.WriteAllText(Path.Combine(second, "new.txt"), "");
        FolderSwap.SwapByRenames(second, Folder);
        Assert.True(File.Exists(At("new.txt")));
        Assert.True(File.Exists(Path.Combine(second, "train.jsonl")));
        Assert.ThrowsAny<IOException>(() => FolderSwap.SwapByRenames(Path.Combine(_around, "missing"), Folder));
        Assert.True(File.Exists(At("new.txt")));
    }

    [Fact]
    public void One_process_at_a_time_writes_a_folder()
    {
        using (DatasetFolder first = DatasetFolder.Create(Folder, Card))
            Assert.Throws<FileInUseException>(() => DatasetFolder.Create(Folder, Card));
        using (DatasetFolder.Create(Folder, Card))
            Assert.True(Directory.Exists(Folder));
        Assert.Empty(Directory.GetFileSystemEntries(_around));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("manifest.json")]
    [InlineData("dataset_info.json")]
    [InlineData("test.jsonl")]
    public void A_pipe_in_the_place_of_a_file_is_an_error_and_waits_for_nobody(string name)
    {
        Directory.CreateDirectory(Folder);
        SpecialFile.Create(FileKind.Pipe, At(name));
        DatasetFolderOptions options = Card with { File = new DatasetOptions { Format = DatasetFormat.Parse("LlamaFactory") } };
        Assert.Throws<NotAFileException>(() =>
        {
            using DatasetFolder folder = DatasetFolder.Create(Folder, options);
            foreach (SyntheticQuery row in Rows("q"))
                folder.Write(row with { AvailableTools = [new ToolDefinition("find", "Finds.", SynthGen.Tools.BuiltInTools.All[0].Parameters)] });
            folder.Commit();
        });
        Assert.Equal(FileKind.Pipe, OutputFile.KindOf(At(name)));
    }

    private static IEnumerable<SyntheticQuery> Rows(string query) =>
        Enumerable.Range(0, 30).Select(page => SplitKit.Row($"{query} {page}", page) with { Split = (DatasetSplit)(page % 3) });

    private void Write(string query, Action? step = null)
    {
        using DatasetFolder folder = DatasetFolder.Create(Folder, Card);
        folder.Step = step ?? folder.Step;
        foreach (SyntheticQuery row in Rows(query))
            folder.Write(row);
        folder.Commit();
    }

    private ValidationIssue[] Check() => [.. new FolderValidator(Folder).Check()];

    private string At(string name) => Path.Combine(Folder, name);
}
