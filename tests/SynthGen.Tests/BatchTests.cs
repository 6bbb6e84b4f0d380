using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using SynthGen.Models.Batches;
using SynthGen.TestServer;
using SynthGen.TestServer.Batches;
using SynthGen.TestServer.Faults;

namespace SynthGen.Tests;

/// <summary>Commands that ask in jobs, against the misbehaving server.</summary>
public sealed class BatchTests : IDisposable
{
    private const string Key = "test-key-0123456789abcdef";
    private const string Waiting = "-Batch -Wait -JournalPath run.jsonl";

    private readonly ModelSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Gemini")]
    [InlineData("OpenAI")]
    public async Task Rows_are_those_of_the_direct_way(string backend)
    {
        await using ModelServer server = await StartAsync(new());
        OcrPage[] pages = ModelSession.Pages(30);
        string direct = Lines(_session.Generate(pages, backend).Clean());
        Assert.Equal(direct, Lines(_session.Generate(pages, backend, Waiting).Clean()));
        Assert.Equal([30], server.Jobs.Jobs);
        Assert.False(server.Log.KeyInUrl);
        Assert.DoesNotContain(Key, string.Concat(Directory.GetFiles(_session.Folder).Select(File.ReadAllText)));
    }

    [Theory]
    [InlineData("Gemini")]
    [InlineData("OpenAI")]
    public async Task A_command_that_does_not_wait_submits_and_takes_what_is_finished_later(string backend)
    {
        await using ModelServer server = await StartAsync(new());
        OcrPage[] pages = ModelSession.Pages(25);
        string direct = Lines(_session.Generate(pages, backend));
        ModuleSession.Result first = _session.Generate(pages, backend, "-Batch -BatchSize 10 -JournalPath run.jsonl");
        Assert.Empty(first.Errors);
        Assert.StartsWith("3 jobs with 25 requests submitted", Assert.Single(first.Warnings));
        Assert.Equal((0, 25), (_session.Summary.Generated, _session.Summary.Pending));
        Assert.Equal([10, 10, 5], server.Jobs.Jobs);

        Assert.Equal(direct, Lines(_session.Generate(pages, backend, "-Batch -JournalPath run.jsonl").Clean()));
        Assert.Equal(3, server.Jobs.Jobs.Count);
        Assert.Equal(25, server.Jobs.Replies);
    }

    public static TheoryData<string, JobFault> Faults => new(
        from backend in (string[])["Gemini", "OpenAI"]
        from fault in Enum.GetValues<JobFault>()
        where fault != JobFault.None
        select (backend, fault));

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_job_that_goes_wrong_costs_no_page(string backend, JobFault fault)
    {
        await using ModelServer server = await StartAsync(new() { JobFaults = [JobFault.None, fault] });
        OcrPage[] pages = ModelSession.Pages(20);
        string direct = Lines(_session.Generate(pages, backend));
        Assert.Equal(direct, Lines(_session.Generate(pages, backend, $"{Waiting} -BatchSize 10").Clean()));
        Assert.Equal(20, _session.Summary.Generated);
        Assert.Equal(0, server.Jobs.RepeatedNames);

        // Only answers that are gone are paid for twice.
        Assert.Equal(fault == JobFault.OutputGone ? 30 : 20, server.Jobs.Replies);
    }

    [Theory]
    [InlineData("Gemini", true)]
    [InlineData("Gemini", false)]
    [InlineData("OpenAI", true)]
    public async Task Lines_that_fail_or_are_missing_go_into_the_next_job(string backend, bool hasKeys)
    {
        // Where nothing but the order says which answer is whose, a service that leaves lines out cannot be understood.
        IReadOnlyList<Fault> kinds = hasKeys ? FaultKinds.Transport : [Fault.InternalError, Fault.RateLimited, Fault.Unavailable];
        await using ModelServer server = await StartAsync(new() { InlineKeys = hasKeys });
        OcrPage[] pages = ModelSession.Pages(60);
        string direct = Lines(_session.Generate(pages, backend));
        server.Reset();
        server.Faults = SeededFaultPlan.Of(7, 0.3, kinds);
        Assert.Equal(direct, Lines(_session.Generate(pages, backend, Waiting).Clean()));
        Assert.InRange(server.Jobs.Jobs.Count, 2, 6);
        Assert.Equal(60, server.Jobs.Replies);
    }

