using SynthGen.Datasets;
using SynthGen.Files;
using SynthGen.Generation.Journal;

namespace SynthGen.Core.Tests.Files;

/// <summary>Only regular files are replaced, and a link stays a link.</summary>
public sealed class OutputFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public static TheoryData<FileKind> Kinds => [FileKind.Folder, FileKind.Pipe, FileKind.Device, FileKind.Socket];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_not_a_regular_file_is_refused_and_stays(FileKind kind)
    {
        string place = At("place"), link = At("link"), linkToLink = At("link2");
        SpecialFile.Create(kind, place);
        File.CreateSymbolicLink(link, place);
        File.CreateSymbolicLink(linkToLink, "link");
        foreach (string path in (string[])[place, link, linkToLink])
        {
            NotAFileException error = Assert.Throws<NotAFileException>(() => OutputFile.Resolve(path));
            Assert.Equal((kind, place, path), (error.Kind, error.Place, error.FilePath));
            Assert.Throws<NotAFileException>(() => new AtomicFile(path, FilePlacement.Replace));
            Assert.Throws<NotAFileException>(() => DatasetFile.Create(path, FilePlacement.Append));
            Assert.Throws<NotAFileException>(() => OutcomeJournal.Open(path));
            Assert.Equal(kind, OutputFile.KindOf(path));
        }

        Assert.Equal(3, Directory.GetFileSystemEntries(_folder).Length);
    }

    [Fact]
    public void What_becomes_something_else_meanwhile_is_not_replaced()
    {
        using AtomicFile file = AtomicFile.Of(At("place"), "new"u8);
        SpecialFile.Create(FileKind.Pipe, At("place"));
        Assert.Throws<NotAFileException>(() => file.Commit());
        Assert.Equal(FileKind.Pipe, OutputFile.KindOf(At("place")));
    }

    [Fact]
    public void A_relative_link_in_a_folder_that_is_a_link_leads_where_the_system_says()
    {
        Directory.CreateDirectory(At("deep/real"));
        Directory.CreateSymbolicLink(At("short"), At("deep/real"));
        File.CreateSymbolicLink(At("deep/real/link"), "../target");
        using (AtomicFile file = AtomicFile.Of(At("short/link"), "new"u8))
            file.Commit();
        Assert.Equal("new", File.ReadAllText(At("deep/target")));
        Assert.Equal("../target", new FileInfo(At("deep/real/link")).LinkTarget);
    }

    [Fact]
    public void A_link_to_nothing_gets_its_file_where_it_points()
    {
        Directory.CreateDirectory(At("inner"));
        File.CreateSymbolicLink(At("link"), "inner/new");
        using (AtomicFile file = AtomicFile.Of(At("link"), "new"u8))
            file.Commit();
        Assert.Equal(("inner/new", "new"), (new FileInfo(At("link")).LinkTarget, File.ReadAllText(At("inner/new"))));
    }

    [Theory]
    [InlineData("missing/new")]
    [InlineData("link")]
    [InlineData("/dev/stdout")]
    [InlineData("/dev/fd/1")]
    [InlineData("/proc/self/environ")]
    public void A_link_that_leads_to_no_place_for_a_file_is_refused(string target)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && target[0] == '/', "Places of Unix.");
        File.CreateSymbolicLink(At("link"), target);
        Assert.Throws<NotAFileException>(() => OutputFile.Resolve(At("link")));
    }

    [Fact]
    public void The_partial_file_is_as_closed_as_the_one_that_it_replaces()
    {
        if (OperatingSystem.IsWindows())
            return;

        const UnixFileMode closed = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.WriteAllText(At("a.jsonl"), "");
        File.SetUnixFileMode(At("a.jsonl"), closed);
        foreach (FilePlacement placement in (FilePlacement[])[FilePlacement.Replace, FilePlacement.Append])
        {
            using DatasetFile file = DatasetFile.Create(At("a.jsonl"), placement);
            Assert.Equal(closed, File.GetUnixFileMode(file.PartialPath));
        }
    }

    [Fact]
    public void Two_that_append_take_turns_and_nothing_is_mixed()
    {
        string path = At("a.txt");
        File.WriteAllText(path, "");
        byte[][] parts = [.. Enumerable.Range(0, 16).Select(part => Enumerable.Repeat((byte)('a' + part), 300_000).ToArray())];
        Parallel.ForEach(parts, new ParallelOptions { MaxDegreeOfParallelism = parts.Length }, part =>
        {
            using AtomicFile file = new(path, FilePlacement.Append);
            file.Stream.Write("{\""u8);
            file.Stream.Write(part);
            file.Stream.Write("\":1}\n"u8);
            file.Commit();
        });
        Assert.Equal(parts.Select(part => (char)part[0]).Order(), File.ReadLines(path).Select(line => line.Trim("{\":1}".ToCharArray())).Select(line => Assert.Single(line.Distinct())).Order());
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void What_another_began_meanwhile_is_not_replaced_by_an_append()
    {
        using AtomicFile file = new(At("a.jsonl"), FilePlacement.Append);
        file.Stream.Write("{}\n"u8);
        File.WriteAllText(At("a.jsonl"), "another's");
        Assert.ThrowsAny<IOException>(() => file.Commit());
        Assert.Equal("another's", File.ReadAllText(At("a.jsonl")));
    }

    [Fact]
    public void A_lock_is_held_by_one_and_gone_afterwards()
    {
        Assert.All(Enumerable.Range(0, 100), _ =>
        {
            using FileLock one = FileLock.Take(At("a"));
            Assert.Throws<FileInUseException>(() => FileLock.Take(At("a")));
        });
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_lock_of_the_future_is_taken_all_the_same()
    {
        // As a killed process leaves it, before the clock was set back.
        File.WriteAllText(At("a.lock"), "");
        File.SetLastWriteTimeUtc(At("a.lock"), DateTime.UtcNow.AddYears(1));
        using (FileLock.Take(At("a")))
            Assert.True(File.Exists(At("a.lock")));
        Assert.False(File.Exists(At("a.lock")));
    }

    private string At(string name) => Path.Combine(_folder, name);
}
