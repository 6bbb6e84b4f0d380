using System.Management.Automation;
using System.Text.Json;
using SynthGen.Quality;
using SynthGen.TestServer;
using SynthGen.TestServer.Faults;
using SynthGen.TestServer.Model;

namespace SynthGen.Tests;

public sealed class JudgeTests : IAsyncLifetime
{
    private const string Key = "test-key-0123456789abcdef";
    private readonly ModelSession _session = new();
    private ModelServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ModelServer.StartAsync(new() { ApiKey = Key, Faults = new FrankJudge() });

    public async ValueTask DisposeAsync()
    {
        _session.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("Gemini")]
    [InlineData("OpenAI")]
    public void A_row_that_meets_all_six_criteria_passes(string backend)
    {
        SyntheticQuery row = Assert.Single(Judge(backend, "Who leases the harbour's second pier?").Clean().Of<SyntheticQuery>());
        Assert.True(row.Verdict!.Passed);
        Assert.Equal(
            ["Judge.Specificity", "Judge.Coherence", "Judge.Solvability", "Judge.ParameterAlignment", "Judge.Sufficiency", "Judge.Minimality"],
            row.Verdict.Gates.Where(gate => gate.Gate.StartsWith("Judge", StringComparison.Ordinal)).Select(gate => gate.Gate));
        Assert.Equal(2, _server.Log.Count);
    }

    [Theory]
    [InlineData("Who leases it, and what does NOVALUE hold?", "Judge.Specificity", "NotSpecific", 0.0)]
    [InlineData("Who leases the pier? OFFTOPIC it rains.", "Judge.Coherence", "NotCoherent", 0.5)]
    [InlineData("Please paint the pier, NOTOOL does that.", "Judge.Solvability", "NotSolvable", 0.0)]
    [InlineData("Who leases the MISMATCH pier of the harbour?", "Judge.ParameterAlignment", "NotAligned", 0.0)]
    [InlineData("Who leases the pier and PARTIAL for how long?", "Judge.Sufficiency", "NotSufficient", 0.0)]
    [InlineData("Who leases the pier, with an EXTRA call to it?", "Judge.Minimality", "NotMinimal", 0.0)]
    public void Each_criterion_fails_by_itself(string query, string gate, string reason, double score)
    {
        SyntheticQuery row = Assert.Single(Judge("Gemini", query).Of<SyntheticQuery>());
        GateResult rejection = row.Verdict!.Rejection!;
        Assert.Equal((gate, GateStatus.Failed, reason, score), (rejection.Gate, rejection.Status, rejection.Reason, rejection.Score));
        Assert.Equal(5, row.Verdict.Gates.Count(result => result.Gate.StartsWith("Judge", StringComparison.Ordinal) && result.Status == GateStatus.Passed));
    }

    [Theory]
    [InlineData("Who, asked in SILENT tones, leases the pier?", "NoReply")]
    [InlineData("Who, in GARBLED words, leases the pier?", "UnusableReply")]
    [InlineData("Who, being WITHHELD by all, leases the pier?", "UnusableReply")]
    public void A_judge_that_does_not_answer_is_never_a_pass(string query, string reason)
    {
        SyntheticQuery row = Assert.Single(Judge("Gemini", query, "-RetryLimit 0").Of<SyntheticQuery>());
        Assert.False(row.Verdict!.Passed);
        Assert.Equal((GateStatus.Unknown, reason), (row.Verdict.Rejection!.Status, row.Verdict.Rejection.Reason));
        Assert.Empty(Judge("Gemini", query, "-RetryLimit 0 -PassedOnly -RejectedVariable rejected").Output);
    }

    [Fact]
    public void What_was_judged_is_remembered_and_what_was_not_is_asked_again()
    {
        string[] queries = ["Who leases the harbour's second pier?", "Who leases the MISMATCH pier of the harbour?", "Who, asked in SILENT tones, leases the pier?"];
        string first = Verdicts(Judge("Gemini", queries, "-RetryLimit 0 -JournalPath judge.jsonl"));
        long asked = _server.Log.Count;
        Assert.Equal(first, Verdicts(Judge("Gemini", queries, "-RetryLimit 0 -JournalPath judge.jsonl")));
        Assert.Equal(asked + 2, _server.Log.Count);
        GenerationSummary summary = _session.Run("Get-GenerationOutcome judge.jsonl -Summary").Clean().Of<GenerationSummary>()[0];
        Assert.Equal((3, 2, 1), (summary.Pages, summary.Generated, summary.Failed));
        Assert.True(summary.InputTokens > 0);
    }

