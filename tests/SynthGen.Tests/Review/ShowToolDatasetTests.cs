using System.Diagnostics;
using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SynthGen.Tests.Review;

/// <summary>Show-ToolDataset in a runspace and as a process, and what the commands behind it make of the decisions.</summary>
public sealed class ShowToolDatasetTests : IDisposable
{
    private readonly ModuleSession _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public ShowToolDatasetTests()
    {
        _session.Runspace.SessionStateProxy.Path.SetLocation(_folder);
        File.WriteAllLines(At("d.jsonl"), Enumerable.Range(0, 8).Select(row => $$$"""{"query":"query {{{row}}}","tools":[{"name":"t","arguments":{}}],"page":{{{row}}},"id":"row{{{row}}}"}"""));
    }

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Decisions_come_out_when_the_page_is_closed_and_the_dataset_is_as_it_was()
    {
        byte[] before = File.ReadAllBytes(At("d.jsonl"));
        DateTime written = File.GetLastWriteTimeUtc(At("d.jsonl"));
        using ShownDataset shown = await ShownDataset.StartAsync(_session, "Get-Item d.jsonl | Show-ToolDataset -NoBrowser -Reviewer ann -PassThru");
        await shown.Page.DecideAsync(5, ReviewStatus.Rejected);
        await shown.Page.DecideAsync(2, ReviewStatus.Accepted);
        await shown.Page.PostAsync("/api/decisions", """{"row":3,"decision":"Edited","line":"{\"query\":\"better\",\"tools\":[{\"name\":\"t\",\"arguments\":{}}],\"page\":3}","note":"n"}""");
        await shown.Page.DecideAsync(6, ReviewStatus.Rejected);
        await shown.Page.PostAsync("/api/undo", "{}");
        ReviewDecision[] decisions = [.. (await shown.CloseAsync()).Select(item => (ReviewDecision)item.BaseObject)];
        Assert.Empty(shown.Streams.Error);
        Assert.Equal(["row2 Accepted ann", "row3 Edited ann", "row5 Rejected ann"], decisions.Select(decision => $"{decision.Id} {decision.Decision} {decision.Reviewer}"));
        Assert.Equal(("better", "n"), (((SyntheticQuery)decisions[1].Row!).Query, decisions[1].Note));
        Assert.Equal(before, File.ReadAllBytes(At("d.jsonl")));
        Assert.Equal(written, File.GetLastWriteTimeUtc(At("d.jsonl")));
        Assert.Equal(["d.jsonl", "d.review.jsonl"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());

        ModuleSession.Result rows = _session.Run("Import-ToolDataset d.jsonl -Review d.review.jsonl").Clean();
        Assert.Equal(["query 0", "query 1", "query 2", "better", "query 4", "query 6", "query 7"], rows.Of<SyntheticQuery>().Select(row => row.Query));
        Assert.Contains("1 rows were left out", Assert.Single(rows.Warnings));
        ReviewMeasure measure = _session.Run("Measure-ToolDataset d.jsonl -Review d.review.jsonl").Clean().Of<DatasetMeasure>()[0].Review!;
        Assert.Equal((1, 1, 1, 5, 0), (measure.Accepted, measure.Rejected, measure.Edited, measure.Undecided, measure.Agreement.Count));
    }

    [Fact]
    public async Task Two_reviewers_are_merged_by_time_and_their_agreement_is_measured()
    {
        foreach ((string reviewer, string decisions) in new[] { ("ann", "aaarr.rr"), ("bob", "aarrra.r") })
        {
            using ShownDataset shown = await ShownDataset.StartAsync(_session, $"Show-ToolDataset d.jsonl -NoBrowser -Reviewer {reviewer} -ReviewPath {reviewer}.jsonl");
            foreach ((int row, char decision) in decisions.Index().Where(pair => pair.Item != '.'))
                await shown.Page.DecideAsync(row, decision == 'a' ? ReviewStatus.Accepted : ReviewStatus.Rejected);
            Assert.Empty(await shown.CloseAsync());
        }

        // Bob came later: of row 2 his rejection counts, and of row 6 ann's, since he said nothing.
        ModuleSession.Result rows = _session.Run("Import-ToolDataset d.jsonl -Review bob.jsonl, ann.jsonl").Clean();
        Assert.Equal(["row0", "row1", "row5"], rows.Of<SyntheticQuery>().Select(row => row.Id));

        // Rows 0 to 4 and 7: both accept 2, both reject 3, ann alone accepts 1. 5/6 agree, 1/2 by chance.
        ModuleSession.Result measured = _session.Run("(Measure-ToolDataset d.jsonl -Review ann.jsonl, bob.jsonl).Review.Agreement; Import-ToolDataset d.jsonl | Measure-ToolDataset -Review ann.jsonl, bob.jsonl | ForEach-Object Review | Out-String").Clean();
        ReviewAgreement agreement = (ReviewAgreement)measured.Output[0].BaseObject;
        Assert.Equal(("ann", "bob", 6, 5), (agreement.Reviewer, agreement.Other, agreement.Rows, agreement.Agreed));
        Assert.Equal(2.0 / 3, agreement.Kappa!.Value, 10);
        Assert.Contains("kappa 0.667", measured.Output[1].ToString());
    }

    [Fact]
    public async Task Ctrl_C_ends_the_command_and_frees_file_and_port()
    {
        using ShownDataset shown = await ShownDataset.StartAsync(_session, "Show-ToolDataset d.jsonl -NoBrowser");
        await shown.Page.DecideAsync(0, ReviewStatus.Accepted);
        await shown.StopAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => shown.Page.GetAsync("/api/dataset"));
        Assert.Equal(["d.jsonl", "d.review.jsonl"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());

        using ShownDataset again = await ShownDataset.StartAsync(_session, "Show-ToolDataset d.jsonl -NoBrowser -PassThru");
        Assert.Single(await again.CloseAsync());
    }

    [Fact]
    public async Task With_an_index_a_row_has_its_page_and_an_edit_its_verdict()
    {
        string sample = Path.Combine(ModuleSession.RepositoryRoot(), "examples", "harbour-lease.txt");
        _session.Run("$pages = @(Split-OcrDocument -LiteralPath $sample); $index = $pages | New-PageIndex; $pages | New-SyntheticQuery Template | Export-ToolDataset lease.jsonl", ("sample", sample)).Clean();
        using ShownDataset shown = await ShownDataset.StartAsync(_session, "Show-ToolDataset lease.jsonl -NoBrowser -PageIndex $index -PassThru");
        using JsonDocument row = JsonDocument.Parse(await shown.Page.GetAsync("/api/rows/0"));
        JsonElement page = row.RootElement.GetProperty("pages")[0], evidence = page.GetProperty("evidence")[0];
        using JsonDocument line = JsonDocument.Parse(row.RootElement.GetProperty("line").GetString()!);
        Assert.Equal(line.RootElement.GetProperty("evidence").GetProperty("quote").GetString(), page.GetProperty("text").GetString()!.Substring(evidence.GetProperty("start").GetInt32(), evidence.GetProperty("length").GetInt32()));
        Assert.Equal(2, row.RootElement.GetProperty("ranks").GetArrayLength());
        Assert.NotEmpty(row.RootElement.GetProperty("calls")[0].GetProperty("hits").EnumerateArray());

        JsonNode edited = JsonNode.Parse(row.RootElement.GetProperty("line").GetString()!)!;
        edited["evidence"]!["quote"] = "Nothing of this is anywhere in the lease.";
        using JsonDocument answer = JsonDocument.Parse(await shown.Page.PostAsync("/api/decisions", JsonSerializer.Serialize(new { row = 0, decision = "Edited", line = edited.ToJsonString() })));
        Assert.False(answer.RootElement.GetProperty("verdict").GetProperty("passed").GetBoolean());
        ReviewDecision decision = (ReviewDecision)Assert.Single(await shown.CloseAsync()).BaseObject;
        Assert.Equal("Grounded", decision.Row!.Verdict!.Rejection!.Gate);
        _session.Run("$index.Dispose()");
    }

    [Fact]
    public async Task A_second_review_into_the_same_file_is_refused()
    {
        using ShownDataset shown = await ShownDataset.StartAsync(_session, "Show-ToolDataset d.jsonl -NoBrowser");
        using ModuleSession other = new();
        ErrorRecord error = Assert.Single(other.Run("Show-ToolDataset $file -NoBrowser", ("file", At("d.jsonl"))).Errors);
        Assert.Equal(("ReviewInUse,SynthGen.Commands.ShowToolDatasetCommand", ErrorCategory.ResourceBusy), (error.FullyQualifiedErrorId, error.CategoryInfo.Category));
        await shown.CloseAsync();
    }

    [Theory]
    [InlineData("Show-ToolDataset none.jsonl", "PathNotFound")]
    [InlineData("'' > empty.jsonl; Show-ToolDataset empty.jsonl", "NoRows")]
    [InlineData("'[{\"query\":\"q\",\"tools\":[],\"page\":1}]' > array.jsonl; Show-ToolDataset array.jsonl", "NotCanonicalLines")]
    [InlineData("'{\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"a\"}]}' > chat.jsonl; Show-ToolDataset chat.jsonl", "NotCanonicalLines")]
    [InlineData("Import-ToolDataset d.jsonl | Export-ToolDataset d.jsonl.gz; Show-ToolDataset d.jsonl.gz", "NotCanonicalLines")]
    [InlineData("Show-ToolDataset d.jsonl -ReviewPath d.jsonl", "ReviewIsDataset")]
    [InlineData("'notes' > notes.txt; Show-ToolDataset d.jsonl -ReviewPath notes.txt", "NotAReview")]
    [InlineData("Show-ToolDataset d.jsonl -ReviewPath none/r.jsonl", "ReviewNotOpened")]
    [InlineData("Show-ToolDataset d.jsonl -PageIndex none.db", "PathNotFound")]
    [InlineData("Show-ToolDataset d.jsonl -PageIndex 7", "NotAPageIndex")]
    [InlineData("Import-ToolDataset d.jsonl -Review none.jsonl", "ReviewNotFound")]
    [InlineData("Measure-ToolDataset d.jsonl -Review none.jsonl", "ReviewNotFound")]
    [InlineData("Import-ToolDataset d.jsonl -Review .", "ReviewUnreadable")]
    public void What_cannot_be_used_is_one_error(string script, string id)
    {
        ErrorRecord error = Assert.Single(_session.Run(script.Contains("Show-") ? $"{script} -NoBrowser" : script).Errors);
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId);
        Assert.NotEqual(error.Exception.Message, error.ErrorDetails.Message);
    }