    [Fact]
    public async Task What_fails_in_a_job_can_go_the_direct_way()
    {
        await using ModelServer server = await StartAsync(new() { JobFaults = [JobFault.Expired] });
        OcrPage[] pages = ModelSession.Pages(20);
        string direct = Lines(_session.Generate(pages, "OpenAI"));
        Assert.Equal(direct, Lines(_session.Generate(pages, "OpenAI", $"{Waiting} -BatchFallback").Clean()));
        Assert.Equal(10, server.Jobs.Replies);
        Assert.Single(server.Jobs.Jobs);
    }

    [Fact]
    public async Task A_page_that_no_job_answers_fails_with_its_reason_and_is_tried_again_later()
    {
        await using ModelServer server = await StartAsync(new());
        OcrPage[] pages = ModelSession.Pages(5);
        server.Faults = new ScriptedFaultPlan().Containing("warehouse 3 ", [.. Enumerable.Repeat<Behavior>(Fault.InternalError, 3)]);
        ModuleSession.Result result = _session.Generate(pages, "Gemini", $"{Waiting} -RetryLimit 2");
        Assert.Contains("internal error", Assert.Single(result.Errors).ErrorDetails.Message);
        PageOutcome failure = Assert.Single(_session.Summary.Failures);
        Assert.Equal((3, FailureCause.Service, 3), (failure.Page, failure.Cause, failure.Attempts));
        Assert.Equal([5, 1, 1], server.Jobs.Jobs);

        _session.Generate(pages, "Gemini", $"{Waiting} -RetryLimit 2").Clean();
        Assert.Equal(5, _session.Summary.Generated);
    }

    [Fact]
    public async Task A_reply_that_cannot_be_used_is_not_taken_for_the_answer_again_when_its_page_is_tried_again()
    {
        await using ModelServer server = await StartAsync(new());
        OcrPage[] pages = ModelSession.Pages(3);
        server.Faults = new ScriptedFaultPlan().Containing("warehouse 2 ", Fault.Safety);
        Assert.Single(_session.Generate(pages, "Gemini", Waiting).Errors);
        Assert.Equal(FailureCause.Page, Assert.Single(_session.Summary.Failures).Cause);
        _session.Generate(pages, "Gemini", Waiting).Clean();
        Assert.Equal(3, _session.Summary.Generated);
    }

    [Theory]
    [InlineData("-Batch", "MissingJournal")]
    [InlineData("-Wait -JournalPath run.jsonl", "ParameterNotUsed")]
    [InlineData("-BatchFallback -JournalPath run.jsonl", "ParameterNotUsed")]
    [InlineData("-BatchSize 5 -JournalPath run.jsonl", "ParameterNotUsed")]
    [InlineData("-Batch -JournalPath run.jsonl -ThrottleLimit 4", "ParameterNotUsed")]
    [InlineData("-Batch -JournalPath run.jsonl -ContextMode Conversation", "ConversationInBatch")]
    public async Task Parameters_that_do_not_go_together_end_the_command(string arguments, string id)
    {
        await using ModelServer server = await StartAsync(new());
        Assert.StartsWith(id + ",", Assert.Single(_session.Generate(ModelSession.Pages(1), "Gemini", arguments).Errors).FullyQualifiedErrorId);
        Assert.Equal(0, server.Jobs.Creations);
    }

