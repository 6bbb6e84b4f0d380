using System.Management.Automation;

namespace SynthGen.Tests;

/// <summary>Work that takes longer than a moment shows its progress, whatever it is.</summary>
public sealed class ProgressTests : IDisposable
{
    private readonly ModuleSession _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-progress").FullName;

    public ProgressTests()
    {
        string sample = Path.Combine(ModuleSession.RepositoryRoot(), "examples", "harbour-lease.txt");
        _session.Run(
            "Set-Location $folder; $pages = Split-OcrDocument $sample; $rows = @($pages | New-SyntheticQuery Template)[0..7]; filter Slowly { Start-Sleep -Milliseconds 60; $_ }",
            ("folder", _folder), ("sample", sample)).Clean();
    }

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("$rows | Slowly | Test-SyntheticQuery -WarningAction Ignore", "Testing rows", "rows, ")]
    [InlineData("$rows | Slowly | Measure-ToolDataset", "Measuring rows", "rows, ")]
    [InlineData("$rows | Slowly | Split-ToolDataset -WarningAction Ignore", "Splitting rows", "rows, ")]
    [InlineData("$rows | Slowly | Export-ToolDataset rows.jsonl", "Writing rows", "rows, ")]
    [InlineData("$pages | Slowly | New-PageIndex", "Indexing pages", "pages stored, ")]
    public void Slow_work_shows_what_is_done_and_how_fast(string script, string activity, string unit)
    {
        ProgressRecord[] shown = [.. _session.Run(script).Clean().Progress.Where(record => record.Activity == activity)];
        Assert.Contains(unit, shown[0].StatusDescription, StringComparison.Ordinal);
        Assert.EndsWith(" a second", shown[0].StatusDescription, StringComparison.Ordinal);
        Assert.Equal(ProgressRecordType.Completed, shown[^1].RecordType);
    }

    [Theory]
    [InlineData("Import-ToolDataset large.jsonl", "Reading datasets", "large.jsonl: ")]
    [InlineData("Split-OcrDocument large.txt", "Splitting documents", "large.txt: ")]
    public void A_large_file_shows_its_share_and_the_time_left(string script, string activity, string file)
    {
        _session.Run(
            """
            $rows | Export-ToolDataset small.jsonl; $lines = [IO.File]::ReadAllText("$folder/small.jsonl"); [IO.File]::WriteAllText("$folder/large.jsonl", $lines * 200)
            [IO.File]::WriteAllText("$folder/large.txt", [IO.File]::ReadAllText($sample) * 40)
            """).Clean();
        ProgressRecord[] shown = [.. _session.Run($"{script} -WarningAction Ignore | ForEach-Object {{ if (-not $waited) {{ Start-Sleep -Milliseconds 300; $waited = $true }} }}").Clean().Progress
            .Where(record => record.Activity == activity)];
        Assert.StartsWith(file, shown[0].StatusDescription, StringComparison.Ordinal);
        Assert.InRange(shown[0].PercentComplete, 1, 100);
        Assert.True(shown[0].SecondsRemaining >= 0);
        Assert.Equal(ProgressRecordType.Completed, shown[^1].RecordType);
    }

    [Fact]
    public void Short_work_shows_nothing()
    {
        ModuleSession.Result result = _session.Run("$rows[0] | Export-ToolDataset one.jsonl; 'One page.' | Split-OcrDocument -WarningAction Ignore").Clean();
        Assert.Empty(result.Progress);
    }
}