    [Fact]
    public void A_bad_line_of_a_review_is_one_error_with_its_number_and_the_others_are_used()
    {
        File.WriteAllText(At("r.jsonl"), """
            {"id":"row0","decision":"Rejected","reviewer":"ann","time":"2026-01-31T12:00:00Z"}
            {"id":"row1","decision":"Discarded","reviewer":"ann","time":"2026-01-31T12:00:00Z"}
            {"id":"row2","decision":"Rejected","reviewer":"ann","time":"2026-01-31T12:00:00Z"}
            {"id":"gone","decision":"Rejected","reviewer":"ann","time":"2026-01-31T12:00:00Z"}
            {"id":"row3","decision":"Rej
            """);
        ModuleSession.Result result = _session.Run("Import-ToolDataset d.jsonl -Review r.jsonl");
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("BadReviewLine,", error.FullyQualifiedErrorId);
        Assert.Equal("r.jsonl:2", error.TargetObject);
        Assert.Equal(6, result.Output.Count);
        Assert.Equal(3, result.Warnings.Count);
        Assert.Contains(result.Warnings, warning => warning.Contains("torn"));
        Assert.Contains(result.Warnings, warning => warning.StartsWith("2 rows were left out"));
        Assert.Contains(result.Warnings, warning => warning.StartsWith("1 rows were decided about that are not in the dataset"));
    }

