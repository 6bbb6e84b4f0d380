using System.Management.Automation;

namespace SynthGen.Tests;

/// <summary>Records from anywhere, where a script in PowerShell would not see the difference.</summary>
public sealed class ConversionTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_live_page_stays_the_same_object()
    {
        OcrPage page = new(1, "\r\nas it is\r\n");
        Assert.Same(page, Assert.Single(_session.Run("[SynthGen.OcrPage] $page", ("page", page)).Clean().Of<OcrPage>()));
        Assert.Same(page, Assert.Single(_session.Run("function Test-It([SynthGen.OcrPage[]] $Page) { $Page }; Test-It $page", ("page", page)).Clean().Of<OcrPage>()));
    }

    [Fact]
    public void A_property_that_cannot_be_computed_is_the_error_of_that_object()
    {
        ModuleSession.Result result = _session.Run(
            "$bad = [pscustomobject]@{ Number = 1 }; $bad | Add-Member ScriptProperty Text { throw 'torn' }; $bad, [pscustomobject]@{ Number = 2; Text = 'The tenant pays the rent.' } | New-PageIndex");
        Assert.Equal(1, Assert.Single(result.Of<PageIndex>()).Count);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("NotAnOcrPage,", error.FullyQualifiedErrorId);
        Assert.Contains("torn", error.ErrorDetails.Message);
        result.Of<PageIndex>()[0].Dispose();
    }

    [Fact]
    public void Maps_keep_the_order_of_their_keys_and_their_numbers_on_the_way_to_another_process()
    {
        const string Line = """{"query":"q","tools":[{"name":"find","arguments":{"z":1e5,"a":{"y":1.50,"b":[1,null]},"Z":true}}],"page":3}""";
        string written = Assert.Single(_session.Run(
            """
            $file = [IO.Path]::GetTempFileName()
            [IO.File]::WriteAllText($file, $line)
            $rows = Import-ToolDataset $file
            [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($rows, 1)) | Export-ToolDataset $file
            [IO.File]::ReadAllText($file)
            Remove-Item $file
            """,
            ("line", Line)).Clean().Of<string>());
        Assert.StartsWith(Line[..^1], written);
    }

    [Fact]
    public void A_record_shows_no_more_than_its_own_properties()
    {
        string names = Assert.Single(_session.Run(
            "$call = [SynthGen.ToolCall] @{ Name = 'find'; Arguments = @{} }; \"$($call.PSObject.Properties.Name) | $((Get-ToolDefinition | Select-Object -First 1).PSObject.Properties.Name) | $($call | ConvertTo-Json -Compress)\"").Clean().Of<string>());
        Assert.Equal("""Name Arguments | Name Description Parameters Signature | {"Name":"find","Arguments":{}}""", names);
    }
}
