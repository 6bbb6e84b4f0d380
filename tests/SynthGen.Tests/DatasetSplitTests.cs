using System.Collections;

namespace SynthGen.Tests;

/// <summary>Split-ToolDataset, Export-ToolDataset -Split and Test-ToolDataset on folders, in a runspace, on the sample document.</summary>
public sealed class DatasetSplitTests : IDisposable
{
    private readonly ModuleSession _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public DatasetSplitTests()
    {
        _session.Runspace.SessionStateProxy.Path.SetLocation(_folder);
        _session.Run("$rows = @(Split-OcrDocument -LiteralPath $document | New-SyntheticQuery Template)", ("document", TestDocument.Path)).Clean();
    }

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("Page", 1)]
    [InlineData("PageBlock", 10)]
    public void No_page_of_a_real_document_is_on_two_sides(string by, int pages)
    {
        ModuleSession.Result result = _session.Run("$rows | Split-ToolDataset -By $by -Train .6 -Validation .2 -Test .2 -SummaryVariable split; $split", ("by", by)).Clean();
        SyntheticQuery[] marked = [.. result.Output.SkipLast(1).Select(row => (SyntheticQuery)row.BaseObject)];
        SplitSummary summary = (SplitSummary)result.Output[^1].BaseObject;
        Assert.All(marked.GroupBy(row => row.Page / pages), page => Assert.Single(page.Select(row => row.Split).Distinct()));
        Assert.Equal(marked.Length, summary.Sides.Sum(side => side.Rows));
        Assert.Equal(summary.Rows, marked.Length + summary.Copies);
        Assert.Single(result.Information, record => record.MessageData is SplitSummary && record.Tags.Contains("SynthGen"));
    }

    [Fact]
    public void A_split_is_exported_and_proven_whole()
    {
        _session.Run("$rows | Split-ToolDataset -Train .6 -Validation .2 -Test .2 | Export-ToolDataset a -Split -Format Trl -Card -License mit -Language en").Clean();
        Assert.Equal(["README.md", "manifest.json", "test.jsonl", "train.jsonl", "validation.jsonl"], Files("a"));
        Assert.Empty(_session.Run("Test-ToolDataset a").Clean().Output);
        _session.Run("Add-Content -LiteralPath a/train.jsonl -Value 'x'").Clean();
        Assert.Equal(["FileChanged", "InvalidJson", "RowCount"], _session.Run("Test-ToolDataset -LiteralPath a").Clean().Of<ValidationIssue>().Select(finding => finding.Rule));
    }

    [Theory]
    [InlineData(".jsonl.gz")]
    [InlineData(".parquet")]
    public void Rows_come_back_with_their_marks(string extension)
    {
        _session.Run("$marked = @($rows | Split-ToolDataset -Train .6 -Validation .2 -Test .2); $marked | Export-ToolDataset a -Split -Extension $extension -Card", ("extension", extension)).Clean();
        Assert.Empty(_session.Run("Test-ToolDataset a").Clean().Output);
        Assert.Equal(
            _session.Run("$marked | Sort-Object Id | ForEach-Object { \"$($_.Id) $($_.Split)\" }").Clean().Of<string>(),
            _session.Run("Import-ToolDataset \"a/t*$extension\", \"a/v*$extension\" | Sort-Object Id | ForEach-Object { \"$($_.Id) $($_.Split)\" }").Clean().Of<string>());
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("-Force", true)]
    public void Marked_rows_keep_their_mark_unless_forced(string force, bool changes) => Assert.Equal([changes], _session.Run($$"""
        $first = @($rows | Split-ToolDataset -Train .5 -Test .5)
        $again = @($first | Split-ToolDataset -Train .5 -Test .5 -Seed 7 {{force}})
        "$($first.Split)" -ne "$($again.Split)"
        """).Clean().Of<bool>());

    [Fact]
    public void Copies_are_counted_and_kept()
    {
        _session.Run("""
            $pages = 1..20 | ForEach-Object { [SynthGen.SyntheticQuery]::new('What does the lease say of rent?', $rows[0].Tools, $_) }
            """).Clean();
        ModuleSession.Result result = _session.Run("$pages | Split-ToolDataset -Train .5 -Test .5 -RejectedVariable copies").Clean();
        SyntheticQuery[] left = [.. ((ArrayList)_session.Runspace.SessionStateProxy.GetVariable("copies")).Cast<SyntheticQuery>()];
        Assert.Single(result.Of<SyntheticQuery>().Select(row => row.Split).Distinct());
        Assert.Equal(20, left.Length + result.Output.Count);
        Assert.InRange(left.Length, 8, 12);
        Assert.Contains($"{left.Length} of 20 rows were left out", Assert.Single(result.Warnings));
    }

    [Fact]
    public void A_tool_that_a_side_never_calls_is_named()
    {
        ModuleSession.Result result = _session.Run("""
            $call = [SynthGen.ToolCall[]] @([SynthGen.ToolCall]::new('rare', $rows[0].Tools[0].Arguments))
            $odd = [SynthGen.SyntheticQuery]::new('odd one', $call, -5)
            $rows + $odd | Split-ToolDataset -Train .5 -Test .5 | Out-Null
            """);
        Assert.Single(result.Warnings, warning => warning.Contains("calls rare"));
    }

    [Theory]
    [InlineData("$rows | Split-ToolDataset -Train .8", "SharesNotWhole")]
    [InlineData("$rows | Split-ToolDataset -BlockSize 3", "BlockSizeWithoutPageBlock")]
    [InlineData("1 | Split-ToolDataset", "NotASyntheticQuery")]
    [InlineData("$rows[0] | Export-ToolDataset a -Split", "RowNotMarked")]
    [InlineData("$rows[0] | Split-ToolDataset | Export-ToolDataset a -Split -License mit", "CardMissing")]
    [InlineData("$null = New-Item b.jsonl; $rows | Split-ToolDataset | Export-ToolDataset b.jsonl -Split", "PathIsAFile")]
    [InlineData("$rows | Split-ToolDataset | Export-ToolDataset no/such -Split", "FolderNotFound")]
    [InlineData("$rows | Split-ToolDataset | Export-ToolDataset a -Split -NoClobber; $rows | Split-ToolDataset | Export-ToolDataset a -Split -NoClobber", "DatasetExists")]
    [InlineData("$rows | Split-ToolDataset | Export-ToolDataset a -Split; Set-ReadOnly; $rows | Split-ToolDataset | Export-ToolDataset a -Split; $rows | Split-ToolDataset | Export-ToolDataset a -Split -Force", "DatasetReadOnly")]
    [InlineData("$null = New-Item a -ItemType Directory; Test-ToolDataset a -Format Trl", "NotForFolder")]
    public void What_is_wrong_is_said(string script, string id) =>
        Assert.Equal(id, Assert.Single(_session.Run("function Set-ReadOnly { [System.IO.File]::SetAttributes(\"$pwd/a/train.jsonl\", 'ReadOnly') }; " + script).Errors).FullyQualifiedErrorId.Split(',')[0]);

    [Fact]
    public void Without_rows_and_with_what_if_nothing_is_left()
    {
        ModuleSession.Result result = _session.Run("$rows | Split-ToolDataset | Export-ToolDataset a -Split -WhatIf; $rows | Where-Object Page -eq -1 | Export-ToolDataset a -Split -Card").Clean();
        Assert.False(Directory.Exists(Path.Combine(_folder, "a")));
        Assert.Contains("No rows came", Assert.Single(result.Warnings));
    }

    [Fact]
    public void An_export_that_ends_early_tells_of_every_file()
    {
        _session.Run("try { $rows | Split-ToolDataset -Train .5 -Test .5 | ForEach-Object { $_; if (++$i -eq 15) { throw 'over' } } | Export-ToolDataset a -Split } catch { }");
        Assert.All(Files("a"), file => Assert.Contains(".partial-", file));
        Assert.Equal(2, Files("a").Length);
    }

    [Fact]
    public void A_large_side_is_several_files_that_are_read_as_one()
    {
        _session.Run("$marked = @($rows | Split-ToolDataset -Train .8 -Test .2); $marked | Export-ToolDataset a -Split -Card -MaxFileSize 4KB").Clean();
        string[] shards = [.. Files("a").Where(name => name.StartsWith("train-", StringComparison.Ordinal))];
        Assert.True(shards.Length > 2);
        Assert.Empty(_session.Run("Test-ToolDataset a").Clean().Output);
        string[] sides = [.. _session.Run("$marked | Where-Object Split -eq Train | ForEach-Object Id; $marked | Where-Object Split -eq Test | ForEach-Object Id").Clean().Of<string>()];
        Assert.Equal(sides, _session.Run("(Import-ToolDataset a).Id").Clean().Of<string>());

        DatasetMeasure[] measures = [.. _session.Run("$marked | Sort-Object { $_.Split } | Measure-ToolDataset; Measure-ToolDataset a; Measure-ToolDataset a/*.jsonl; Get-Item a | Measure-ToolDataset; Measure-ToolDataset -LiteralPath ./a").Clean().Of<DatasetMeasure>()];
        Assert.Equal(["", "a", "a/*.jsonl", "a", "a"], measures.Select(measure => measure.Name));
        Assert.All(measures, measure => Assert.Equal((sides.Length, measures[0].Distinct2, measures[0].DuplicateRate), ((int)measure.Rows, measure.Distinct2, measure.DuplicateRate)));
        Assert.Equal((double)sides.Length, _session.Run("$marked[0] | Measure-ToolDataset -Against a").Clean().Of<MeasureComparison>()[0].Against);
        Assert.Equal(sides.Length, _session.Run("$rows | Test-SyntheticQuery -Gate Duplicate -Against a -WarningAction Ignore | Where-Object { -not $_.Verdict.Passed }").Output.Count);

        File.Delete(Path.Combine(_folder, "a", shards[1]));
        Assert.Equal(["ShardMissing"], Ids(_session.Run("Measure-ToolDataset a")));
        Assert.Equal(["ShardMissing"], Ids(_session.Run("Import-ToolDataset a | Out-Null")));
        Assert.Equal("FileMissing", _session.Run("Test-ToolDataset a").Clean().Of<ValidationIssue>()[0].Rule);
        File.WriteAllText(Path.Combine(_folder, "a", "train.jsonl"), "");
        ModuleSession.Result mixed = _session.Run("Import-ToolDataset a");
        Assert.Equal(["ShardsMixed"], Ids(mixed));
        Assert.Empty(mixed.Output);

        _session.Run("$marked | Export-ToolDataset a -Split -Card").Clean();
        Assert.Equal(["README.md", "manifest.json", "test.jsonl", "train.jsonl"], Files("a"));
    }

    [Fact]
    public void Shards_that_are_there_are_not_replaced_if_they_may_not_be()
    {
        _session.Run("$marked = @($rows | Split-ToolDataset -Train 1 -Validation 0 -Test 0); $marked | Export-ToolDataset a -Split -MaxFileSize 4KB").Clean();
        Assert.Equal(["DatasetExists"], Ids(_session.Run("$marked | Export-ToolDataset a -Split -NoClobber")));
        _session.Run("Set-ItemProperty a/train-00001-of-*.jsonl IsReadOnly $true").Clean();
        Assert.Equal(["DatasetReadOnly"], Ids(_session.Run("$marked | Export-ToolDataset a -Split")));
        _session.Run("$marked | Export-ToolDataset a -Split -Force").Clean();
        Assert.Equal(["train.jsonl"], Files("a"));
    }

    private static IEnumerable<string> Ids(ModuleSession.Result result) => result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]);

    private string[] Files(string folder) => [.. Directory.GetFiles(Path.Combine(_folder, folder)).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];
}
