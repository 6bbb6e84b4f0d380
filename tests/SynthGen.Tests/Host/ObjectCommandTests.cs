using System.Management.Automation;

namespace SynthGen.Tests;

public sealed class ObjectCommandTests(ModuleSession session) : IClassFixture<ModuleSession>
{
    [Theory]
    [InlineData("1..10 | Select-Object -First 3", "1 2 3")]
    [InlineData("1..10 | select -Last 2", "9 10")]
    [InlineData("1..10 | select -First 2 -Last 2", "1 2 9 10")]
    [InlineData("1..10 | select -Skip 2 -First 2", "3 4")]
    [InlineData("1..10 | select -Skip 2 -Last 2", "7 8")]
    [InlineData("1..10 | select -Skip 1 -SkipLast 7", "2 3")]
    [InlineData("1..10 | select -Index 3, 1", "2 4")]
    [InlineData("1..5 | select -SkipIndex 0, 1", "3 4 5")]
    [InlineData("1..3 | select -First 0", "")]
    [InlineData("'a', 'A', 'b', 'a' | select -Unique", "a A b")]
    [InlineData("'a', 'A', 'b' | select -Unique -CaseInsensitive", "a b")]
    [InlineData("[pscustomobject]@{ A = 1, 2 } | select -ExpandProperty A", "1 2")]
    [InlineData("[pscustomobject]@{ A = 1; B = 2 } | select B, @{ n = 'C'; e = { $_.A + 5 } }, D", "@{B=2; C=6; D=}")]
    [InlineData("[pscustomobject]@{ A = 1; B = 2; C = 3 } | select -ExcludeProperty B", "@{A=1; C=3}")]
    [InlineData("3, 1, 2 | Sort-Object -Descending", "3 2 1")]
    [InlineData("'b', 'A', 'a', 'B' | Sort-Object", "A a b B")]
    [InlineData("'b', 'A', 'a', 'B' | Sort-Object -Unique", "A b")]
    [InlineData("10, '9', 8 | Sort-Object", "8 9 10")]
    [InlineData("1..9 | Sort-Object -Top 2 -Descending; 1..9 | Sort-Object -Bottom 2", "9 8 8 9")]
    [InlineData("'ccc', 'b', 'a' | Sort-Object { $_.Length }", "b a ccc")]
    [InlineData("('a', 'b', 'a', 'C', 'c' | Group-Object | % { \"$($_.Name)$($_.Count)\" })", "a2 b1 C2")]
    [InlineData("('x', 'y', 'x' | group -AsHashTable)['x'].Count", "2")]
    [InlineData("(1, 2, 1 | group -AsHashTable -AsString)['1'].Count", "2")]
    [InlineData("(1..4 | group { $_ % 2 } -NoElement)[1] | % { \"$($_.Name) $($_.Count) $($_.Group.Count)\" }", "1 2 0")]
    [InlineData("[pscustomobject]@{ A = $null }, [pscustomobject]@{ A = 1 }, [pscustomobject]@{ B = 1 } | group A | % Count", "2 1")]
    [InlineData("[guid]::Empty, $Host | measure | % Count", "2")]
    [InlineData("1..5 | Measure-Object -AllStats | % { \"$($_.Count) $($_.Sum) $($_.Average) $($_.Minimum) $($_.Maximum) $([Math]::Round($_.StandardDeviation, 6))\" }", "5 15 3 1 5 1.581139")]
    [InlineData("'a b', 'c' | measure -Word -Line -Character | % { \"$($_.Words) $($_.Lines) $($_.Characters)\" }", "3 2 4")]
    [InlineData("'b', 'a' | measure -Minimum | % Minimum", "a")]
    [InlineData("@() | measure | % Count", "0")]
    public void OutputIsThatOfPowerShell(string script, string expected) =>
        Assert.Equal(expected, string.Join(' ', session.Run(script).Clean().Output));

