using System.Diagnostics;
using SynthGen.Datasets.Folders;
using SynthGen.TestServer;
using SynthGen.TestServer.Model;

namespace SynthGen.Tests;

/// <summary>The files on the disk after SIGKILL at a bad moment.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_killed_export_leaves_the_earlier_dataset_as_it_was()
    {
        string dataset = At("d.jsonl");
        const string earlier = "{\"query\":\"q\",\"tools\":[{\"name\":\"t\",\"arguments\":{}}],\"page\":1,\"id\":\"1\"}\n";
        File.WriteAllText(dataset, earlier);
        using Process process = HostProcess.Start(
            "-Command", $"$row = Import-ToolDataset '{dataset}'; & {{ while ($true) {{ $row }} }} | Export-ToolDataset '{dataset}' -PassThru | ForEach-Object {{ $n++; if ($n -eq 5000) {{ 'busy' }} }}");
        Assert.Equal("busy", process.StandardOutput.ReadLine());
        process.Kill();
        process.WaitForExit();
        Assert.Equal(earlier, File.ReadAllText(dataset));
    }

    [Fact]
    public async Task A_run_that_is_killed_again_and_again_ends_with_the_same_dataset()
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { Latency = Latency.Fixed(TimeSpan.FromMilliseconds(20)) });
        File.WriteAllText(At("doc.txt"), string.Concat(ModelSession.Pages(60).Select(page => $"=== PAGE {page.Number} ===\n{page.Text}\n\n")));
        Assert.Equal("", HostProcess.Run("-Command", Pipeline(server, "whole")).Error);
        string whole = File.ReadAllText(At("whole.jsonl"));
        server.Reset();

        Random moments = new(3);
        for (int kill = 0; kill < 4; kill++)
        {
            long until = server.Log.Count + moments.Next(3, 14);
            using Process process = HostProcess.Start("-Command", Pipeline(server, "killed"));
            while (server.Log.Count < until && !process.HasExited)
                await Task.Delay(5);
            process.Kill();
            process.WaitForExit();
        }

        string error = HostProcess.Run("-Command", Pipeline(server, "killed")).Error;
        Assert.True(error.Length == 0 || error.Contains("torn", StringComparison.Ordinal), error);
        Assert.Equal(whole, File.ReadAllText(At("killed.jsonl")));

        // A finished page is in the journal and was not sent again.
        string[] keys = [.. File.ReadLines(At("killed.journal")).Select(line => line[..42])];
        Assert.Equal(60, keys.Length);
        Assert.Equal(60, keys.Distinct().Count());
    }

    [Fact]
    public async Task A_run_that_is_killed_while_it_refines_ends_with_the_same_dataset()
    {
        OcrPage[] pages = ModelSession.Pages(40);
        await using ModelServer server = await ModelServer.StartAsync(new() { Latency = Latency.Fixed(TimeSpan.FromMilliseconds(20)), Refinements = new RefinementScript(pages.Select(page => page.Text)) });
        File.WriteAllText(At("doc.txt"), string.Concat(pages.Select(page => $"=== PAGE {page.Number} ===\n{page.Text}\n\n")));
        Assert.Equal("", HostProcess.Run("-Command", $"Split-OcrDocument '{At("doc.txt")}' | New-PageIndex '{At("doc.db")}' | Out-Null").Error);
        string refine = $"-PageIndex '{At("doc.db")}' -RefineAttempt 2";
        Assert.Equal("", HostProcess.Run("-Command", Pipeline(server, "whole", refine)).Error);
        string whole = File.ReadAllText(At("whole.jsonl"));
        int sent = server.Log.Count;
        Assert.InRange(sent, 41, 120);
        server.Reset();

        Random moments = new(5);
        for (int kill = 0; kill < 4; kill++)
        {
            long until = server.Log.Count + moments.Next(4, 18);
            using Process process = HostProcess.Start("-Command", Pipeline(server, "killed", refine));
            while (server.Log.Count < until && !process.HasExited)
                await Task.Delay(5);
            process.Kill();
            process.WaitForExit();
        }

        string error = HostProcess.Run("-Command", Pipeline(server, "killed", refine)).Error;
        Assert.True(error.Length == 0 || error.Contains("torn", StringComparison.Ordinal), error);
        Assert.Equal(whole, File.ReadAllText(At("killed.jsonl")));
        Assert.Equal(40, File.ReadLines(At("killed.journal")).Select(line => line[..42]).Distinct().Count());

        // A kill costs at most the pages in work, two at a time, with all of their requests.
        Assert.InRange(server.Log.Count, sent, sent + (4 * 2 * 3));
    }

    [Fact]
    public async Task A_folder_is_one_set_after_each_of_many_kills()
    {
        string folder = At("data"), notes = Path.Combine(folder, "notes.txt");
        string script = $$"""
            for ($i = 0; ; $i++) {
                Import-ToolDataset "{{At("rows")}}$($i % 2).jsonl" | Split-ToolDataset | Export-ToolDataset '{{folder}}' -Split -Card
                if (-not (Test-Path '{{notes}}')) { Set-Content '{{notes}}' 'mine' }
                'done'
            }
            """;
        for (int set = 0; set < 2; set++)
            File.WriteAllLines(At($"rows{set}.jsonl"), Enumerable.Range(1, 60).Select(page => $$"""{"query":"set{{set}} query {{page}}","tools":[{"name":"t","arguments":{} }],"page":{{page}}}"""));
        Random moments = new(11);
        for (int kill = 0; kill < 8; kill++)
        {
            await KillAfter(script, moments.Next(2, 6), moments.Next(0, 25));
            FolderValidator validator = new(folder);
            Assert.DoesNotContain(validator.Check(), finding => finding.Severity == IssueSeverity.Error);
            Assert.Equal((60, "mine"), (validator.Rows, File.ReadAllText(notes).TrimEnd()));
            string[] sets = [.. Directory.GetFiles(folder, "*.jsonl").SelectMany(File.ReadLines).Select(line => line[..14]).Distinct()];
            Assert.Single(sets);
        }
    }

    [Fact]
    public async Task A_folder_in_several_files_is_one_set_after_each_of_many_kills()
    {
        // Another number of files each time.
        string folder = At("data");
        string script = $$"""
            for ($i = 0; ; $i++) {
                Import-ToolDataset "{{At("rows")}}$($i % 2).jsonl" | Split-ToolDataset | Export-ToolDataset '{{folder}}' -Split -Card -MaxFileSize (1KB * (1 + $i % 4))
                'done'
            }
            """;
        for (int set = 0; set < 2; set++)
            File.WriteAllLines(At($"rows{set}.jsonl"), Enumerable.Range(1, 120).Select(page => $$"""{"query":"set{{set}} query {{page}}","tools":[{"name":"t","arguments":{} }],"page":{{page}}}"""));
        Random moments = new(12);
        for (int kill = 0; kill < 5; kill++)
        {
            await KillAfter(script, moments.Next(2, 6), moments.Next(0, 25));
            FolderValidator validator = new(folder);
            Assert.DoesNotContain(validator.Check(), finding => finding.Severity == IssueSeverity.Error);
            FolderRows rows = FolderRows.In(folder);
            Assert.Empty(rows.Missing.Concat(rows.Mixed));
            Assert.Equal(120, rows.Files.Sum(file => File.ReadLines(file.Path).Count()));
            Assert.Single(rows.Files.SelectMany(file => File.ReadLines(file.Path)).Select(line => line[..14]).Distinct());
        }
    }

    private static async Task KillAfter(string script, int sets, int milliseconds)
    {
        using Process process = HostProcess.Start("-Command", script);
        try
        {
            using CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
            for (; sets > 0; sets--)
                Assert.Equal("done", await process.StandardOutput.ReadLineAsync(patience.Token));
            await Task.Delay(milliseconds, patience.Token);
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }
    }

    private string At(string name) => Path.Combine(_folder, name);

    private string Pipeline(ModelServer server, string name, string more = "") =>
        $"Split-OcrDocument '{At("doc.txt")}' | New-SyntheticQuery -Backend OpenAI -Endpoint {server.OpenAIEndpoint} -Model probe -ThrottleLimit 2 {more} "
        + $"-JournalPath '{At(name + ".journal")}' | Export-ToolDataset '{At(name + ".jsonl")}'";
}
