using System.Diagnostics;
using SynthGen.Files;

namespace SynthGen.Core.Tests.Files;

/// <summary>A file that was found is read only if no other user can have put it there.</summary>
public sealed class TrustedFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    private string FilePath => Path.Combine(_folder, ".env");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_of_the_user_in_a_folder_of_the_user_is_trusted()
    {
        File.WriteAllText(FilePath, "");
        Assert.Null(TrustedFile.Distrust(FilePath));
    }

    [Theory]
    [InlineData(FileKind.Pipe)]
    [InlineData(FileKind.Device)]
    [InlineData(FileKind.Socket)]
    public void What_is_not_a_regular_file_is_not_opened(FileKind kind)
    {
        SpecialFile.Create(kind, FilePath);
        Assert.Contains("regular", TrustedFile.Distrust(FilePath));
    }

    [Fact]
    public void What_everybody_may_write_is_not_trusted()
    {
        if (OperatingSystem.IsWindows())
            return;

        File.WriteAllText(FilePath, "");
        string link = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "inner")).FullName, ".env");
        File.CreateSymbolicLink(link, "../.env");
        Assert.Null(TrustedFile.Distrust(link));

        UnixFileMode mode = File.GetUnixFileMode(_folder);
        File.SetUnixFileMode(_folder, mode | UnixFileMode.OtherWrite | UnixFileMode.StickyBit);
        Assert.Equal("everybody may write its folder", TrustedFile.Distrust(FilePath));
        Assert.Equal("everybody may write its folder", TrustedFile.Distrust(link));
        File.SetUnixFileMode(_folder, mode);

        File.SetUnixFileMode(FilePath, File.GetUnixFileMode(FilePath) | UnixFileMode.OtherWrite);
        Assert.Equal("everybody may write it", TrustedFile.Distrust(FilePath));
        Assert.Equal("everybody may write it", TrustedFile.Distrust(link));
    }

    [Fact]
    public void What_belongs_to_another_user_is_not_trusted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Only root gives files away.");
        File.WriteAllText(FilePath, "");
        using (Process process = Process.Start("chown", ["12345", FilePath]))
            Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)));
        Assert.Equal("it belongs to another user", TrustedFile.Distrust(FilePath));
    }
}