    [Fact]
    public void A_budget_leaves_the_rest_unknown_and_says_so()
    {
        string[] queries = [.. Enumerable.Range(1, 30).Select(i => $"Who leases pier number {i} of the harbour, and since {1990 + i}?")];
        ModuleSession.Result result = Judge("Gemini", queries, "-MaxTotalToken 9000 -ThrottleLimit 1");
        SyntheticQuery[] rows = [.. result.Of<SyntheticQuery>()];
        Assert.Equal(queries, rows.Select(row => row.Query));
        int judged = rows.Count(row => row.Verdict!.Passed);
        Assert.InRange(judged, 1, 29);
        Assert.All(rows.Skip(judged), row => Assert.Equal("NotAsked", row.Verdict!.Rejection!.Reason));
        Assert.Contains($"{30 - judged} rows were not judged", Assert.Single(result.Warnings));
        Assert.Contains($"{judged} of 30 rows passed", result.Information[^1].MessageData.ToString());
    }

    [Fact]
    public void A_row_that_another_gate_rejected_is_not_sent_to_the_judge()
    {
        ModuleSession.Result result = Judge("Gemini", ["Who leases the harbour's second pier?", "Who leases the harbour's second pier?"], "");
        Assert.Equal("Duplicate", result.Of<SyntheticQuery>()[1].Verdict!.Rejection!.Gate);
        Assert.Equal(2, _server.Log.Count);
    }

    [Fact]
    public void A_row_that_the_judge_rejects_keeps_its_contrast_and_counts_as_rejected()
    {
        string[] queries = ["Who leases the Skarvoy pier?", "Who leases the MISMATCH Thulvik pier?", "Who, asked in SILENT tones, leases the Nordahl pier?"];
        SyntheticQuery[] rows = [.. Rows(queries).Select((row, i) => row with { Source = "harbour.txt", Tools = [row.Tools[0] with { Arguments = new Dictionary<string, object?> { ["query"] = queries[i].Split(' ')[^2] + " pier lease" } }] })];
        OcrPage[] pages = [.. Enumerable.Range(1, 40).Select(number => new OcrPage(
            number, number <= 3 ? $"The lease of the {queries[number - 1].Split(' ')[^2]} pier is held by the ferry company." : $"Ledger {number} lists nets, ropes and sails of boat {number * 7}.", "harbour.txt", number))];
        _session.Run("$index = $pages | New-PageIndex", ("pages", pages)).Clean();
        ToolContrast?[] contrasts = [.. _session.Run("$rows | Test-SyntheticQuery -PageIndex $index -Gate Executed", ("rows", rows)).Clean().Of<SyntheticQuery>().Select(row => row.Contrast)];
        Assert.All(contrasts, contrast => Assert.NotNull(contrast));

        SyntheticQuery[] judged = [.. Judge("OpenAI", rows, "-PageIndex $index -Gate Executed, Judge -RetryLimit 0 -OutcomeVariable judging | Tee-Object -Variable judged").Of<SyntheticQuery>()];
        Assert.Equal(contrasts, judged.Select(row => row.Contrast));
        Assert.Equal([null, "NotAligned", "NoReply"], judged.Select(row => row.Verdict!.Rejection?.Reason));
        Assert.All(judged, row => Assert.Equal(GateStatus.Passed, row.Verdict!.Gates.Single(gate => gate.Gate == "Executed").Status));

        GateSummary summary = Assert.IsType<GateSummary>(_session.Run("$judging").Output[0].BaseObject);
        Assert.Equal((3, 1, 1), (summary.Rows, summary.Passed, summary.Unjudged));
        Assert.Equal((contrasts[0] == ToolContrast.Confirmed ? 1 : 0, contrasts[0] == ToolContrast.Either ? 1 : 0), (summary.Confirmed, summary.Either));

        // The file has contrast and rejection of each row, whoever takes only what passed takes one.
        SyntheticQuery[] back = [.. _session.Run("$judged | Export-ToolDataset judged.jsonl > $null; Import-ToolDataset judged.jsonl").Clean().Of<SyntheticQuery>()];
        Assert.Equal(judged.Select(row => (row.Contrast, row.Verdict!.Rejection)), back.Select(row => (row.Contrast, row.Verdict!.Rejection)));
        DatasetMeasure[] measures = [.. _session.Run("$judged | Measure-ToolDataset; $judged | Where-Object { $_.Verdict.Passed } | Measure-ToolDataset").Clean().Of<DatasetMeasure>()];
        Assert.Equal([3, 1], measures.Select(measure => measure.Contrast.Confirmed + measure.Contrast.Either));
        Assert.Equal([3, 1], measures.Select(measure => measure.Rows));
    }