    [Fact]
    public async Task A_key_that_the_service_refuses_ends_the_command_with_its_pages_pending()
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { ApiKey = "another-key-0123456789" });
        _session.Use(server, Key);
        ModuleSession.Result result = _session.Generate(ModelSession.Pages(4), "OpenAI", Waiting);
        Assert.StartsWith("ServerRefused,", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.DoesNotContain(Key, string.Concat(result.Errors.Select(error => error.ToString())));
        Assert.Equal(4, _session.Summary.Pending);
    }

    [Fact]
    public async Task WhatIf_shows_the_price_in_jobs_and_directly()
    {
        await using ModelServer server = await StartAsync(new());
        string prices = Path.Combine(_session.Folder, "prices.json"), journal = Path.Combine(_session.Folder, "run.jsonl");
        File.WriteAllText(prices, """{"probe": {"input": 1000, "output": 1000}}""");
        HostProcess result = HostProcess.Run("-Command", $"[pscustomobject]@{{ Number = 1; Text = 'The tenant withheld rent for three months. ' * 9 }} | New-SyntheticQuery Gemini -Endpoint {server.GeminiEndpoint} -Model probe -NoKey -Batch -JournalPath '{journal}' -PricePath '{prices}' -WhatIf");
        Match costs = Regex.Match(result.Output, @"about \$(\d+\.\d\d) in jobs, about \$(\d+\.\d\d) directly");
        Assert.True(costs.Success, result.Output + result.Error);
        Assert.Equal(decimal.Parse(costs.Groups[2].Value, CultureInfo.InvariantCulture) / 2, decimal.Parse(costs.Groups[1].Value, CultureInfo.InvariantCulture), 1);
        Assert.Equal(0, server.Jobs.Creations);
        Assert.False(File.Exists(journal + ".batches"));
    }

    [Fact]
    public async Task Costs_are_half_of_the_direct_ones()
    {
        await using ModelServer server = await StartAsync(new());
        File.WriteAllText(Path.Combine(_session.Folder, "prices.json"), """{"probe": {"input": 1000, "output": 1000}}""");
        _session.Generate(ModelSession.Pages(3), "Gemini", "-PricePath prices.json").Clean();
        decimal direct = _session.Summary.Cost!.Value;
        _session.Generate(ModelSession.Pages(3), "Gemini", $"{Waiting} -PricePath prices.json").Clean();
        Assert.Equal(direct / 2, _session.Summary.Cost);
    }

    [Fact]
    public async Task A_budget_holds_for_jobs_that_nobody_waits_for()
    {
        await using ModelServer server = await StartAsync(new());
        OcrPage[] pages = ModelSession.Pages(20);
        _session.Generate(pages[..1], "Gemini").Clean();
        long one = _session.Summary.InputTokens + _session.Summary.OutputTokens;
        ModuleSession.Result result = _session.Generate(pages, "Gemini", $"-Batch -JournalPath run.jsonl -MaxTotalToken {one * 6}");
        Assert.Contains("budget", string.Concat(result.Warnings));
        Assert.InRange(server.Jobs.Jobs.Sum(), 1, 12);
        Assert.Equal(20, _session.Summary.Pending);
    }

    [Fact]
    public async Task Jobs_are_listed_with_their_state_and_can_be_cancelled()
    {
        await using ModelServer server = await StartAsync(new() { JobPolls = 1000 });
        OcrPage[] pages = ModelSession.Pages(20);
        _session.Generate(pages, "Gemini", "-Batch -BatchSize 10 -JournalPath run.jsonl");
        string target = $"Gemini run.jsonl -Endpoint {server.GeminiEndpoint} -ApiKey $key";
        GenerationBatch[] jobs = [.. _session.Run($"Get-GenerationBatch {target}").Clean().Of<GenerationBatch>()];
        Assert.All(jobs, job => Assert.Equal((GenerationBatchStatus.Running, 10, "probe", false), (job.Status, job.Requests, job.Model, job.IsTaken)));
        Assert.Equal(2, jobs.Length);

        _session.Run($"Get-GenerationBatch {target} | Select-Object -First 1 | Stop-GenerationBatch {target} -WhatIf").Clean();
        Assert.All(_session.Run($"Get-GenerationBatch {target}").Of<GenerationBatch>(), job => Assert.Equal(GenerationBatchStatus.Running, job.Status));
        _session.Run($"Get-GenerationBatch {target} | Select-Object -First 1 | Stop-GenerationBatch {target}").Clean();
        Assert.Equal(
            [GenerationBatchStatus.Cancelled, GenerationBatchStatus.Running], _session.Run($"Get-GenerationBatch {target}").Of<GenerationBatch>().Select(job => job.Status));
        Assert.StartsWith("BatchNotFound,", Assert.Single(_session.Run($"Stop-GenerationBatch {target} -Name nothing").Errors).FullyQualifiedErrorId);

        // Another address is another service: its jobs are not these.
        Assert.Empty(_session.Run($"Get-GenerationBatch OpenAI run.jsonl -Endpoint {server.OpenAIEndpoint} -ApiKey $key").Clean().Of<GenerationBatch>());
    }

    [Fact]
    public async Task A_judge_is_asked_in_jobs()
    {
        await using ModelServer server = await StartAsync(new());
        SyntheticQuery[] rows = [.. _session.Generate(ModelSession.Pages(6), "Gemini").Of<SyntheticQuery>()];
        string[] direct = Verdicts("");
        string judged = "-Batch -JournalPath judge.jsonl";
        ModuleSession.Result first = Judge(judged);
        Assert.Contains("under way", string.Concat(first.Warnings));
        Assert.All(first.Of<SyntheticQuery>(), row => Assert.False(row.Verdict!.Passed));
        Assert.Equal(direct, Verdicts(judged));
        Assert.Single(server.Jobs.Jobs);

        ModuleSession.Result Judge(string more) => _session.Run($"$rows | Test-SyntheticQuery -JudgeBackend Gemini -Model probe -Endpoint {server.GeminiEndpoint} -ApiKey $key {more}", ("rows", rows));
        string[] Verdicts(string more) => [.. Judge(more).Of<SyntheticQuery>().Select(row => string.Join(' ', row.Verdict!.Gates))];
    }

    [Fact]
    public async Task Conversations_are_played_in_jobs_turn_by_turn()
    {
        await using ModelServer server = await StartAsync(new());
        _session.Run($"Split-OcrDocument '{Path.Combine(AppContext.BaseDirectory, "Inquiry.txt")}' | New-PageIndex doc.db | Out-Null").Clean();
        string direct = Play("");
        Assert.Equal(direct, Play("-Batch -Wait -JournalPath talks.jsonl"));
        Assert.InRange(server.Jobs.Jobs.Count, 2, 30);

        string Play(string more) => string.Join('\n', _session.Run(
            $"New-ToolConversation doc.db -Backend OpenAI -Endpoint {server.OpenAIEndpoint} -Model probe -ApiKey $key -Count 6 -Seed 5 {more}").Of<ToolConversation>().Select(talk => $"{talk.Id} {talk.Provenance}"));
    }

    [Fact]
    public async Task A_command_that_waits_ends_at_once_when_it_is_stopped()
    {
        await using ModelServer server = await StartAsync(new() { JobPolls = 100_000 });
        _session.Run("", ("pages", ModelSession.Pages(5)));
        using PowerShell shell = _session.ShellOf($"$pages | New-SyntheticQuery Gemini -Endpoint {server.GeminiEndpoint} -Model probe -ApiKey $key {Waiting} -OutcomeVariable outcome");
        IAsyncResult running = shell.BeginInvoke();
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));
        while (server.Jobs.Jobs.Count == 0)
            await Task.Delay(20, patience.Token);
        Task stopped = Task.Run(shell.Stop, patience.Token);
        await stopped.WaitAsync(patience.Token);
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
        Assert.Equal(5, _session.Summary.Pending);

        // The journal is free again.
        using BatchJournal journal = BatchJournal.Open(Path.Combine(_session.Folder, "run.jsonl.batches"), patience.Token);
        Assert.Equal(5, Assert.Single(journal.Jobs).Requests);
    }

    private async Task<ModelServer> StartAsync(ModelServerOptions options)
    {
        ModelServer server = await ModelServer.StartAsync(options with { ApiKey = Key });
        _session.Use(server, Key);
        _session.Run("", ("key", new System.Net.NetworkCredential("", Key).SecurePassword));
        return server;
    }

    private static string Lines(ModuleSession.Result result) =>
        string.Join('\n', result.Of<SyntheticQuery>().Select(row => $"{row.Page} {row.Id} {row.Query} {row.Evidence} {row.Provenance}"));
}
