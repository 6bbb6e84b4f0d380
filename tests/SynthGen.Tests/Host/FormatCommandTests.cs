using SynthGen.Generation.Template.Finders;

namespace SynthGen.Tests;

public sealed class FormatCommandTests(ModuleSession session) : IClassFixture<ModuleSession>
{
    private const string Objects = "[pscustomobject]@{ A = 1; B = 'x' }, [pscustomobject]@{ A = 2; B = 'yy' }";

    [Theory]
    [InlineData("| Format-Table", "\nA B\n- -\n1 x\n2 yy\n\n")]
    [InlineData("| ft B -HideTableHeaders", "\nx\nyy\n\n")]
    [InlineData("| ft @{ n = 'Z'; e = { $_.A * 2 }; w = 4; a = 'right' }", "\n   Z\n   -\n   2\n   4\n\n")]
    [InlineData("| Format-List A", "\nA : 1\n\nA : 2\n\n")]
    [InlineData("| ft -GroupBy A", "\n   A: 1\n\nA B\n- -\n1 x\n\n   A: 2\n\nA B\n- -\n2 yy\n\n")]
    public void ObjectsAreShownAsPowerShellShowsThem(string format, string expected) =>
        Assert.Equal(expected, Render($"{Objects} {format} | Out-String"));

    [Fact]
    public void TypesAreShownByTheirFormatView() =>
        Assert.Equal("\nCount Name\n----- ----\n    2 a\n\n", Trim(Render("'a', 'a' | Group-Object -NoElement | Out-String")));

    [Fact]
    public void OutStringCutsToTheWidthOrStreamsLines()
    {
        Assert.Equal("\nA\n-\nyyyyyyyyy…\n\n", Trim(Render("[pscustomobject]@{ A = 'y' * 100 } | Out-String -Width 10")));
        Assert.Equal(["1", "2"], session.Run("1, 2 | Out-String -Stream").Clean().Output.Select(line => line.ToString()));
        Assert.Equal("12", Render("1, 2 | Out-String -NoNewline"));
    }

    [Fact]
    public void HelpOfACmdletIsRendered()
    {
        string help = Render("Get-Help Get-Content -Full | Out-String");
        Assert.Contains("-TotalCount <long>", help);
        Assert.Contains("SYNTAX", help);
    }

    private static string Trim(string text) => string.Join('\n', text.Split('\n').Select(line => line.TrimEnd()));

    private string Render(string script) => session.Run(script).Clean().Output[0].ToString()!.ReplaceLineEndings("\n");
}