    [Fact]
    public async Task A_process_that_is_killed_between_decisions_loses_none()
    {
        Random moments = new(7);
        int row = 0;
        for (int kill = 0; kill < 3; kill++)
        {
            using Process process = HostProcess.Start("-Command", $"Show-ToolDataset '{At("d.jsonl")}' -NoBrowser -Reviewer ann");
            try
            {
                using ReviewPage page = await ReviewPage.OpenAsync(async stop => await process.StandardOutput.ReadLineAsync(stop));
                for (int more = moments.Next(1, 4); more > 0 && row < 8; more--, row++)
                    await page.DecideAsync(row, ReviewStatus.Rejected);
            }
            finally
            {
                process.Kill();
                process.WaitForExit();
            }

            // As a kill within a line leaves it.
            if (kill == 1)
                File.AppendAllText(At("d.review.jsonl"), """{"id":"row7","deci""");
            Assert.Equal(8 - row, _session.Run("Import-ToolDataset d.jsonl -Review d.review.jsonl").Clean().Output.Count);
        }

        using ShownDataset shown = await ShownDataset.StartAsync(_session, "Show-ToolDataset d.jsonl -NoBrowser -PassThru -WarningAction Ignore");
        Assert.Equal(row, (await shown.CloseAsync()).Count);
    }

    [Fact]
    public void Without_a_browser_a_warning_has_the_address()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has a browser.");
        HostProcess run = HostProcess.RunThrough(["/usr/bin/env", "PATH=/none"], "-Command", $$"""
            Show-ToolDataset '{{At("d.jsonl")}}' 3>&1 6>$null | ForEach-Object {
                $null = "$_" -match 'http://127\.0\.0\.1:\d+'
                $address = $Matches[0]
                $null = "$_" -match 'http://\S+'
                $null = Invoke-WebRequest $Matches[0] -SessionVariable web
                $null = Invoke-WebRequest "$address/api/close" -Method Post -Body '{}' -ContentType application/json -Headers @{ Origin = $address } -WebSession $web
                'closed'
            }
            """);
        Assert.Equal(("closed\n", "", 0), (run.Output, run.Error, run.ExitCode));
    }

    private string At(string name) => Path.Combine(_folder, name);
}
