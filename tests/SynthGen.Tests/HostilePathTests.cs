using System.Diagnostics;
using System.IO.Compression;
using System.Management.Automation;
using SynthGen.TestServer;

namespace SynthGen.Tests;

/// <summary>Paths and files that others prepared: outputs go to regular files alone, and a bad input is a short report.</summary>
[Collection(nameof(EnvironmentVariables))]
public sealed class HostilePathTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly EnvironmentVariables _variables = new(["GEMINI_API_KEY", "GOOGLE_API_KEY", "OPENAI_API_KEY", "GOOGLE_CLOUD_PROJECT"]);
    private readonly ModelSession _session = new();

    public void Dispose()
    {
        _session.Dispose();
        _variables.Dispose();
    }

    [Theory]
    [InlineData("$rows | Export-ToolDataset link")]
    [InlineData("$rows | Export-ToolDataset link -Append")]
    [InlineData("$rows | Export-ToolDataset pipe")]
    [InlineData("$rows | Export-ToolDataset rows.jsonl -Format Trl -Sidecar")]
    [InlineData("$pages | New-PageIndex link -Force")]
    [InlineData("Test-ToolDataset there.jsonl -Fix -Destination link")]
    [InlineData("$pages | New-SyntheticQuery OpenAI -Model m -NoKey -Endpoint http://127.0.0.1:9 -JournalPath link")]
    [InlineData("$pages | New-SyntheticQuery OpenAI -Model m -NoKey -Endpoint http://127.0.0.1:9 -JournalPath link -WhatIf")]
    [InlineData("$rows | Test-SyntheticQuery -JudgeBackend OpenAI -Model m -NoKey -Endpoint http://127.0.0.1:9 -JournalPath link")]
    [InlineData("$pages | New-SyntheticQuery OpenAI -Model m -NoKey -Endpoint http://127.0.0.1:9 -JournalPath /dev/full")]
    [InlineData("$pages | New-SyntheticQuery OpenAI -Model m -NoKey -Endpoint http://127.0.0.1:9 -JournalPath null")]
    public void What_is_not_a_regular_file_is_one_error_and_stays(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such files.");
        MakePipe("pipe");
        MakePipe("rows.provenance.jsonl");
        File.CreateSymbolicLink(At("link"), "pipe");
        File.CreateSymbolicLink(At("null"), "/dev/null");
        File.WriteAllText(At("there.jsonl"), "");
        string[] before = Directory.GetFileSystemEntries(_session.Folder);

        ErrorRecord error = Assert.Single(Run(script).Errors);
        Assert.StartsWith("PathNotAFile,", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.EndsWith("Name a regular file, or one that is not there yet.", error.ErrorDetails.Message);
        Assert.Equal(before, Directory.GetFileSystemEntries(_session.Folder));
    }

    [Theory]
    [InlineData("New-SyntheticQuery OpenAI -Model m -NoKey -Endpoint http://127.0.0.1:9 -JournalPath diary.txt")]
    [InlineData("New-SyntheticQuery OpenAI -Model m -NoKey -Endpoint http://127.0.0.1:9 -JournalPath diary.txt -WhatIf")]
    [InlineData("ForEach-Object { Get-GenerationOutcome diary.txt }")]
    public void What_is_not_a_journal_stays_byte_for_byte(string command)
    {
        File.WriteAllText(At("diary.txt"), "Dear diary,\ntoday");
        ErrorRecord error = Assert.Single(Run($"$pages[0] | {command}").Errors);
        Assert.StartsWith("NotAJournal,", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidData, error.CategoryInfo.Category);
        Assert.Equal("Dear diary,\ntoday", File.ReadAllText(At("diary.txt")));
        Assert.Single(Directory.GetFiles(_session.Folder));
    }

    [Fact]
    public async Task A_full_disk_under_a_journal_ends_the_run_and_loses_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The size of files is limited by ulimit.");
        await using ModelServer server = await ModelServer.StartAsync();
        File.WriteAllText(At("doc.txt"), string.Concat(ModelSession.Pages(60).Select(page => $"=== PAGE {page.Number} ===\n{page.Text}\n\n")));
        string script = $"Split-OcrDocument '{At("doc.txt")}' | New-SyntheticQuery OpenAI -Model m -NoKey -Endpoint {server.OpenAIEndpoint} -ThrottleLimit 1 -JournalPath '{At("run.journal")}' "
            + "| ForEach-Object Page | Sort-Object -Unique | ForEach-Object { \"page $_\" }; 'end'";
        HostProcess full = HostProcess.RunThrough(
            ["/bin/sh", "-c", "trap '' XFSZ; ulimit -f 16; exec \"$@\"", "sh", "/usr/bin/env", "DOTNET_EnableWriteXorExecute=0"],
            "-Command", $"try {{ {script.Replace("| ForEach-Object Page | Sort-Object -Unique |", "| ForEach-Object Page |")} }} catch {{ $_.FullyQualifiedErrorId; \"$_\" }}");
        Assert.Contains("JournalNotWritten,", full.Output);
        Assert.Contains("run.journal", full.Output);
        Assert.DoesNotContain("end\n", full.Output);

        // Each page that was paid for gave its rows, and all but the last are in the journal.
        int pages = full.Output.Split('\n').Where(line => line.StartsWith("page ", StringComparison.Ordinal)).Distinct().Count();
        Assert.Equal(server.Log.Count, pages);
        Assert.InRange(pages, 2, 59);
        Assert.Equal(pages - 1, File.ReadAllLines(At("run.journal")).Length);
        Assert.EndsWith("}\n", File.ReadAllText(At("run.journal")));

        server.Reset();
        HostProcess good = HostProcess.Run("-Command", script);
        Assert.Equal(("", 61), (good.Error, good.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Equal(60 - (pages - 1), server.Log.Count);
    }

    [Fact]
    public async Task A_key_is_read_from_a_file_of_the_user_alone()
    {
        if (OperatingSystem.IsWindows())
            return;

        await using ModelServer server = await ModelServer.StartAsync(new() { ApiKey = "key-in-a-file-0123456789" });
        string script = $"$pages[0] | New-SyntheticQuery OpenAI -Model m -Endpoint {server.OpenAIEndpoint}";
        File.WriteAllText(At(".env"), "OPENAI_API_KEY=key-in-a-file-0123456789\n");
        Run(script).Clean();

        File.SetUnixFileMode(At(".env"), File.GetUnixFileMode(At(".env")) | UnixFileMode.OtherWrite);
        ModuleSession.Result result = Run(script);
        Assert.StartsWith("ServerRefused,", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Contains(result.Warnings, warning => warning.Contains("everybody may write it", StringComparison.Ordinal));

        File.Delete(At(".env"));
        MakePipe(".env");
        Assert.Contains(Run(script).Warnings, warning => warning.Contains("not a regular file", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Import-ToolDataset bad.jsonl.gz", "BadDatasetLine", "BadDatasetLines")]
    [InlineData("Measure-ToolDataset bad.jsonl.gz | Out-Null", "BadDatasetLine", "BadDatasetLines")]
    [InlineData("Import-ToolDefinition bad.json", "InvalidToolDefinition", "InvalidToolDefinitions")]
    public void Many_bad_lines_are_a_hundred_errors_and_a_summary(string script, string id, string summary)
    {
        WriteBadLines("bad.jsonl.gz", 50_000);
        File.WriteAllText(At("bad.json"), $"[{string.Join(',', Enumerable.Repeat("{\"name\":5}", 5_000))}]");
        IReadOnlyList<ErrorRecord> errors = Run(script).Errors;
        Assert.Equal(101, errors.Count);
        Assert.All(errors.Take(100), error => Assert.StartsWith(id + ",", error.FullyQualifiedErrorId));
        Assert.StartsWith(summary + ",", errors[100].FullyQualifiedErrorId);
        Assert.StartsWith(script.EndsWith("json", StringComparison.Ordinal) ? "4,900 more" : "49,900 more", errors[100].ErrorDetails.Message);
    }

    [Fact]
    public void Many_findings_are_a_hundred_lines_and_a_summary()
    {
        WriteBadLines("bad.jsonl.gz", 50_000);
        ValidationIssue[] findings = [.. Run("Test-ToolDataset bad.jsonl.gz").Clean().Of<ValidationIssue>()];
        Assert.Equal((101, "MoreFaults", IssueSeverity.Error, "49,900 more lines have faults."), (findings.Length, findings[100].Rule, findings[100].Severity, findings[100].Message));
        File.WriteAllText(At("blank.jsonl"), "{\"query\":\"q\",\"tools\":[{\"name\":\"t\",\"arguments\":{}}],\"page\":1,\"id\":\"1\"}\n" + new string('\n', 300));
        Assert.Equal(IssueSeverity.Warning, Run("Test-ToolDataset blank.jsonl").Clean().Of<ValidationIssue>()[^1].Severity);
    }

    [Theory]
    [InlineData("""{"good":{"input":1,"output":2},"odd-model":{"input":-1,"output":2}}""")]
    [InlineData("""{"odd-model":{"input":1,"output":1e30}}""")]
    [InlineData("""{"odd-model":{"input":1,"output":100001}}""")]
    [InlineData("""{"odd-model":{"input":"NaN","output":1}}""")]
    [InlineData("""{"odd-model":{"input":1e999,"output":1}}""")]
    [InlineData("""{"odd-model":[{"input":1,"output":1},{"input":1,"output":-0.01}]}""")]
    [InlineData("""{"odd-model":-3}""")]
    public void A_price_that_cannot_be_one_is_an_error_that_names_it(string json)
    {
        File.WriteAllText(At("prices.json"), json);
        ErrorRecord error = Assert.Single(Run("$pages | New-SyntheticQuery OpenAI -Model odd-model -NoKey -Endpoint http://127.0.0.1:9 -PricePath prices.json").Errors);
        Assert.StartsWith("BadPriceFile,", error.FullyQualifiedErrorId);
        Assert.Contains("'odd-model'", error.ErrorDetails.Message);
    }

    [Fact]
    public void Two_exports_to_one_folder_are_not_mixed()
    {
        Run("$rows | Export-ToolDataset rows.jsonl").Clean();
        using HostHeld first = new(
            $"& {{ Import-ToolDataset '{At("rows.jsonl")}'; 'begun' | Out-Host; [Console]::In.ReadLine() | Out-Null }} | Split-ToolDataset | Export-ToolDataset '{At("data")}' -Split -Card");
        ErrorRecord error = Assert.Single(Run("$rows | Split-ToolDataset | Export-ToolDataset data -Split -Card").Errors);
        Assert.StartsWith("DatasetInUse,", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ResourceBusy, error.CategoryInfo.Category);
        first.Release();
        Assert.Empty(Run("Test-ToolDataset data").Clean().Output);
    }

    private string At(string name) => Path.Combine(_session.Folder, name);

    private ModuleSession.Result Run(string script) => _session.Run(
        script,
        ("pages", ModelSession.Pages(2)),
        ("rows", new[] { new SyntheticQuery("q", [new ToolCall("t", new Dictionary<string, object?>())], 1), new SyntheticQuery("r", [new ToolCall("t", new Dictionary<string, object?>())], 2) }));

    private void MakePipe(string name)
    {
        using Process process = Process.Start("mkfifo", [At(name)]);
        Assert.True(process.WaitForExit(Limit));
    }

    private void WriteBadLines(string name, int count)
    {
        using GZipStream stream = new(File.Create(At(name)), CompressionLevel.Fastest);
        // They are like rows: else the file would not be taken for a dataset.
        byte[] line = "{x}\n"u8.ToArray();
        for (int i = 0; i < count; i++)
            stream.Write(line);
    }

    /// <summary>A process that waits in the middle of its pipeline.</summary>
    private sealed class HostHeld : IDisposable
    {
        private readonly Process _process;

        public HostHeld(string script)
        {
            _process = HostProcess.Start("-Command", script);
            Assert.True(_process.StandardOutput.ReadLineAsync().Wait(Limit));
        }

        public void Release()
        {
            _process.StandardInput.WriteLine();
            Assert.True(_process.WaitForExit(Limit));
            Assert.Equal(("", 0), (_process.StandardError.ReadToEnd(), _process.ExitCode));
        }

        public void Dispose()
        {
            if (!_process.HasExited)
                _process.Kill();
            _process.Dispose();
        }
    }
}
