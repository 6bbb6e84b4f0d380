using System.Management.Automation;
using System.Text.Json;
using SynthGen.TestServer;
using SynthGen.TestServer.Faults;

namespace SynthGen.Tests;

/// <summary>Export-ToolDataset -Shard behind Select-PageShard: what a shard is, and when there is none.</summary>
public sealed class ShardTests : IAsyncLifetime
{
    private const int Pages = 24;
    private readonly ModelSession _session = new();
    private ModelServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ModelServer.StartAsync(new());
        _session.Run("$null", ("pages", ModelSession.Pages(Pages)), ("endpoint", _server.OpenAIEndpoint));
    }

    public async ValueTask DisposeAsync()
    {
        _session.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public void A_shard_and_its_proof_say_what_became_of_each_page()
    {
        _server.Faults = new ScriptedFaultPlan().ContainingAlways("warehouse 3 ", Fault.Safety).ContainingAlways("warehouse 4 ", Fault.Safety);
        Shard("0..1", between: "Where-Object Number -NE 7 |");
        JsonElement[] proofs = [.. Enumerable.Range(0, 2).Select(index => Proof($"part-0000{index}-of-00002.jsonl"))];
        JsonElement[] pages = [.. proofs.Select(proof => proof.GetProperty("pages"))];
        Assert.Equal(Pages, pages.Sum(shard => shard.GetProperty("all").GetInt32()));
        Assert.Equal(2, pages.Sum(shard => shard.GetProperty("failed").GetInt32()));
        Assert.Equal(1, pages.Sum(shard => shard.GetProperty("skipped").GetInt32()));
        Assert.All(pages, shard => Assert.Equal(shard.GetProperty("all").GetInt32(), new[] { "generated", "empty", "failed", "skipped" }.Sum(outcome => shard.GetProperty(outcome).GetInt32())));
        Assert.Single(proofs.Select(proof => proof.GetProperty("command").GetString()).Distinct());
        Assert.Single(proofs.Select(proof => proof.GetProperty("document").GetString()).Distinct());

        MergeSummary merged = Assert.Single(_session.Run("Merge-ToolDataset part-*.jsonl -Path all.jsonl").Clean().Of<MergeSummary>());
        Assert.Equal((Pages, 2L, 1L, 0L), ((int)merged.Pages, merged.Failed, merged.Skipped, merged.LeftOut));
    }

    [Fact]
    public void A_run_that_is_not_complete_leaves_the_earlier_shard_and_its_proof()
    {
        Shard("1");
        string[] before = Directory.GetFiles(_session.Folder).Select(File.ReadAllText).ToArray();
        _server.Faults = new ScriptedFaultPlan().ContainingAlways("warehouse", Fault.InternalError);
        IReadOnlyList<ErrorRecord> errors = Shard("1").Errors;
        Assert.Equal("RunNotComplete", IdOf(errors[^1]));
        Assert.Equal(before, Directory.GetFiles(_session.Folder).Select(File.ReadAllText));
    }

    [Fact]
    public void A_pipeline_that_ends_early_writes_no_shard()
    {
        _session.Run($"$pages | Select-PageShard 0 2 -ShardVariable shard | Select-Object -First 3 | {Generate} | Export-ToolDataset part.jsonl -Shard shard -CompleteOnly run").Errors.Single(error => IdOf(error) == "ShardNotComplete");
        Assert.Empty(Directory.GetFiles(_session.Folder));
    }

    [Fact]
    public void A_shard_without_pages_is_an_empty_file_with_its_proof()
    {
        _session.Run("$pages = @($pages[0])");
        Shard("0..3");
        Assert.Equal(3, Directory.GetFiles(_session.Folder, "*.jsonl").Count(file => new FileInfo(file).Length == 0));
        MergeSummary merged = Assert.Single(_session.Run("Merge-ToolDataset part-*.jsonl -Path all.jsonl").Clean().Of<MergeSummary>());
        Assert.Equal((4, 1L, 1L), (merged.Shards, merged.Pages, merged.Generated));
    }

    [Fact]
    public void Copies_are_left_to_the_merge_and_the_verdicts_are_those_of_one_machine()
    {
        // The pages 13 to 24 say what the pages 1 to 12 say.
        _session.Run("$pages = @(1..24 | ForEach-Object { $text = $pages[($_ - 1) % 12].Text; [SynthGen.OcrPage]::new($_, $text, 'lease.txt') })");
        Shard("0..2", between: "", test: "Test-SyntheticQuery -PassedOnly -OutcomeVariable test -WarningAction Ignore |", outcomes: "run, test");
        MergeSummary merged = Assert.Single(_session.Run(
            $"""
            Merge-ToolDataset part-*.jsonl -Path all.jsonl
            $pages | {Generate} | Test-SyntheticQuery -PassedOnly -WarningAction Ignore | Export-ToolDataset whole.jsonl
            """).Clean().Of<MergeSummary>());
        Assert.Equal(merged.Rows, merged.Copies);
        Assert.Equal(File.ReadAllText(At("whole.jsonl")), File.ReadAllText(At("all.jsonl")));
        Assert.DoesNotContain("LeftToMerge", File.ReadAllText(At("all.jsonl")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Export-ToolDataset part.jsonl -Shard none -CompleteOnly run", "ShardNotFound")]
    [InlineData("Export-ToolDataset part.jsonl -Shard shard", "ShardWithoutOutcome")]
    [InlineData("Export-ToolDataset part.jsonl -Shard shard -CompleteOnly test", "OutcomeNotFound")]
    [InlineData("Export-ToolDataset part.jsonl -Shard shard -CompleteOnly run -Format Trl", "ShardNotCanonical")]
    [InlineData("Export-ToolDataset part.parquet -Shard shard -CompleteOnly run", "ShardNotCanonical")]
    [InlineData("Export-ToolDataset part.jsonl -Shard shard -CompleteOnly run -Append", "ShardAppended")]
    [InlineData("Export-ToolDataset part-00001-of-00002.jsonl -Shard shard -CompleteOnly run", "ShardNameOfOther")]
    [InlineData("ForEach-Object { Import-ToolDataset other.jsonl } | Export-ToolDataset part.jsonl -Shard shard -CompleteOnly run", "RowOfOtherShard")]
    [InlineData("ForEach-Object { $_ | ConvertTo-Json -Depth 9 | ConvertFrom-Json } | Test-SyntheticQuery | Export-ToolDataset part.jsonl -Shard shard -CompleteOnly run", "DuplicateInShard")]
    public void What_is_no_shard_is_refused(string export, string id)
    {
        File.WriteAllText(At("other.jsonl"), string.Concat(Enumerable.Range(1, Pages).Select(page => $$"""{"query":"q{{page}}","tools":[{"name":"t","arguments":{} }],"page":{{page}},"source":"lease.txt"}{{"\n"}}""")));
        ModuleSession.Result result = _session.Run($"$pages | Select-PageShard 0 2 -ShardVariable shard | {Generate} | {export}");
        Assert.Equal(id, IdOf(result.Errors[^1]));
        Assert.Equal(["other.jsonl"], Directory.GetFiles(_session.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Other_settings_and_another_document_are_told()
    {
        Shard("0..4", count: 5);
        Shard("1", count: 5, generate: Generate + " -QueryPerPage 1");
        _session.Run("$pages = $pages[1..23]");
        Shard("2", count: 5);
        IReadOnlyList<ErrorRecord> errors = _session.Run("Merge-ToolDataset part-*.jsonl -Path all.jsonl").Errors;
        Assert.Equal(["ShardOtherDocument", "ShardOtherCommand"], errors.Select(IdOf));
        Assert.Contains("part-00002-of-00005.jsonl", errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("part-00001-of-00005.jsonl", errors[1].ToString(), StringComparison.Ordinal);
    }

    private const string Generate = "New-SyntheticQuery OpenAI -Endpoint $endpoint -Model probe -ThrottleLimit 2 -RetryLimit 0 -OutcomeVariable run";

    private ModuleSession.Result Shard(string indexes, int? count = null, string between = "", string test = "", string outcomes = "run", string generate = Generate)
    {
        int all = count ?? (indexes.Contains("..", StringComparison.Ordinal) ? int.Parse(indexes[3..], System.Globalization.CultureInfo.InvariantCulture) + 1 : 2);
        return _session.Run($"foreach ($index in {indexes}) {{ $pages | Select-PageShard $index {all} -ShardVariable shard | {between} {generate} | {test} Export-ToolDataset part.jsonl -Shard shard -CompleteOnly {outcomes} }}");
    }

    private static string IdOf(ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];

    private string At(string name) => Path.Combine(_session.Folder, name);

    private JsonElement Proof(string shard) => JsonDocument.Parse(File.ReadAllText(At($"{shard}.done"))).RootElement;
}
