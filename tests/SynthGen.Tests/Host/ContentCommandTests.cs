using System.Management.Automation;
using SynthGen.Generation.Template.Finders;

namespace SynthGen.Tests;

public sealed class ContentCommandTests : IClassFixture<ModuleSession>, IDisposable
{
    private readonly ModuleSession _session;
    private readonly TemporaryFolder _folder = new();

    public ContentCommandTests(ModuleSession session)
    {
        _session = session;
        _folder.Write("a.txt", "one two\nthree\nfour\nfive\n");
        _folder.Write("b[1].txt", "bracket\n");
        _folder.Write("c.txt", "see");
        _session.Run("Set-Location -LiteralPath $folder", ("folder", _folder.Path)).Clean();
    }

    public void Dispose()
    {
        _session.Run("Set-Location ([IO.Path]::GetTempPath())");
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Get-Content a.txt", "one two|three|four|five")]
    [InlineData("gc a.txt -TotalCount 2", "one two|three")]
    [InlineData("gc a.txt -Head 0", "")]
    [InlineData("gc a.txt -Tail 2", "four|five")]
    [InlineData("'p', 'q', 'r' | Set-Content u.txt -Encoding bigendianutf32; gc u.txt -Tail 2 -Encoding bigendianutf32", "q|r")]
    [InlineData("gc *.txt", "one two|three|four|five|bracket|see")]
    [InlineData("gc -LiteralPath 'b[1].txt'", "bracket")]
    [InlineData("gc a.txt -Delimiter t -TotalCount 1", "one ")]
    [InlineData("(gc a.txt -Raw).Length", "24")]
    [InlineData("gc a.txt -ReadCount 0 | % { $_.Count }", "4")]
    [InlineData("gc a.txt -ReadCount 3 | % { \"$($_.Count) $($_.ReadCount)\" }", "3 3|1 4")]
    [InlineData("gc a.txt -ReadCount 3 -TotalCount 2 | % { $_.Count }", "2")]
    [InlineData("Get-ChildItem c.txt | gc", "see")]
    public void GetContentReads(string script, string expected)
    {
        ModuleSession.Result result = _session.Run(script);
        Assert.Equal(expected, string.Join('|', result.Output.Select(line => line.ToString())));
    }

    [Fact]
    public void LinesKnowWhereTheyComeFrom()
    {
        PSObject line = _session.Run("gc a.txt").Clean().Output[1];
        Assert.Equal("a.txt", line.Properties["PSChildName"].Value);
        Assert.Equal(Path.Combine(_folder.Path, "a.txt"), line.Properties["PSPath"].Value);
        Assert.Equal(_folder.Path, line.Properties["PSParentPath"].Value);
        Assert.Equal("FileSystem", ((ProviderInfo)line.Properties["PSProvider"].Value).Name);
        Assert.Equal(2L, line.Properties["ReadCount"].Value);
    }

    [Theory]
    [InlineData("gc nosuch.txt", "PathNotFound,Microsoft.PowerShell.Commands.GetContentCommand", ErrorCategory.ObjectNotFound)]
    [InlineData("gc nosuch*.txt", "ItemNotFound,Microsoft.PowerShell.Commands.GetContentCommand", ErrorCategory.ObjectNotFound)]
    [InlineData("gc .", "GetContainerContentException,Microsoft.PowerShell.Commands.GetContentCommand", ErrorCategory.InvalidOperation)]
    [InlineData("gc a.txt -Head 1 -Tail 1", "TailAndHeadCannotCoexist,Microsoft.PowerShell.Commands.GetContentCommand", ErrorCategory.InvalidOperation)]
    [InlineData("Get-Item nosuch", "PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand", ErrorCategory.ObjectNotFound)]
    [InlineData("Get-ChildItem nosuch", "PathNotFound,Microsoft.PowerShell.Commands.GetChildItemCommand", ErrorCategory.ObjectNotFound)]
    [InlineData("Remove-Item nosuch", "PathNotFound,Microsoft.PowerShell.Commands.RemoveItemCommand", ErrorCategory.ObjectNotFound)]
    [InlineData("New-Item a.txt", "NewItemIOError,Microsoft.PowerShell.Commands.NewItemCommand", ErrorCategory.WriteError)]
    public void ErrorsAreThoseOfPowerShell(string script, string id, ErrorCategory category)
    {
        ErrorRecord error = Assert.Single(_session.Run(script).Errors);
        Assert.Equal((id, category), (error.FullyQualifiedErrorId, error.CategoryInfo.Category));
    }

    [Fact]
    public void MissingFileDoesNotStopTheOthers()
    {
        ModuleSession.Result result = _session.Run("gc c.txt, nosuch.txt, 'b`[1`].txt'");
        Assert.Single(result.Errors);
        Assert.Equal(["see", "bracket"], result.Output.Select(line => line.ToString()));
    }

    [Fact]
    public void ReaderIsClosedWhenThePipelineStopsEarly()
    {
        _session.Run("gc a.txt | Select-Object -First 1; Remove-Item a.txt").Clean();
        Assert.False(File.Exists(Path.Combine(_folder.Path, "a.txt")));
    }

    [Fact]
    public void SetAndAddContentWrite()
    {
        _session.Run("'x', 'é' | Set-Content w.txt; Add-Content w.txt z").Clean();
        Assert.Equal("x\né\nz\n", File.ReadAllText(Path.Combine(_folder.Path, "w.txt")).ReplaceLineEndings("\n"));
        Assert.Empty(_session.Run("'n', 'o' | Set-Content w.txt -NoNewline").Clean().Output);
        Assert.Equal("no"u8.ToArray(), File.ReadAllBytes(Path.Combine(_folder.Path, "w.txt")));
        Assert.Empty(_session.Run("Set-Content w.txt kept -WhatIf; Clear-Content w.txt").Clean().Output);
        Assert.Empty(File.ReadAllBytes(Path.Combine(_folder.Path, "w.txt")));
    }

    [Fact]
    public void ContentOfOtherProvidersIsReadAndWritten() =>
        Assert.Equal("made", _session.Run("Set-Content variable:made made; Get-Content variable:made").Clean().Output[0].ToString());

    [Fact]
    public void RedirectionAndTeeWriteRenderedText()
    {
        _session.Run("[pscustomobject]@{ A = 1 } > r.txt; 'z' >> r.txt; 1, 2 | Tee-Object t.txt | Out-Null; 3 | Tee-Object -Variable kept | Out-Null").Clean();
        Assert.Equal("\nA\n-\n1\n\nz\n", File.ReadAllText(Path.Combine(_folder.Path, "r.txt")).ReplaceLineEndings("\n"));
        Assert.Equal("1\n2\n", File.ReadAllText(Path.Combine(_folder.Path, "t.txt")).ReplaceLineEndings("\n"));
        Assert.Equal(3, _session.Run("$kept").Output[0].BaseObject);
    }

    [Fact]
    public void ItemsAreMadeCopiedMovedAndRemoved()
    {
        ModuleSession.Result result = _session.Run("""
            New-Item d/e/f.txt -Force -Value hello | ForEach-Object Name
            Copy-Item d g -Recurse
            Move-Item g/e/f.txt h.txt
            Get-ChildItem -Recurse -File -Filter ?.txt | Sort-Object Name | ForEach-Object Name
            Remove-Item d, g -Recurse
            Test-Path d, g, h.txt
            """).Clean();
        Assert.Equal("f.txt a.txt c.txt f.txt h.txt False False True", string.Join(' ', result.Output));
    }

    [Theory]
    [InlineData("Test-Path a.txt, nosuch, *.txt", "True False True")]
    [InlineData("Test-Path . -PathType Leaf; Test-Path . -PathType Container", "False True")]
    [InlineData("Resolve-Path c* -Relative", "./c.txt")]
    [InlineData("Join-Path x y z", "x/y/z")]
    [InlineData("Split-Path x/y.tar.gz -Leaf; Split-Path x/y.tar.gz; Split-Path x/y.tar.gz -LeafBase; Split-Path x/y.tar.gz -Extension", "y.tar.gz x y.tar .gz")]
    [InlineData("Get-ChildItem -Name -Include c* ", "c.txt")]
    [InlineData("(Get-FileHash c.txt -Algorithm MD5).Hash", "1E8E42B87A65326B98CED7D3AF717A72")]
    public void PathsAreWorkedOn(string script, string expected)
    {
        ModuleSession.Result result = _session.Run(script).Clean();
        Assert.Equal(expected, string.Join(' ', result.Output).Replace('\\', '/'));
    }
}
