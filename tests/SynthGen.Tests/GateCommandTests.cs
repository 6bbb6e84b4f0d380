using System.Collections;
using System.Management.Automation;

namespace SynthGen.Tests;

/// <summary>Test-SyntheticQuery and Measure-ToolDataset in a runspace, on the sample document.</summary>
public sealed class GateCommandTests : IDisposable
{
    private readonly ModuleSession _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public GateCommandTests()
    {
        _session.Runspace.SessionStateProxy.Path.SetLocation(_folder);
        _session.Run("""
            $pages = @(Split-OcrDocument -LiteralPath $sample)
            $index = $pages | New-PageIndex
            $rows = @($pages | New-SyntheticQuery Template)
            $many = @($pages | New-SyntheticQuery Template -QueryPerPage 20)
            """, ("sample", Path.Combine(ModuleSession.RepositoryRoot(), "examples", "harbour-lease.txt"))).Clean();
    }

    public void Dispose()
    {
        _session.Run("$index.Dispose()");
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Nothing_is_dropped_without_being_counted()
    {
        ModuleSession.Result result = _session.Run("$rows | Test-SyntheticQuery -PageIndex $index -TopK 1 -PassedOnly").Clean();
        GateSummary summary = Assert.IsType<GateSummary>(Assert.Single(result.Information, record => record.Tags.Contains("SynthGen") && record.MessageData is GateSummary).MessageData);
        Assert.Equal(summary.Passed, result.Output.Count);
        Assert.Equal(summary.Rejected, summary.Rejections.Sum(rejection => rejection.Rows));
        Assert.True(summary.Passed > 0 && summary.Rejected > 0, summary.ToString());
        Assert.Contains($"{summary.Passed} of {summary.Rows} rows passed", Assert.Single(result.Warnings));
        Assert.All(result.Of<SyntheticQuery>(), row => Assert.All(row.Verdict!.Ranks!.Calls, rank => Assert.InRange(rank!.Value, 1, 1)));
    }

    [Fact]
    public void Rows_that_pass_and_do_not_decide_are_left_out_and_counted()
    {
        ModuleSession.Result all = _session.Run("$many | Test-SyntheticQuery -PageIndex $index -TopK 1 -OutcomeVariable gates; $gates").Clean();
        GateSummary summary = (GateSummary)all.Output[^1].BaseObject;
        SyntheticQuery[] passed = [.. all.Output.SkipLast(1).Select(row => (SyntheticQuery)row.BaseObject).Where(row => row.Verdict!.Passed)];
        Assert.Equal(passed.Count(row => row.Contrast == ToolContrast.Confirmed), summary.Confirmed);
        Assert.Equal(passed.Count(row => row.Contrast == ToolContrast.Either), summary.Either);
        Assert.True(summary.Confirmed > 0 && summary.Either > 0 && summary.Rejected > 0, summary.ToString());

        ModuleSession.Result decided = _session.Run("$many | Test-SyntheticQuery -PageIndex $index -TopK 1 -DecidedOnly -RejectedVariable bad").Clean();
        Assert.Equal(passed.Where(row => row.Contrast == ToolContrast.Confirmed).Select(row => row.Id), decided.Of<SyntheticQuery>().Select(row => row.Id));
        Assert.StartsWith($"Rows that passed but do not decide were left out, {summary.Passed - summary.Confirmed} of {summary.Passed}: {summary.Either} ties, ", Assert.Single(decided.Warnings));
        ArrayList bad = (ArrayList)_session.Runspace.SessionStateProxy.GetVariable("bad");
        Assert.Equal(summary.Rejected, bad.Count);
        Assert.Equal(2, _session.Run("$many | Test-SyntheticQuery -PageIndex $index -TopK 1 -DecidedOnly -PassedOnly").Clean().Warnings.Count);
    }

    // A row of another tool passes: there is nothing to compare it with.
    [Fact]
    public void Rows_of_other_tools_do_not_decide()
    {
        ModuleSession.Result result = _session.Run("""
            $other = [SynthGen.SyntheticQuery] @{ Query = 'Which docket?'; Page = 5; Tools = @{ Name = 'case_lookup'; Arguments = @{ docket = '7' } }; AvailableTools = @{ Name = 'case_lookup'; Parameters = @{ type = 'object' } } }
            $other | Test-SyntheticQuery -PageIndex $index -Gate Schema, Executed -DecidedOnly
            """).Clean();
        Assert.Empty(result.Output);
        Assert.StartsWith("Rows that passed but do not decide were left out, 1 of 1: 0 ties, 1 without a contrast.", Assert.Single(result.Warnings));
    }

    [Fact]
    public void Rejected_rows_are_in_the_variable_even_when_the_pipeline_ends_early()
    {
        Assert.Equal(2, _session.Run("$rows | ForEach-Object { $_ } | Test-SyntheticQuery -Gate Duplicate -RejectedVariable bad | Select-Object -First 2").Clean().Output.Count);
        Assert.Empty((ArrayList)_session.Runspace.SessionStateProxy.GetVariable("bad"));

        _session.Run("$null = $rows[0], $rows[0] | Test-SyntheticQuery -Gate Duplicate -RejectedVariable bad").Clean();
        _session.Run("$null = $rows[1], $rows[1], $rows[1] | Test-SyntheticQuery -Gate Duplicate -RejectedVariable +bad").Clean();
        ArrayList bad = (ArrayList)_session.Runspace.SessionStateProxy.GetVariable("bad");
        Assert.Equal(3, bad.Count);
        Assert.All(bad.Cast<object>(), row => Assert.Equal("Duplicate: Failed (ExactCopy)", Assert.IsType<SyntheticQuery>(row is PSObject wrapped ? wrapped.BaseObject : row).Verdict!.ToString()));
    }

    [Fact]
    public void An_earlier_datasets_rows_are_copies()
    {
        ModuleSession.Result result = _session.Run("$rows[0..4] | Export-ToolDataset old.jsonl; $rows[0..6] | Test-SyntheticQuery -Against o*.jsonl").Clean();
        Assert.Equal([false, false, false, false, false, true, true], result.Of<SyntheticQuery>().Select(row => row.Verdict!.Passed));
        Assert.Contains("row 1 of 'old.jsonl'", result.Of<SyntheticQuery>()[0].Verdict!.Rejection!.Detail);
    }

    [Fact]
    public void Without_a_row_that_passes_there_is_a_warning()
    {
        ModuleSession.Result result = _session.Run("$rows[0] | ForEach-Object { [SynthGen.SyntheticQuery]::new(' ', $_.Tools, 3) } | Test-SyntheticQuery").Clean();
        Assert.Equal("No row passed: 0 of 1 rows passed, rejected: 1 Schema/EmptyQuery.", Assert.Single(result.Warnings));
    }

    [Theory]
    [InlineData("$rows | Test-SyntheticQuery -Gate Grounded", "PageIndexMissing", ErrorCategory.InvalidArgument)]
    [InlineData("$rows | Test-SyntheticQuery -Gate Schema -Against x.jsonl", "AgainstWithoutDuplicate", ErrorCategory.InvalidArgument)]
    [InlineData("$rows | Test-SyntheticQuery -DecidedOnly", "DecidedOnlyWithoutExecuted", ErrorCategory.InvalidArgument)]
    [InlineData("$rows | Test-SyntheticQuery -DecidedOnly -PageIndex $index -Gate Schema, Duplicate", "DecidedOnlyWithoutExecuted", ErrorCategory.InvalidArgument)]
    [InlineData("'text' | Test-SyntheticQuery", "NotASyntheticQuery", ErrorCategory.InvalidType)]
    [InlineData("$null | Measure-ToolDataset", "NotASyntheticQuery", ErrorCategory.InvalidType)]
    [InlineData("Measure-ToolDataset nowhere.jsonl", "PathNotFound", ErrorCategory.ObjectNotFound)]
    public void What_is_wrong_is_one_error_with_advice(string script, string id, ErrorCategory category)
    {
        ErrorRecord error = Assert.Single(_session.Run(script).Errors);
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Matches("[.?!)'] [A-Z].*[.]$", error.ErrorDetails.Message);
    }

    [Fact]
    public void A_file_measures_as_its_rows_do_and_shows_as_a_list()
    {
        ModuleSession.Result result = _session.Run("""
            $many | Test-SyntheticQuery -PageIndex $index -TopK 1 | Export-ToolDataset a.jsonl
            Measure-ToolDataset a.jsonl -PageCount 12
            Import-ToolDataset a.jsonl | Measure-ToolDataset -PageCount 12
            """).Clean();
        IReadOnlyList<DatasetMeasure> measures = result.Of<DatasetMeasure>();
        Assert.Equal("a.jsonl", measures[0].Name);
        Assert.Equal(measures[0].CompareTo(measures[0]).Select(pair => (pair.Measure, pair.Value)), measures[0].CompareTo(measures[1]).Select(pair => (pair.Measure, pair.Against)));
        Assert.True(measures[0] is { HitAt10: > .5, PassRate: > 0 and < 1, EvidenceCoverage: 1, DuplicateRate: 0, PageCoverage: > .5 });
        string shown = string.Concat(_session.Run("Measure-ToolDataset a.jsonl -PageCount 12 | Out-String; Measure-ToolDataset a.jsonl -Against a.jsonl | Out-String").Clean().Of<string>());
        Assert.InRange(measures[0].DecidedShare!.Value, .01, .99);
        Assert.Equal(["full_text_search", "vector_search"], measures[0].ContrastByTool.Select(tool => tool.Name));
        Assert.All(["QueryLength", "of 12 (", "Executed/", "Difference", "DecidedShare", " Confirmed, "], part => Assert.Contains(part, shown));
    }
}
