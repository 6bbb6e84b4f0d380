using System.IO.Compression;
using SynthGen.Datasets;
using SynthGen.Files;
using SynthGen.Rows;

namespace SynthGen.Core.Tests.Datasets;

public sealed class DatasetFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    private string Target => Path.Combine(_folder, "rows.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("rows.jsonl")]
    [InlineData("rows.jsonl.gz")]
    public void A_file_is_in_its_place_when_it_is_whole(string name)
    {
        string path = Path.Combine(_folder, name);
        using (DatasetFile file = DatasetFile.Create(path, FilePlacement.Replace))
        {
            file.Write(Row(1));
            Assert.False(File.Exists(path));
            Assert.True(File.Exists(file.PartialPath));
            file.Commit();
        }

        Assert.Equal([path], Directory.GetFiles(_folder));
        Assert.Equal([1], Pages(path));
    }

    [Fact]
    public void Without_commit_the_earlier_file_is_untouched_and_the_partial_one_stays()
    {
        File.WriteAllText(Target, "earlier");
        string partial;
        using (DatasetFile file = DatasetFile.Create(Target, FilePlacement.Replace))
        {
            file.Write(Row(1));
            partial = file.PartialPath;
        }

        Assert.Equal("earlier", File.ReadAllText(Target));
        Assert.Equal([1], Pages(partial));
    }

    [Fact]
    public void Nothing_is_left_of_a_file_without_rows()
    {
        DatasetFile.Create(Target, FilePlacement.Replace).Dispose();
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("rows.jsonl")]
    [InlineData("rows.jsonl.gz")]
    public void Rows_are_appended(string name)
    {
        string path = Path.Combine(_folder, name);
        Write(path, FilePlacement.Append, 1, 2);
        long before = new FileInfo(path).Length;
        byte[] first = File.ReadAllBytes(path);
        Write(path, FilePlacement.Append, 3);
        Write(path, FilePlacement.Append);
        Assert.Equal([1, 2, 3], Pages(path));
        Assert.True(new FileInfo(path).Length > before);
        Assert.Equal(first, File.ReadAllBytes(path)[..first.Length]);
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void An_append_that_fails_leaves_the_earlier_file()
    {
        Write(Target, FilePlacement.Append, 1);
        byte[] before = File.ReadAllBytes(Target);
        using (DatasetFile file = DatasetFile.Create(Target, FilePlacement.Append))
            file.Write(Row(2));
        Assert.Equal(before, File.ReadAllBytes(Target));
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void A_torn_last_line_is_cut_off_before_appending()
    {
        Write(Target, FilePlacement.Replace, 1);
        const string torn = "{\"query\":\"half of a li";
        File.AppendAllText(Target, torn);
        Assert.Equal(torn.Length, Write(Target, FilePlacement.Append, 2));
        Assert.Equal([1, 2], Pages(Target));
    }

    [Fact]
    public void A_last_row_without_a_line_feed_is_kept()
    {
        Write(Target, FilePlacement.Replace, 1, 2);
        using (FileStream file = File.OpenWrite(Target))
            file.SetLength(file.Length - 1);
        Assert.Equal(0, Write(Target, FilePlacement.Append, 3));
        Assert.Equal([1, 2, 3], Pages(Target));
    }

    [Fact]
    public void A_torn_line_may_be_long()
    {
        Write(Target, FilePlacement.Replace, 1);
        File.AppendAllText(Target, "{\"query\":\"" + new string('x', 100_000));
        Assert.Equal(100_010, Write(Target, FilePlacement.Append, 2));
        Assert.Equal([1, 2], Pages(Target));
    }

    [Fact]
    public void Nothing_is_appended_to_what_is_no_dataset()
    {
        File.WriteAllText(Target, "Dear diary,\ntoday");
        Assert.Throws<InvalidDataException>(() => DatasetFile.Create(Target, FilePlacement.Append));
        Assert.Equal("Dear diary,\ntoday", File.ReadAllText(Target));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Nothing_is_appended_to_a_damaged_gzip()
    {
        string path = Target + ".gz";
        Write(path, FilePlacement.Replace, [.. Enumerable.Range(1, 500)]);
        byte[] whole = File.ReadAllBytes(path);
        foreach (int length in (int[])[whole.Length - 1, whole.Length - 9, whole.Length / 2, 5])
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.ThrowsAny<InvalidDataException>(() => DatasetFile.Create(path, FilePlacement.Append));
        }
    }

    [Fact]
    public void A_line_that_was_torn_in_a_gzip_is_a_bad_line_and_no_more()
    {
        string path = Target + ".gz";
        using (GZipStream stream = new(File.Create(path), CompressionLevel.Fastest))
            stream.Write("{\"query\":\"torn"u8);
        Write(path, FilePlacement.Append, 2);
        using Stream read = DatasetFile.OpenRead(path);
        Assert.Collection(new DatasetReader(read).Read(), line => Assert.NotNull(line.Problem), line => Assert.Equal(2, ((SyntheticQuery)line.Row!).Page));
    }

    [Fact]
    public void A_file_that_appeared_meanwhile_is_not_replaced_by_a_new_one()
    {
        using DatasetFile file = DatasetFile.Create(Target, FilePlacement.CreateNew);
        file.Write(Row(1));
        File.WriteAllText(Target, "another's");
        Assert.Throws<IOException>(() => file.Commit());
        Assert.Equal("another's", File.ReadAllText(Target));
    }

    [Fact]
    public void A_link_stays_a_link()
    {
        string link = Path.Combine(_folder, "link.jsonl");
        Write(Target, FilePlacement.Replace, 1);
        File.CreateSymbolicLink(link, Target);
        Write(link, FilePlacement.Replace, 2);
        Assert.Equal(Target, new FileInfo(link).LinkTarget);
        Assert.Equal([2], Pages(Target));
    }

    [Fact]
    public void What_the_owner_set_on_the_file_holds_for_its_successor()
    {
        if (OperatingSystem.IsWindows())
            return;

        Write(Target, FilePlacement.Replace, 1);
        File.SetUnixFileMode(Target, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Write(Target, FilePlacement.Replace, 2);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.GroupRead, File.GetUnixFileMode(Target));
        Write(Target, FilePlacement.Append, 3);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.GroupRead, File.GetUnixFileMode(Target));
        Assert.Equal([2, 3], Pages(Target));
    }

    [Fact]
    public void A_full_disk_is_an_error_and_leaves_the_earlier_file()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no disk that is always full.");
        File.WriteAllText(Target, "earlier");
        using AtomicFile file = new(Target, FilePlacement.Replace, _ => new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0));
        using CanonicalWriter writer = new(file.Stream);
        Assert.Throws<IOException>(() =>
        {
            for (int page = 0; page < 100_000; page++)
                writer.Write(Row(page));
        });
        Assert.Equal("earlier", File.ReadAllText(Target));
    }

    private static SyntheticQuery Row(int page) => SampleRows.Plain with { Page = page };

    private static long Write(string path, FilePlacement placement, params int[] pages)
    {
        using DatasetFile file = DatasetFile.Create(path, placement);
        foreach (int page in pages)
            file.Write(Row(page));
        return file.Commit();
    }

    private static List<int> Pages(string path)
    {
        using Stream stream = DatasetFile.OpenRead(path);
        return [.. new DatasetReader(stream).Read().Select(line => ((SyntheticQuery)line.Row!).Page)];
    }
}
