using System.Diagnostics;
using System.Globalization;
using SynthGen.TestServer;
using SynthGen.TestServer.Faults;
using SynthGen.TestServer.Model;

namespace SynthGen.Tests;

/// <summary>
/// Nights on which something goes wrong, for a document of few pages: what was published before is never worse afterwards,
/// the exit code says so, and the next good night mends it.
/// </summary>
public sealed class NightlyTests : IAsyncLifetime
{
    private const string Key = "test-key-0123456789abcdef";
    private const string Earlier = "{\"query\":\"q\",\"tools\":[{\"name\":\"t\",\"arguments\":{}}],\"page\":1,\"id\":\"1\"}\n";
    private const string NoServer = "http://127.0.0.1:9";
    private const int PageCount = 5;

    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(5);
    private readonly TemporaryFolder _folder = new();
    private ModelServer _server = null!;

    private string Documents => Path.Combine(_folder.Path, "in");

    private string Datasets => Path.Combine(_folder.Path, "out");

    private string Dataset => Path.Combine(Datasets, "lease.txt.jsonl");

    public async ValueTask InitializeAsync()
    {
        _server = await ModelServer.StartAsync(new() { ApiKey = Key });
        Directory.CreateDirectory(Documents);
        Directory.CreateDirectory(Datasets);
        WriteDocument(PageCount);
        File.WriteAllText(Dataset, Earlier);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Gemini")]
    [InlineData("OpenAI")]
    public void Without_a_network_the_earlier_dataset_stays(string backend)
    {
        StaysAndFails(Run(backend, endpoint: NoServer), "not complete");
        MendedBy(backend);
    }

    [Theory]
    [InlineData("Gemini")]
    [InlineData("OpenAI")]
    public void With_a_key_that_has_expired_the_earlier_dataset_stays(string backend)
    {
        StaysAndFails(Run(backend, key: "an-expired-key-0123456789"), "key");
        MendedBy(backend);
    }

    [Theory]
    [InlineData("Gemini", 2)]
    [InlineData("Gemini", PageCount)]
    [InlineData("OpenAI", PageCount)]
    public void With_a_key_that_expires_in_the_middle_the_earlier_dataset_stays(string backend, int page)
    {
        _server.Faults = From(page, Fault.Unauthorized);
        StaysAndFails(Run(backend), "key");
        _server.Faults = FaultPlan.None;
        MendedBy(backend, asked: PageCount - page + 1);
    }

    [Theory]
    [InlineData("Gemini", 1)]
    [InlineData("OpenAI", PageCount)]
    public void With_a_quota_that_is_used_up_the_earlier_dataset_stays(string backend, int page)
    {
        _server.Faults = From(page, Fault.DailyQuota);
        StaysAndFails(Run(backend), "pending");
        _server.Faults = FaultPlan.None;
        MendedBy(backend, asked: PageCount - page + 1);
    }

    [Fact]
    public void With_a_server_that_breaks_on_the_last_page_the_earlier_dataset_stays()
    {
        _server.Faults = From(PageCount, Fault.InternalError);
        StaysAndFails(Run("OpenAI"), "1 failed");
        _server.Faults = FaultPlan.None;
        MendedBy("OpenAI", asked: 1);
    }

    [Fact]
    public void A_page_that_fails_by_its_own_fault_does_not_hold_the_dataset_back()
    {
        _server.Faults = From(PageCount, Fault.Safety);
        HostProcess run = Run("Gemini");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("SAFETY", run.Output);
        Assert.Contains("1 written", run.Output);
        Assert.Equal(Enumerable.Range(1, PageCount - 1), PublishedPages());
        Assert.Contains("1 up to date", Run("Gemini").Output);
    }

    [Theory]
    [InlineData("Template")]
    [InlineData("OpenAI")]
    public void On_a_full_disk_the_earlier_dataset_stays(string backend)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The size of files is limited by ulimit.");
        HostProcess run = HostProcess.RunThrough(
            ["/bin/sh", "-c", "trap '' XFSZ; ulimit -f 4; exec \"$@\"", "sh", "/usr/bin/env", "DOTNET_EnableWriteXorExecute=0"], "-Command", Script(backend));
        StaysAndFails(run, "FAILED");
        MendedBy(backend);
    }

    [Fact]
    public async Task Of_two_runs_at_once_one_publishes_and_the_other_says_that_it_did_not()
    {
        using HeldPage held = new(3);
        _server.Faults = held;
        using Process first = HostProcess.Start("-Command", Script("OpenAI"));
        Task<string> output = first.StandardOutput.ReadToEndAsync();
        held.WaitUntilAsked();
        StaysAndFails(Run("OpenAI"), "another run", left: 1);

        held.Release();
        await first.WaitForExitAsync(new CancellationTokenSource(_limit).Token);
        Assert.Equal((0, PageCount), (first.ExitCode, PublishedPages().Count()));
        Assert.Contains("1 written", await output);
    }