    [Fact]
    public void FirstStopsWhatComesBeforeAndRunsItsEnd()
    {
        ModuleSession.Result result = session.Run("$script:n = 0; 1..100 | % { $script:n++; $_ } | select -First 2 | measure | % Count; $script:n").Clean();
        Assert.Equal([2, 2], result.Of<int>());
        Assert.Equal("5", session.Run("1..5 | % { $script:m = $_; $_ } | select -First 1 -Wait | Out-Null; $script:m").Clean().Output[0].ToString());
    }

    [Theory]
    [InlineData("", "r1 r2 r3 none")]
    [InlineData("-Descending", "r3 r2 r1 none")]
    public void SortPutsNullFirstAndAMissingPropertyLast(string order, string expected)
    {
        ModuleSession.Result result = session.Run($$"""
            [pscustomobject]@{ N = 'none' }, [pscustomobject]@{ N = 'r3'; V = 2 }, [pscustomobject]@{ N = 'r1'; V = $null }, [pscustomobject]@{ N = 'r2'; V = 1 } |
                Sort-Object V {{order}} | ForEach-Object N
            """).Clean();
        Assert.Equal(expected, string.Join(' ', result.Output));
    }

    [Fact]
    public void SortKeepsTheOrderOfEquals()
    {
        ModuleSession.Result result = session.Run("1..1000 | Sort-Object { $_ % 3 } | % { $_ % 3 * 10000 + $_ }").Clean();
        Assert.Equal([.. result.Of<int>().Order()], result.Of<int>());
    }

    [Theory]
    [InlineData("[pscustomobject]@{ A = 1 } | select -ExpandProperty X", "ExpandPropertyNotFound,Microsoft.PowerShell.Commands.SelectObjectCommand")]
    [InlineData("[pscustomobject]@{ A = 1 } | select A, A", "AlreadyExistingUserSpecifiedPropertyNoExpand,Microsoft.PowerShell.Commands.SelectObjectCommand")]
    [InlineData("1 | select @{ foo = 1 }", "DictionaryKeyIllegal,Microsoft.PowerShell.Commands.SelectObjectCommand")]
    [InlineData("'a' | measure -Sum", "NonNumericInputObject,Microsoft.PowerShell.Commands.MeasureObjectCommand")]
    [InlineData("'a' | group -AsString", "ArgumentException,Microsoft.PowerShell.Commands.GroupObjectCommand")]
    [InlineData("New-Object NoSuchType", "TypeNotFound,Microsoft.PowerShell.Commands.NewObjectCommand")]
    [InlineData("Write-Error boo -ErrorId Mine", "Mine")]
    public void ErrorIdsAreThoseOfPowerShell(string script, string id)
    {
        ErrorRecord error = Assert.Single(session.Run(script).Errors);
        Assert.Equal(id, error.FullyQualifiedErrorId);
    }

    [Fact]
    public void WriteCmdletsReachTheirStreams()
    {
        ModuleSession.Result result = session.Run("Write-Warning w; Write-Verbose v -Verbose; Write-Host a, 1 -Separator '-'; Write-Output 1 2 | Out-Null; Write-Progress p").Clean();
        Assert.Equal(["w"], result.Warnings);
        Assert.Equal(["v"], result.Verbose);
        Assert.Equal("a-1", Assert.Single(result.Information).MessageData.ToString());
        Assert.Equal("p", Assert.Single(result.Progress).Activity);
    }

    [Theory]
    [InlineData("New-Object System.Version 1, 2 | % Minor", "2")]
    [InlineData("New-Object PSObject -Property @{ A = 1 }", "@{A=1}")]
    [InlineData("New-Object int", "0")]
    [InlineData("Get-Date 2024-01-02 -Format FileDate", "20240102")]
    [InlineData("Get-Date -UnixTimeSeconds 0 -AsUTC -Format s", "1970-01-01T00:00:00")]
    [InlineData("(Measure-Command { $inside = 5 }).GetType().Name; $inside", "TimeSpan 5")]
    [InlineData("'a' | Get-Member Length | % MemberType", "Property")]
    public void SmallCmdletsWork(string script, string expected) =>
        Assert.Equal(expected, string.Join(' ', session.Run(script).Clean().Output));
}
