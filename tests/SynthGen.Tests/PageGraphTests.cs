using System.Management.Automation;
using System.Text.Json;
using SynthGen.TestServer;
using SynthGen.TestServer.Faults;
using SynthGen.TestServer.Model;

namespace SynthGen.Tests;

public sealed class PageGraphTests : IAsyncLifetime
{
    private const string Key = "test-key-0123456789abcdef";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly ModelSession _session = new();
    private readonly Lister _lister = new();
    private ModelServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ModelServer.StartAsync(new() { ApiKey = Key, Faults = _lister });

    public async ValueTask DisposeAsync()
    {
        _session.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public void A_graph_is_built_saved_read_and_exported()
    {
        ModuleSession.Result result = _session.Run(
            "$pages | New-PageGraph graph.jsonl > $null; $graph = Get-PageGraph graph.jsonl; $graph; $graph | Export-PageGraph graph.graphml; $again = $pages | New-PageGraph again.jsonl",
            ("pages", ModelSession.Pages(20))).Clean();
        PageGraph graph = Assert.Single(result.Of<PageGraph>());
        Assert.Equal(("Offline", 20), (graph.Method, graph.Pages.Count));
        Assert.Contains(graph.Edges, edge => edge.From == "Anselm Fitch" && edge.To == "August 2, 2021");
        Assert.Contains("<graphml", File.ReadAllText(In("graph.graphml")));
        Assert.Equal(File.ReadAllBytes(In("graph.jsonl")), File.ReadAllBytes(In("again.jsonl")));
        string table = string.Concat(_session.Run("$graph.Edges | Select-Object -First 3 | Format-Table | Out-String; $graph | Out-String; $graph.Nodes | Select-Object -First 2 | Out-String").Clean().Of<string>());
        Assert.Contains("Weight", table);
        Assert.Contains("Anselm Fitch", table);
        Assert.Contains("Offline", table);
    }

    [Theory]
    [InlineData("$null | Where-Object { $_ } | New-PageGraph", "NoPages")]
    [InlineData("$pages + $pages[0] | New-PageGraph", "DuplicatePage")]
    [InlineData("1 | New-PageGraph", "NotAnOcrPage")]
    [InlineData("Set-Content graph.jsonl x; $pages | New-PageGraph graph.jsonl", "PageGraphExists")]
    [InlineData("Set-Content graph.jsonl x; Get-PageGraph graph.jsonl", "NotAPageGraph")]
    [InlineData("Get-PageGraph none.jsonl", "PathNotFound")]
    [InlineData("$pages | New-PageGraph -Path none/graph.jsonl", "FolderNotFound")]
    [InlineData("$pages | New-PageGraph -Backend Nobody", "UnknownBackend")]
    [InlineData("$pages | New-PageGraph -GleaningRound 2", "ParameterNotUsed")]
    [InlineData("$pages | New-PageGraph -JournalPath j.jsonl", "ParameterNotUsed")]
    [InlineData("$graph = $pages | New-PageGraph; $graph, $graph | Export-PageGraph a.graphml", "SecondPageGraph")]
    public void What_cannot_be_is_an_error_of_its_own(string script, string error) =>
        Assert.Contains(_session.Run(script, ("pages", ModelSession.Pages(2))).Errors, record => record.FullyQualifiedErrorId.StartsWith(error + ",", StringComparison.Ordinal));

    [Fact]
    public void Pages_that_name_nothing_give_an_empty_graph_and_a_warning()
    {
        ModuleSession.Result result = _session.Run("$pages | New-PageGraph", ("pages", new[] { new OcrPage(1, "the rent was paid late and nobody knew why it had been so."), new OcrPage(2, "") })).Clean();
        Assert.Empty(Assert.Single(result.Of<PageGraph>()).Nodes);
        Assert.Contains("The graph is empty: none of 2 pages names", Assert.Single(result.Warnings));
    }

    [Theory]
    [InlineData("Gemini")]
    [InlineData("OpenAI")]
    public void A_model_reads_pages_in_rounds_and_what_it_invents_is_dropped(string backend)
    {
        ModuleSession.Result result = Read(ModelSession.Pages(5), backend, "-GleaningRound 3 -OutcomeVariable outcome").Clean();
        PageGraph graph = Assert.Single(result.Of<PageGraph>());
        Assert.Equal($"{backend} probe", graph.Method);
        PageGraphEdge edge = Assert.Single(graph.Edges, edge => edge.Relation is not null && edge.Label == "3");
        Assert.Equal(("Anselm Fitch", "wrote on", "August 4, 2021"), (edge.From, edge.Relation, edge.To));
        // The first round, the second, which brings the relation, and the third, which brings nothing.
        Assert.Equal(15, _server.Log.Count);
        Assert.DoesNotContain(graph.Nodes, node => node.Name == "Nobody Known");
        Assert.Contains("5 entities and relations of the model were dropped", Assert.Single(result.Warnings));
        GenerationSummary summary = Assert.Single(_session.Run("$outcome").Of<GenerationSummary>());
        Assert.Equal((5, 5, 5), (summary.Pages, summary.Generated, summary.DroppedRows.Sum(reason => reason.Count)));
        Assert.True(summary.InputTokens > 0);
    }

    [Theory]
    [InlineData("It names nobody.")]
    [InlineData("{\"entities\": \"none\"")]
    public void A_reply_that_cannot_be_read_fails_its_page_alone(string reply)
    {
        _lister.Says = page => page.Contains("warehouse 2 ", StringComparison.Ordinal) ? reply : null;
        ModuleSession.Result result = Read(ModelSession.Pages(3), "OpenAI", "-GleaningRound 0 -Path graph.jsonl");
        Assert.StartsWith("PageFailed,", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Equal([1, 3], Assert.Single(result.Of<PageGraph>()).Pages.Select(page => page.Number));
        Assert.True(File.Exists(In("graph.jsonl"))); // Another run would not give more.
    }

    [Fact]
    public void A_service_that_fails_leaves_the_earlier_file_and_the_journal_goes_on()
    {
        const string arguments = "-RetryLimit 0 -ThrottleLimit 1 -GleaningRound 0 -JournalPath run.jsonl -Path graph.jsonl -Force";
        File.WriteAllText(In("graph.jsonl"), "earlier");
        _lister.IsForgetful = true;
        _lister.Breaks = page => page.Contains("warehouse 4 ", StringComparison.Ordinal);
        ModuleSession.Result result = Read(ModelSession.Pages(6), "Gemini", arguments);
        Assert.Contains("The graph lacks 1 of 6 pages. 'graph.jsonl' is not written.", result.Warnings[0]);
        Assert.Equal("earlier", File.ReadAllText(In("graph.jsonl")));
        Assert.Equal(5, _session.Run("Get-GenerationOutcome run.jsonl -Summary").Clean().Of<GenerationSummary>()[0].Generated);

        _lister.Breaks = null;
        long asked = _server.Log.Count;
        Read(ModelSession.Pages(6), "Gemini", arguments).Clean();
        Assert.Equal(1, _server.Log.Count - asked);
        byte[] resumed = File.ReadAllBytes(In("graph.jsonl"));
        Read(ModelSession.Pages(6), "Gemini", "-GleaningRound 0 -Path whole.jsonl").Clean();
        Assert.Equal(File.ReadAllBytes(In("whole.jsonl")), resumed);
    }

    [Fact]
    public async Task A_run_that_is_stopped_goes_on_from_its_journal()
    {
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _lister.Latency = page => page.Contains("warehouse 5 ", StringComparison.Ordinal) && reached.TrySetResult() ? TimeSpan.FromMinutes(5) : null;
        string script = $"$pages | New-PageGraph -Backend Gemini -Endpoint {_server.GeminiEndpoint} -Model probe -ApiKey $key -ThrottleLimit 1 -GleaningRound 0 -JournalPath run.jsonl";
        _session.Run("", ("pages", ModelSession.Pages(8)), ("key", new System.Net.NetworkCredential("", Key).SecurePassword));
        using (PowerShell shell = _session.ShellOf(script))
        {
            shell.BeginInvoke();
            await reached.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);
            await shell.StopAsync(null, null).WaitAsync(Limit, TestContext.Current.CancellationToken);
        }

        long asked = _server.Log.Count;
        PageGraph graph = Assert.Single(_session.Run(script).Clean().Of<PageGraph>());
        Assert.Equal(8, graph.Pages.Count);
        Assert.InRange(_server.Log.Count - asked, 3, 5);
    }

    private string In(string name) => Path.Combine(_session.Folder, name);

    private ModuleSession.Result Read(OcrPage[] pages, string backend, string arguments) => _session.Run(
        $"$pages | New-PageGraph -Backend {backend} -Endpoint {(backend == "Gemini" ? _server.GeminiEndpoint : _server.OpenAIEndpoint)} -Model probe -ApiKey $key {arguments}",
        ("pages", pages), ("key", new System.Net.NetworkCredential("", Key).SecurePassword));

    /// <summary>Lists two entities and an invented one first, then their relation, then nothing.</summary>
    private sealed class Lister : FaultPlan
    {
        public Func<string, string?> Says { get; set; } = _ => null;

        public Func<string, bool>? Breaks { get; set; }

        public Func<string, TimeSpan?> Latency { get; set; } = _ => null;

        /// <summary>Gives the first list to every request.</summary>
        public bool IsForgetful { get; set; }

        public override Behavior For(AskedPage page, int attempt)
        {
            if (Breaks?.Invoke(page.Text) == true)
                return Fault.InternalError;
            string sentence = page.Text.Split('\n')[1], date = sentence[sentence.IndexOf("August", StringComparison.Ordinal)..sentence.IndexOf(" that", StringComparison.Ordinal)];
            string reply = Says(page.Text) ?? (IsForgetful ? 1 : attempt % 3) switch
            {
                1 => JsonSerializer.Serialize(new { entities = new[] { new { name = "Anselm Fitch", type = "person", quote = sentence }, new { name = date, type = "date", quote = sentence }, new { name = "Nobody Known", type = "person", quote = "Nobody Known bought the whole harbour and all of its cranes." } }, relations = Array.Empty<object>() }),
                2 => "```json\n" + JsonSerializer.Serialize(new { entities = Array.Empty<object>(), relations = new[] { new { from = "Anselm Fitch", to = date, relation = "wrote on", quote = sentence } } }) + "\n```",
                _ => """{"entities": [], "relations": []}""",
            };
            return Behavior.Say(reply) with { Latency = Latency(page.Text) };
        }
    }
}