    [Fact]
    public void Killed_again_and_again_the_earlier_dataset_stays_until_a_run_is_whole()
    {
        for (int night = 1; night <= 3; night++)
        {
            using HeldPage held = new(night + 1);
            _server.Faults = held;
            using Process process = HostProcess.Start("-Command", Script("OpenAI"));
            held.WaitUntilAsked();
            process.Kill();
            Assert.True(process.WaitForExit(_limit));
            Assert.NotEqual(0, process.ExitCode);
            Assert.Equal(Earlier, File.ReadAllText(Dataset));
        }

        _server.Faults = FaultPlan.None;
        MendedBy("OpenAI", asked: PageCount - 3);
    }

    [Theory]
    [InlineData("Template")]
    [InlineData("Gemini")]
    public void A_document_that_was_corrected_is_done_again_whatever_its_date(string backend)
    {
        MendedBy(backend);
        WriteDocument(PageCount + 2);
        File.SetLastWriteTimeUtc(Path.Combine(Documents, "lease.txt"), DateTime.UtcNow.AddYears(-1));
        Assert.Contains("1 written, 0 up to date, 0 failed", Run(backend).Output);
        Assert.Equal(PageCount + 2, PublishedPages().Count());

        File.SetLastWriteTimeUtc(Path.Combine(Documents, "lease.txt"), DateTime.UtcNow);
        Assert.Contains("0 written, 1 up to date, 0 failed", Run(backend).Output);
        Assert.Contains("1 written, 0 up to date, 0 failed", Run(backend, arguments: "-QueryPerPage 1").Output);
    }

    private static ScriptedFaultPlan From(int page, Fault fault)
    {
        ScriptedFaultPlan plan = new();
        for (int number = page; number <= PageCount; number++)
            plan.ContainingAlways($"warehouse {number} ", fault);
        return plan;
    }

    private HostProcess Run(string backend, string? endpoint = null, string key = Key, string arguments = "") =>
        HostProcess.Run("-Command", Script(backend, endpoint, key, arguments));

    // One request at a time and no retries: which page is hit, and how long it takes, does not depend on chance.
    private string Script(string backend, string? endpoint = null, string key = Key, string arguments = "")
    {
        string hosted = backend == "Template" ? "" : $"-Model probe -Endpoint {endpoint ?? (backend == "Gemini" ? _server.GeminiEndpoint : _server.OpenAIEndpoint).ToString()}";
        return $"$PSDefaultParameterValues = @{{ 'New-SyntheticQuery:ThrottleLimit' = 1; 'New-SyntheticQuery:RetryLimit' = 0 }}; "
            + (backend == "Template" ? "$PSDefaultParameterValues.Remove('New-SyntheticQuery:RetryLimit'); " : "")
            + $"$env:GEMINI_API_KEY = $env:OPENAI_API_KEY = '{key}'; "
            + $"& '{Path.Combine(ModuleSession.RepositoryRoot(), "examples", "Nightly.ps1")}' '{Documents}' '{Datasets}' -Backend {backend} {hosted} {arguments}; exit $LASTEXITCODE";
    }

    private void StaysAndFails(HostProcess run, string words, int left = 0)
    {
        Assert.Equal((1, Earlier), (run.ExitCode, File.ReadAllText(Dataset)));
        Assert.Contains(words, run.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("FAILED", run.Output);
        Assert.Equal(left, Directory.GetFiles(Datasets, "*.partial-*").Length);
        Assert.False(File.Exists(Dataset + ".stamp"));
    }

    /// <summary>A good night publishes all pages and asks only about those that the journal does not have.</summary>
    private void MendedBy(string backend, int? asked = null)
    {
        long before = _server.Log.Count;
        HostProcess good = Run(backend);
        Assert.True(good.ExitCode == 0, good.Output + good.Error);
        Assert.Contains("1 written, 0 up to date, 0 failed", good.Output);
        Assert.Equal(Enumerable.Range(1, PageCount), PublishedPages());
        Assert.Empty(Directory.GetFiles(Datasets, "*.partial-*"));
        if (asked is not null)
            Assert.Equal((long)asked, _server.Log.Count - before);
    }

    private IEnumerable<int> PublishedPages() =>
        File.ReadLines(Dataset).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("page").GetInt32()).Distinct().Order();

    private void WriteDocument(int pages) => File.WriteAllText(Path.Combine(Documents, "lease.txt"), string.Concat(
        ModelSession.Pages(pages).Select(page => string.Create(CultureInfo.InvariantCulture, $"=== PAGE {page.Number} ===\n{page.Text}\n\n"))));

    /// <summary>A page whose answer is held back until it is released.</summary>
    private sealed class HeldPage(int number) : FaultPlan, IDisposable
    {
        private readonly ManualResetEventSlim _asked = new(), _released = new();

        public override Behavior For(AskedPage page, int attempt)
        {
            if (page.Text.Contains($"warehouse {number} ", StringComparison.Ordinal))
            {
                _asked.Set();
                _released.Wait(_limit);
            }

            return Fault.None;
        }

        public void WaitUntilAsked() => Assert.True(_asked.Wait(_limit), $"Page {number} was not asked for.");

        public void Release() => _released.Set();

        public void Dispose() => _released.Set();
    }
}
