using SynthGen.Documents;

namespace SynthGen.Core.Tests.Documents;

public sealed class SourceNamesTests
{
    private static readonly string Root = OperatingSystem.IsWindows() ? @"C:\" : "/";

    [Fact]
    public void A_file_below_the_current_location_has_its_path_from_there()
    {
        SourceNames names = Names("work");
        Assert.Equal("a/ocr.txt", names.Of(Full("work/a/ocr.txt")));
        Assert.Equal("ocr.txt", names.Of(Full("work/ocr.txt")));
        Assert.Equal("..odd/ocr.txt", names.Of(Full("work/..odd/ocr.txt")));
    }

    [Fact]
    public void A_file_elsewhere_has_its_name_alone() => Assert.Equal("ocr.txt", Names("work").Of(Full("scans/a/ocr.txt")));

    [Fact]
    public void Files_known_at_once_get_as_many_folders_as_tell_them_apart()
    {
        SourceNames names = Names("work");
        string[] files = [.. new[] { "scans/a/x/ocr.txt", "scans/b/x/ocr.txt", "ocr.txt", "scans/a/lease.txt" }.Select(Full)];
        names.Add(files);
        Assert.Equal(["a/x/ocr.txt", "b/x/ocr.txt", "ocr.txt", "lease.txt"], files.Select(names.Of));
    }

    [Fact]
    public void A_file_that_comes_later_gets_the_folders_that_it_needs()
    {
        SourceNames names = Names("work");
        Assert.Equal("ocr.txt", names.Of(Full("scans/a/ocr.txt")));
        Assert.Equal("b/ocr.txt", names.Of(Full("scans/b/ocr.txt")));
        Assert.Equal("c/b/ocr.txt", names.Of(Full("scans/c/b/ocr.txt")));
        Assert.Equal("ocr.txt", names.Of(Full("scans/a/ocr.txt")));
        Assert.Equal("b/ocr.txt", names.Of(Path.Combine(Full("scans/b"), "..", "b", "ocr.txt")));
    }

    [Fact]
    public void A_file_elsewhere_does_not_take_the_name_of_one_below()
    {
        SourceNames names = Names("work");
        string[] files = [Full("scans/ocr.txt"), Full("work/ocr.txt")];
        names.Add(files);
        Assert.Equal(["scans/ocr.txt", "ocr.txt"], files.Select(names.Of));
    }

    [Theory]
    [InlineData("")]
    [InlineData("home")]
    public void From_above_the_home_folders_no_name_holds_one(string location)
    {
        SourceNames names = Names(location);
        string[] files = ["home/mine/ocr.txt", "home/other/ocr.txt", "home/other/a/ocr.txt", "ocr.txt"];
        names.Add(files.Select(Full));
        string[] given = [.. files.Select(file => names.Of(Full(file)))];
        Assert.Equal(files.Length, given.Distinct().Count());
        Assert.DoesNotContain(given, name => name.Contains("mine") || name.Contains("other") || name.Contains("home"));
    }

    [Theory]
    [InlineData(@"D:\scans\ocr.txt", "ocr.txt")]
    [InlineData(@"\\server\share\ocr.txt", "ocr.txt")]
    [InlineData("memory:ocr", "memory:ocr")]
    public void A_path_of_another_system_or_provider_gives_its_name(string path, string name) => Assert.Equal(name, Names("work").Of(path));

    private static SourceNames Names(string location) => new(Full(location), Full("home/mine"));

    private static string Full(string path) => Path.GetFullPath(path, Root);
}
