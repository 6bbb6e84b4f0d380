using System.Management.Automation;
using SynthGen.TestServer;
using SynthGen.TestServer.Faults;
using SynthGen.TestServer.Model;

namespace SynthGen.Tests;

/// <summary>New-SyntheticQuery with -PageIndex: rows are tried as they come, and those that tie go back to the model.</summary>
public sealed class RefinementTests : IAsyncLifetime
{
    private const string Key = "test-key-0123456789abcdef";
    private const int Count = 60;

    private static readonly OcrPage[] Pages = ModelSession.Pages(Count);
    private readonly ModelSession _session = new();
    private ModelServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ModelServer.StartAsync(new() { ApiKey = Key, Refinements = new RefinementScript(Pages.Select(page => page.Text)) });
        _session.Use(_server, Key);
        _session.Run("$pages | New-PageIndex lease.db | ForEach-Object Dispose", ("pages", Pages)).Clean();
    }

    public async ValueTask DisposeAsync()
    {
        _session.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("Gemini", "")]
    [InlineData("OpenAI", "")]
    [InlineData("OpenAI", "-ContextMode Conversation")]
    public void Refinement_raises_the_share_of_rows_that_decide_and_costs_one_request_for_each_page_that_needs_it(string backend, string mode)
    {
        SyntheticQuery[] before = Tested(Generate(backend, mode));
        Assert.Equal(Count, _server.Log.Count);
        _server.Reset();

        SyntheticQuery[] after = Tested(Generate(backend, $"{mode} -PageIndex lease.db"));
        HashSet<int> weak = [.. before.Where(row => Standing(row) < 2).Select(row => row.Page)];
        Assert.NotEmpty(weak);
        Assert.Equal(Count + weak.Count, _server.Log.Count);
        Assert.True(Decided(after) > Decided(before), $"{Decided(before)} decided before, {Decided(after)} after");

        // Row by row: nothing good is replaced by less, whatever the model wrote.
        Assert.Equal(before.Length, after.Length);
        foreach ((SyntheticQuery old, SyntheticQuery row) in before.Zip(after))
            Assert.True(row.Id == old.Id || Standing(row) > Standing(old), $"{old} became {row}");
        ILookup<Refinement, int> ways = Pages.ToLookup(page => RefinementScript.WayOf(new AskedPage(page.Text)), page => page.Number);
        Assert.Equal(4, ways.Count);
        int[] changed = [.. before.Zip(after).Where(pair => pair.First.Id != pair.Second.Id).Select(pair => pair.First.Page).Distinct()];
        Assert.NotEmpty(changed);
        Assert.All(changed, page => Assert.Contains(page, ways[Refinement.Better]));
    }

    [Fact]
    public void No_index_or_no_attempt_asks_once_a_page_and_knows_journals_from_before()
    {
        string[] first = Ids(Generate("OpenAI", "-JournalPath run.journal"));
        Assert.Equal(first, Ids(Generate("OpenAI", "-JournalPath run.journal -PageIndex lease.db -RefineAttempt 0")));
        Assert.Equal(Count, _server.Log.Count);
    }

    [Fact]
    public void A_journal_knows_refined_pages_by_the_index_and_the_number_of_attempts()
    {
        string[] first = Ids(Generate("OpenAI", "-JournalPath run.journal -PageIndex lease.db"));
        long sent = _server.Log.Count;

        // The same pages, built anew elsewhere: the same index.
        _session.Run("$pages | New-PageIndex again.db | ForEach-Object Dispose; $index = $pages | New-PageIndex", ("pages", Pages)).Clean();
        Assert.Equal(first, Ids(Generate("OpenAI", "-JournalPath run.journal -PageIndex again.db -RefineAttempt 1")));
        Assert.Equal(first, Ids(Generate("OpenAI", "-JournalPath run.journal -PageIndex $index")));
        Assert.Equal(sent, _server.Log.Count);

        Generate("OpenAI", "-JournalPath run.journal -PageIndex lease.db -RefineAttempt 2");
        Assert.InRange(_server.Log.Count, sent + Count, long.MaxValue);
        sent = _server.Log.Count;
        OcrPage[] others = [.. Pages.Select(page => page.Number == 7 ? new OcrPage(7, page.Text + " It rained.", page.Source) : page)];
        _session.Run("$others | New-PageIndex other.db | ForEach-Object Dispose", ("others", others)).Clean();
        Generate("OpenAI", "-JournalPath run.journal -PageIndex other.db");
        Assert.InRange(_server.Log.Count, sent + Count, long.MaxValue);
    }

    [Fact]
    public void A_refinement_that_gets_no_reply_leaves_the_first_rows()
    {
        string[] first = Ids(Generate("OpenAI", ""));
        _server.Reset();
        _server.Faults = new ScriptedFaultPlan().Every(Fault.None, Fault.Safety);
        Assert.Equal(first, Ids(Generate("OpenAI", "-PageIndex lease.db -RetryLimit 0")));
        Assert.Equal((Count, 0), (_session.Summary.Generated, _session.Summary.Failed));
        Assert.InRange(_server.Log.Count, Count + 1, 2 * Count);
    }

    [Fact]
    public void A_budget_counts_refinements()
    {
        ModuleSession.Result result = _session.Generate(Pages, "OpenAI", "-PageIndex lease.db -DailyRequestLimit 20 -ThrottleLimit 1");
        Assert.Empty(result.Errors);
        Assert.Equal(20, _server.Log.Count);
        Assert.InRange(_session.Summary.Generated, 10, 19);
        Assert.Equal(Count, _session.Summary.Generated + _session.Summary.Pending);
    }

    [Fact]
    public void WhatIf_counts_a_refinement_of_each_page_and_opens_no_way_to_a_service()
    {
        long once = OutputTokens(""), more = OutputTokens("-PageIndex lease.db -RefineAttempt 3");
        Assert.Equal(4 * once, more);
        Assert.Equal(0, _server.Log.Count);

        long OutputTokens(string arguments)
        {
            string line = HostProcess.Run("-Command", $"1..3 | ForEach-Object {{ @{{ Number = $_; Text = 'The tenant withheld the rent for nine months.' }} }} | New-SyntheticQuery OpenAI -Model m {arguments.Replace("lease.db", Path.Combine(_session.Folder, "lease.db"))} -WhatIf").Output;
            return long.Parse(System.Text.RegularExpressions.Regex.Match(line, @"and (\d+) output tokens").Groups[1].Value, null);
        }
    }

    [Theory]
    [InlineData("New-SyntheticQuery OpenAI -Model m -NoKey -RefineAttempt 1", "ParameterNotUsed", ErrorCategory.InvalidArgument)]
    [InlineData("New-SyntheticQuery Template -PageIndex lease.db -RefineAttempt 1", "ParameterNotUsed", ErrorCategory.InvalidArgument)]
    [InlineData("New-SyntheticQuery OpenAI -Model m -NoKey -PageIndex absent.db", "PathNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("New-SyntheticQuery OpenAI -Model m -NoKey -Index 5", "NotAPageIndex", ErrorCategory.InvalidArgument)]
    public void What_cannot_be_refined_is_refused_before_the_first_page(string command, string id, ErrorCategory category)
    {
        ErrorRecord error = Assert.Single(_session.Run($"$pages | {command}", ("pages", Pages)).Errors);
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Equal(0, _server.Log.Count);
    }

    [Fact]
    public async Task The_models_key_does_not_travel_to_the_service_of_the_vectors()
    {
        await using ModelServer vectors = await ModelServer.StartAsync();
        _session.Run(
            "$index = $pages | New-PageIndex -Path vectors.db -EmbeddingBackend OpenAI -Model probe -Endpoint $endpoint -NoKey",
            ("pages", Pages), ("endpoint", vectors.OpenAIEndpoint)).Clean();
        long built = vectors.Log.Count;
        SyntheticQuery[] rows = Tested(Generate("OpenAI", "-PageIndex $index -RefineAttempt 1"));
        Assert.NotEmpty(rows);
        Assert.InRange(vectors.Log.Count, built + 1, long.MaxValue);
        Assert.DoesNotContain(vectors.Log.Requests, request => request.HasKey);

        // From the file alone nobody knows where the vectors came from: their service is asked at its own address, which takes a key of its own.
        ModuleSession.Result result = _session.Generate(Pages, "OpenAI", "-PageIndex vectors.db");
        Assert.StartsWith("MissingApiKey,", Assert.Single(result.Errors).FullyQualifiedErrorId);
        _session.Run("$index.Dispose()").Clean();
    }

    private SyntheticQuery[] Generate(string backend, string arguments) => [.. _session.Generate(Pages, backend, arguments).Clean().Of<SyntheticQuery>()];

    private SyntheticQuery[] Tested(SyntheticQuery[] rows) =>
        [.. _session.Run("$rows | Test-SyntheticQuery -PageIndex lease.db -Gate Executed", ("rows", rows)).Clean().Of<SyntheticQuery>()];

    private static string[] Ids(SyntheticQuery[] rows) => [.. rows.Select(row => row.Id)];

    private static int Decided(SyntheticQuery[] rows) => rows.Count(row => Standing(row) == 2);

    // 0: a call misses the page; 1: found, as by the other search; 2: found by its own search alone.
    private static int Standing(SyntheticQuery row) =>
        row.Verdict!.Ranks!.Calls.Any(rank => !(rank <= 10)) ? 0 : row.Verdict.Ranks.Contrast == ToolContrast.Confirmed ? 2 : 1;
}