    [Theory]
    [InlineData("-Model probe", "ParameterNotUsed")]
    [InlineData("-Gate Judge", "JudgeMissing")]
    [InlineData("-JudgeBackend Nobody", "UnknownBackend")]
    public void What_cannot_be_is_refused_at_the_start(string arguments, string error) => Assert.StartsWith(
        error + ",", Assert.Single(_session.Run($"$rows | Test-SyntheticQuery {arguments}", ("rows", Rows(["Who?"]))).Errors).FullyQualifiedErrorId);

    [Fact]
    public void A_wrong_key_ends_the_command_with_the_servers_words()
    {
        ErrorRecord error = Assert.Single(_session.Run(
            $"$rows | Test-SyntheticQuery -JudgeBackend Gemini -Endpoint {_server.GeminiEndpoint} -Model probe -ApiKey $key",
            ("rows", Rows(["Who leases the pier?"])), ("key", new System.Net.NetworkCredential("", "wrong-key-0123456789").SecurePassword)).Errors);
        Assert.StartsWith("ServerRefused,", error.FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("Gemini", Fault.Unauthorized, true)]
    [InlineData("OpenAI", Fault.Unauthorized, true)]
    [InlineData("OpenAI", Fault.BadRequest, true)]
    [InlineData("Gemini", Fault.DailyQuota, false)]
    [InlineData("OpenAI", Fault.InternalError, false)]
    [InlineData("Gemini", Fault.CutBeforeHeaders, false)]
    public void A_service_that_fails_in_the_middle_loses_no_row_and_holds_the_dataset_back(string backend, Fault fault, bool isError)
    {
        const string arguments = "-RetryLimit 0 -ThrottleLimit 1 -JournalPath judge.jsonl -PassedOnly -RejectedVariable rejected -OutcomeVariable judging";
        const string export = "| Export-ToolDataset a.jsonl -CompleteOnly judging";
        string dataset = Path.Combine(_session.Folder, "a.jsonl");
        File.WriteAllText(dataset, "earlier");
        FrankJudge judge = new() { Breaks = "pier 4 ", With = fault };
        _server.Faults = judge;
        string[] queries = [.. Enumerable.Range(1, 6).Select(i => $"Who leases pier {i} of the harbour, and since {1990 + i}?")];

        _session.Run("$passed = [System.Collections.ArrayList]::new()");
        ModuleSession.Result result = Judge(backend, queries, $"{arguments} | ForEach-Object {{ $passed.Add($_) > $null; $_ }} {export}");
        Assert.StartsWith(isError ? "ServerRefused," : "RunNotComplete,", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Contains("rows were not judged, and so did not pass", isError ? result.Errors[0].ErrorDetails.Message : result.Warnings[0]);
        Assert.Equal("earlier", File.ReadAllText(dataset));
        string[] passed = Queries("passed"), rejected = Queries("rejected");
        Assert.Equal(queries.Where((_, i) => i < 3 || (!isError && fault != Fault.DailyQuota && i != 3)), passed);
        Assert.Equal(queries.Except(passed), rejected);
        GateSummary summary = Assert.IsType<GateSummary>(_session.Run("$judging").Output[0].BaseObject);
        Assert.Equal((6, passed.Length, rejected.Length, false), (summary.Rows, summary.Passed, summary.Unjudged, summary.IsComplete));

        judge.Breaks = null;
        long asked = _server.Log.Count;
        Judge(backend, queries, $"{arguments} {export}").Clean();
        Assert.Equal(2 * rejected.Length, _server.Log.Count - asked);
        Assert.Equal(6, File.ReadLines(dataset).Count());

        string[] Queries(string variable) => [.. _session.Run("$" + variable).Of<SyntheticQuery>().Select(row => row.Query)];
    }

    [Theory]
    [InlineData("Who, being WITHHELD by all, leases the pier?")]
    [InlineData("Who, in GARBLED words, leases the pier?")]
    [InlineData("Who, in BLOCKED words, leases the pier?")]
    [InlineData("Who leases the MISMATCH pier of the harbour?")]
    public void A_row_that_does_not_pass_for_a_reason_of_its_own_holds_nothing_back(string query)
    {
        Judge("OpenAI", ["Who leases the harbour's second pier?", query], "-RetryLimit 0 -JournalPath judge.jsonl -PassedOnly -RejectedVariable rejected -OutcomeVariable judging | Export-ToolDataset a.jsonl -CompleteOnly judging").Clean();
        Assert.Single(File.ReadLines(Path.Combine(_session.Folder, "a.jsonl")));
        Assert.True(_session.Run("Get-GenerationOutcome judge.jsonl -Summary").Of<GenerationSummary>()[0].IsComplete);
    }

    [Fact]
    public void A_test_that_ended_early_has_no_outcome()
    {
        ErrorRecord error = Assert.Single(Judge(
            "OpenAI", ["Who leases the first pier?", "Who leases the second pier of this harbour?"], "-OutcomeVariable judging | Select-Object -First 1 | Export-ToolDataset a.jsonl -CompleteOnly judging").Errors);
        Assert.StartsWith("OutcomeNotFound,", error.FullyQualifiedErrorId);
    }

    private static string Verdicts(ModuleSession.Result result) =>
        string.Join('\n', result.Of<SyntheticQuery>().Select(row => string.Join(' ', row.Verdict!.Gates)));

    private static SyntheticQuery[] Rows(string[] queries) => [.. queries.Select((query, i) => new SyntheticQuery(
        query,
        query.Contains("EXTRA", StringComparison.Ordinal) ? [Call(query), Call(query + " again")] : [Call(query)], i + 1))];

    private static ToolCall Call(string text) => new("vector_search", new Dictionary<string, object?> { ["query"] = text });

    private ModuleSession.Result Judge(string backend, string query, string arguments = "") => Judge(backend, [query], arguments);

    private ModuleSession.Result Judge(string backend, string[] queries, string arguments) => Judge(backend, Rows(queries), arguments);

    private ModuleSession.Result Judge(string backend, SyntheticQuery[] rows, string arguments) => _session.Run(
        $"$rows | Test-SyntheticQuery -JudgeBackend {backend} -Endpoint {(backend == "Gemini" ? _server.GeminiEndpoint : _server.OpenAIEndpoint)} -Model probe -ApiKey $key {arguments}",
        ("rows", rows), ("key", new System.Net.NetworkCredential("", Key).SecurePassword));

    /// <summary>Finds the values in a question by their capital letters.</summary>
    private sealed class FrankJudge : FaultPlan
    {
        /// <summary>The words of the first question that the service fails; null for none.</summary>
        public string? Breaks { get; set; }

        /// <summary>How it fails. What would refuse any request goes on with the questions after it.</summary>
        public Fault With { get; init; }

        private bool _isBroken;

        public override Behavior For(AskedPage page, int attempt)
        {
            _isBroken = Breaks is not null && (_isBroken || page.Text.Contains(Breaks, StringComparison.Ordinal));
            if (_isBroken)
            {
                _isBroken = With is not (Fault.InternalError or Fault.CutBeforeHeaders);
                return With;
            }

            using JsonDocument data = JsonDocument.Parse(page.Text[page.Text.IndexOf('{')..(page.Text.LastIndexOf('}') + 1)]);
            string question = data.RootElement.GetProperty("question").GetString()!;
            bool Says(string word) => question.Contains(word, StringComparison.Ordinal);
            string[] If(string word) => Says(word) ? [word] : [];
            if (Says("SILENT"))
                return Fault.InternalError;
            if (Says("BLOCKED"))
                return Behavior.Named("DeepSeek content risk");
            if (Says("WITHHELD"))
                return Fault.Safety;
            if (Says("GARBLED"))
                return Behavior.Say("It looks fine to me.");
            if (!data.RootElement.TryGetProperty("calls", out JsonElement calls))
            {
                return Behavior.Say(JsonSerializer.Serialize(new
                {
                    parts = new[] { "what is asked" },
                    unrelated = If("OFFTOPIC"),
                    calls = new[] { new { name = "vector_search", arguments = new { query = Says("NOVALUE") ? "#missing" : question } } },
                    not_covered = If("NOTOOL"),
                }));
            }

            return Behavior.Say("```json\n" + JsonSerializer.Serialize(new
            {
                arguments = calls.EnumerateArray().Select((call, i) => new { call = i, name = "query", read = question, match = Says("MISMATCH") ? "different" : "same" }),
                unanswered = If("PARTIAL"),
                superfluous = Says("EXTRA") ? new[] { 0, 1 } : [],
            }) + "\n```");
        }
    }
}
