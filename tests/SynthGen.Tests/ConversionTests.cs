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

    // All combinations.
    [Theory]
    [InlineData("Export-Clixml $file; Import-Clixml $file")]
    [InlineData("Export-ToolDataset $file; Import-ToolDataset $file")]
    [InlineData("Export-ToolDataset \"$file.parquet\"; Import-ToolDataset \"$file.parquet\"; Remove-Item \"$file.parquet\"")]
    [InlineData("ForEach-Object { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_, 1)) }")]
    [InlineData("ForEach-Object { [SynthGen.SyntheticQuery] ($_ | ConvertTo-Json -Depth 20 | ConvertFrom-Json) }")]
    public void Rows_keep_their_pair_contrast_and_kind_and_are_filtered_by_them(string way)
    {
        ToolContrast?[] contrasts = [ToolContrast.Confirmed, ToolContrast.Either, ToolContrast.Refuted, null];
        string?[] pairs = ["p1", "é 🚰 \"", null], kinds = ["lookup", "check of a claim", null];
        SyntheticQuery[] rows =
        [
            .. from contrast in contrasts
               from pair in pairs
               from kind in kinds
               select new SyntheticQuery($"{contrast} {pair} {kind}", [new ToolCall("find", new Dictionary<string, object?>())], 1)
               {
                   PairId = pair,
                   Provenance = new Provenance("Template", "v1") { Kind = kind },
                   Verdict = new Verdict([]) { Ranks = new SearchRanks([1], 1, null) { Contrast = contrast } },
               },
        ];
        IReadOnlyList<SyntheticQuery> back = _session.Run($"$file = [IO.Path]::GetTempFileName(); $rows | {way}; Remove-Item $file", ("rows", rows)).Clean().Of<SyntheticQuery>();
        Assert.Equal(rows.Select(Facts), back.Select(Facts));
        Assert.Equal(9, _session.Run("@($rows | Where-Object Contrast -eq Confirmed).Count", ("rows", back)).Clean().Of<int>()[0]);

        static (string, string?, ToolContrast?, string?) Facts(SyntheticQuery row) => (row.Id, row.PairId, row.Contrast, row.Provenance!.Kind);
    }

    // In a session without the module it is a bag of properties, and an enumeration is a number with a text.
    [Fact]
    public void A_deserialized_row_is_filtered_by_its_contrast()
    {
        SyntheticQuery row = new("q", [], 1) { PairId = "p", Verdict = new Verdict([]) { Ranks = new SearchRanks([1], 1, null) { Contrast = ToolContrast.Confirmed } } };
        string written = Assert.Single(_session.Run("[System.Management.Automation.PSSerializer]::Serialize($row, 1)", ("row", row)).Clean().Of<string>());
        using PowerShell bare = PowerShell.Create(System.Management.Automation.Runspaces.InitialSessionState.CreateDefault2());
        PSObject found = Assert.Single(bare.AddScript("param($xml) [System.Management.Automation.PSSerializer]::Deserialize($xml) | Where-Object Contrast -like Confirmed").AddArgument(written).Invoke());
        Assert.Equal("p", found.Properties["PairId"].Value);
    }

    [Fact]
    public void A_record_shows_no_more_than_its_own_properties()
    {
        string names = Assert.Single(_session.Run(
            "$call = [SynthGen.ToolCall] @{ Name = 'find'; Arguments = @{} }; \"$($call.PSObject.Properties.Name) | $((Get-ToolDefinition | Select-Object -First 1).PSObject.Properties.Name) | $($call | ConvertTo-Json -Compress)\"").Clean().Of<string>());
        Assert.Equal("""Name Arguments | Name Description Parameters Signature | {"Name":"find","Arguments":{}}""", names);
    }
}
