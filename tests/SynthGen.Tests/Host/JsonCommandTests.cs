using System.Management.Automation;

namespace SynthGen.Tests;

public sealed class JsonCommandTests(ModuleSession session) : IClassFixture<ModuleSession>
{
    [Theory]
    [InlineData("[ordered]@{ a = 1; b = 1, 2; c = @{}; d = @() } | ConvertTo-Json", "{\n  \"a\": 1,\n  \"b\": [\n    1,\n    2\n  ],\n  \"c\": {},\n  \"d\": []\n}")]
    [InlineData("[pscustomobject]@{ A = 1; B = [pscustomobject]@{ C = $null } } | ConvertTo-Json -Compress", """{"A":1,"B":{"C":null}}""")]
    [InlineData("1 | ConvertTo-Json -AsArray -Compress", "[1]")]
    [InlineData("1.0, 0.5, [decimal]2, 1e20, [double]::NaN, $true, [char]'x' | ConvertTo-Json -Compress", """[1.0,0.5,2.0,1E+20,"NaN",true,"x"]""")]
    [InlineData("'é<\"\\' + [char]10 + [char]1 | ConvertTo-Json", "\"é<\\\"\\\\\\n\\u0001\"")]
    [InlineData("[datetime]::new(2024, 1, 2, 3, 4, 5, 120, [DateTimeKind]::Utc) | ConvertTo-Json", "\"2024-01-02T03:04:05.12Z\"")]
    [InlineData("[DayOfWeek]::Monday | ConvertTo-Json; [DayOfWeek]::Monday | ConvertTo-Json -EnumsAsStrings", "1|\"Monday\"")]
    [InlineData("'{\"a\":[1,2.5,null,true],\"b\":{\"c\":\"d\"}}' | ConvertFrom-Json | ConvertTo-Json -Compress", """{"a":[1,2.5,null,true],"b":{"c":"d"}}""")]
    [InlineData("1 .. 2 | Out-String -Stream | ConvertTo-Json -Compress", """["1","2"]""")]
    public void JsonIsWrittenAsPowerShellWritesIt(string script, string expected)
    {
        ModuleSession.Result result = session.Run(script).Clean();
        Assert.Equal(expected, string.Join('|', result.Output).ReplaceLineEndings("\n"));
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void DeeperThanTheDepthIsTextAndAWarning()
    {
        const string Deep = "@{ a = @{ b = @{ c = @{ d = 1 } } } } | ConvertTo-Json -Compress";
        ModuleSession.Result cut = session.Run(Deep).Clean();
        Assert.Equal("""{"a":{"b":{"c":"System.Collections.Hashtable"}}}""", cut.Output[0].ToString());
        Assert.Single(cut.Warnings);
        ModuleSession.Result whole = session.Run($"{Deep} -Depth 3").Clean();
        Assert.Equal("""{"a":{"b":{"c":{"d":1}}}}""", whole.Output[0].ToString());
        Assert.Empty(whole.Warnings);
    }

    [Theory]
    [InlineData("1", "Int64")]
    [InlineData("1.5", "Double")]
    [InlineData("1e2", "Double")]
    [InlineData("12345678901234567890", "BigInteger")]
    [InlineData("\"2024-01-02T03:04:05Z\"", "DateTime")]
    [InlineData("\"2024-01-02\"", "String")]
    [InlineData("true", "Boolean")]
    public void ValuesGetTheTypesThatPowerShellGivesThem(string json, string type) =>
        Assert.Equal(type, session.Run("($json | ConvertFrom-Json).v.GetType().Name", ("json", $"{{\"v\":{json}}}")).Clean().Output[0].ToString());

    [Theory]
    [InlineData("'[1,2,3]' | ConvertFrom-Json | Measure-Object | % Count", "3")]
    [InlineData("'[1,2,3]' | ConvertFrom-Json -NoEnumerate | Measure-Object | % Count", "1")]
    [InlineData("'{\"a\":', '1}' | ConvertFrom-Json | % a", "1")]
    [InlineData("'{\"a\":1}', '{\"a\":2}' | ConvertFrom-Json | % a", "1 2")]
    [InlineData("('{\"z\":1,\"a\":2,\"A\":3,\"\":4}' | ConvertFrom-Json -AsHashtable).Keys", "z a A ")]
    [InlineData("'{\"a\":1 /* one */,}' | ConvertFrom-Json | % a", "1")]
    public void JsonIsReadAsPowerShellReadsIt(string script, string expected) =>
        Assert.Equal(expected, string.Join(' ', session.Run(script).Clean().Output));

    [Theory]
    [InlineData("{\"a\":1,\"A\":2}", "KeysWithDifferentCasingInJsonString,Microsoft.PowerShell.Commands.ConvertFromJsonCommand")]
    [InlineData("{\"\":1}", "EmptyKeyInJsonString,Microsoft.PowerShell.Commands.ConvertFromJsonCommand")]
    [InlineData("{bad", "System.ArgumentException,Microsoft.PowerShell.Commands.ConvertFromJsonCommand")]
    public void BadJsonIsATerminatingError(string json, string id)
    {
        ErrorRecord error = Assert.Single(session.Run("$json | ConvertFrom-Json", ("json", json)).Errors);
        Assert.Equal(id, error.FullyQualifiedErrorId);
    }
}
