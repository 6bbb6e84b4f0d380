using System.Diagnostics;
using System.Management.Automation;
using System.Text.RegularExpressions;
using SynthGen.Benchmarks;
using SynthGen.TestServer;
using SynthGen.TestServer.Dialects;
using SynthGen.TestServer.Faults;
using SynthGen.TestServer.Model;

namespace SynthGen.Tests;

/// <summary>Measure-ToolModel against models that are wrong in known ways, over real HTTP.</summary>
public sealed class MeasureToolModelTests : IDisposable
{
    private readonly ModelSession _session = new();
    private bool _isPrepared;

    public void Dispose() => _session.Dispose();

    // Rows: 600 by words, 100 by meaning that decide, 100 by meaning that are a tie; 50 each of NoTool, Clarify, MissingTool, Unanswerable.
    // A call is due on 850 rows, of which the 50 of Unanswerable are tries: any tool is right, and no page is to be found.
    public static TheoryData<string, string> Models => new()
    {
        {
            nameof(PlantedModel.Right),
            """
            Right 1000/1000, ToolRight 850/850, EitherRight 850/850, CountRight 850/850, ArgumentsValid 850/850, AstMatch 800/800, HitAt10 800/800,
            NoCallWhereDue 0/850, CalledWhereNoneDue 0/150, AskedWhereDue 50/50, AskedWhereNotDue 0/900, LaterTurnsRight 150/200
            """
        },
        {
            nameof(PlantedModel.AlwaysWords),
            """
            Right 750/1000, ToolRight 650/850, EitherRight 750/850, CountRight 850/850, ArgumentsValid 950/1000, AstMatch 600/800, HitAt10 800/800,
            NoCallWhereDue 0/850, CalledWhereNoneDue 150/150, AskedWhereDue 0/50, AskedWhereNotDue 0/900, LaterTurnsRight 150/200
            """
        },
        {
            nameof(PlantedModel.WrongArgument),
            """
            Right 200/1000, ToolRight 850/850, EitherRight 850/850, CountRight 850/850, ArgumentsValid 850/850, AstMatch 0/800, HitAt10 0/800,
            NoCallWhereDue 0/850, CalledWhereNoneDue 0/150, AskedWhereDue 50/50, AskedWhereNotDue 0/900, LaterTurnsRight 100/200
            """
        },
        {
            nameof(PlantedModel.AlwaysCalls),
            """
            Right 850/1000, ToolRight 850/850, EitherRight 850/850, CountRight 850/850, ArgumentsValid 1000/1000, AstMatch 800/800, HitAt10 800/800,
            NoCallWhereDue 0/850, CalledWhereNoneDue 150/150, AskedWhereDue 0/50, AskedWhereNotDue 0/900, LaterTurnsRight 150/200
            """
        },
        {
            nameof(PlantedModel.AlwaysAsks),
            """
            Right 150/1000, ToolRight 0/850, EitherRight 0/850, CountRight 0/850, AstMatch 0/800, HitAt10 0/800,
            NoCallWhereDue 850/850, CalledWhereNoneDue 0/150, AskedWhereDue 50/50, AskedWhereNotDue 900/900, LaterTurnsRight 50/200
            """
        },
    };

    [Theory, MemberData(nameof(Models))]
    public async Task A_model_that_is_wrong_in_a_known_way_has_the_figures_that_this_implies(string model, string expected)
    {
        await using ModelServer server = await ServeAsync(model);
        ToolModelSummary summary = Measure(server, "-PageIndex $index -SummaryVariable s -ResultPath r.jsonl");

        // By meaning the wrong text brings up whatever is nearest: how often that is the page, the index itself says.
        int near = model == nameof(PlantedModel.WrongArgument) ? NearToWrongText() : 0;
        string[] figures = [.. expected.ReplaceLineEndings("").Split(',', StringSplitOptions.TrimEntries)];
        figures = [.. figures.Select(figure => near == 0 ? figure : figure.Replace("HitAt10 0/", $"HitAt10 {near}/").Replace("Right 200/1000", $"Right {200 + near}/1000"))];
        Assert.Equal((1000, 1000, 0, 0), (summary.Rows, summary.Measured, summary.Failed, summary.Pending));
        Assert.Equal(figures, summary.Measures.Where(measure => measure.Name is not ("HitAt1" or "HitAt5")).Select(measure => $"{measure.Name} {measure.Count}/{measure.Of}"));
        Assert.All(summary.Measures, measure => Assert.InRange(measure.Share, measure.Low!.Value, measure.High!.Value));
        Assert.Equal(1000, summary.Confusion.Sum(cell => cell.Rows));
        Assert.Equal(1000, summary.ByKind.Sum(kind => kind.Rows));
        Assert.Equal((850, 200), (summary.ByTool.Sum(tool => tool.Rows), summary.ByDifficulty.Sum(difficulty => difficulty.Rows)));
        Assert.Equal(1000, File.ReadLines(At("r.jsonl")).Count());
    }

    [Fact]
    public async Task The_confusion_matrix_says_what_was_taken_for_what()
    {
        await using ModelServer server = await ServeAsync(nameof(PlantedModel.AlwaysWords));
        ToolModelSummary summary = Measure(server, "-PageIndex $index -SummaryVariable s");
        Assert.Equal(
            ["ask -> full_text_search: 50", "full_text_search -> full_text_search: 650", "none -> full_text_search: 50", "none -> other: 50", "vector_search -> full_text_search: 200"],
            summary.Confusion.Select(cell => cell.ToString()));
        Assert.Equal(["full_text_search", "vector_search"], summary.ByTool.Select(tool => tool.Name));
        Assert.Equal((1.0, .5), (summary.ByTool[0].EitherRight, summary.ByTool[1].EitherRight));
    }

    [Fact]
    public async Task A_second_run_asks_nothing_and_writes_the_same_bytes()
    {
        await using ModelServer server = await ServeAsync(nameof(PlantedModel.Right));
        const string Arguments = "-PageIndex $index -SummaryVariable s -ResultPath r.jsonl -JournalPath j";
        ToolModelSummary first = Measure(server, Arguments);
        byte[] bytes = File.ReadAllBytes(At("r.jsonl"));
        long sent = server.Log.Count;
        ToolModelSummary second = Measure(server, Arguments);

        Assert.Equal((1200L, 0, 1000), (sent, first.Resumed, second.Resumed));
        Assert.Equal(sent, server.Log.Count);
        Assert.Equal(bytes, File.ReadAllBytes(At("r.jsonl")));
        Assert.Equal(first.Measures, second.Measures);
        Assert.Equal((first.InputTokens, first.LatencyP95), (second.InputTokens, second.LatencyP95));

        // Another model is another question, another index is not.
        Measure(server, "-SummaryVariable s -JournalPath j");
        Assert.Equal(sent, server.Log.Count);
        Measure(server, "-SummaryVariable s -JournalPath j -Temperature 1", rows: 10);
        Assert.True(server.Log.Count > sent);
    }

    [Fact]
    public async Task A_run_that_is_killed_again_and_again_ends_with_the_same_results()
    {
        await using ModelServer server = await ServeAsync(nameof(PlantedModel.AlwaysWords), TimeSpan.FromMilliseconds(10));
        Prepare();
        _session.Run("$rows[0..199] | Export-ToolDataset rows.jsonl; $pages | New-PageIndex doc.db | Out-Null").Clean();
        string Script(string name) => $"Set-Location '{_session.Folder}'; Import-ToolDataset rows.jsonl | Measure-ToolModel OpenAI -Endpoint {server.OpenAIEndpoint} -Model probe -NoKey -ThrottleLimit 4 -PageIndex doc.db -ResultPath {name}.jsonl -JournalPath {name}.j | Out-Null";
        Assert.Equal("", HostProcess.Run("-Command", Script("whole")).Error);
        long sent = server.Log.Count;
        server.Reset();

        Random moments = new(7);
        for (int kill = 0; kill < 4; kill++)
        {
            long until = server.Log.Count + moments.Next(10, 40);
            using Process process = HostProcess.Start("-Command", Script("killed"));
            while (server.Log.Count < until && !process.HasExited)
                await Task.Delay(5, TestContext.Current.CancellationToken);
            process.Kill();
            process.WaitForExit();
            Assert.False(File.Exists(At("killed.jsonl")));
        }

        string error = HostProcess.Run("-Command", Script("killed")).Error;
        Assert.True(error.Length == 0 || error.Contains("torn", StringComparison.Ordinal), error);

        // A reply that came is not asked for again; what was under way, four at a time, is lost with its process.
        Assert.InRange(server.Log.Count, sent, sent + (4 * 4));
        byte[] results = File.ReadAllBytes(At("killed.jsonl"));
        foreach (string partial in Directory.GetFiles(_session.Folder, "killed.jsonl.partial-*"))
            Assert.True(results.AsSpan().StartsWith(Whole(File.ReadAllBytes(partial))), "A result of a killed run has changed.");
        static string WithoutTimes(string path) => Regex.Replace(File.ReadAllText(path), "\"latency_ms\":[0-9.]+", "");
        Assert.Equal(WithoutTimes(At("whole.jsonl")), WithoutTimes(At("killed.jsonl")));
        Assert.Equal("", HostProcess.Run("-Command", Script("killed")).Error);
        Assert.Equal(results, File.ReadAllBytes(At("killed.jsonl")));
    }

    [Fact]
    public async Task With_faults_every_row_is_measured_or_failed_and_the_second_run_asks_for_what_failed()
    {
        Fault[] faults = [Fault.RateLimited, Fault.InternalError, Fault.CutBody, Fault.SlowDrip, Fault.MalformedEnvelope, Fault.CutBeforeHeaders];
        await using ModelServer server = await ModelServer.StartAsync(new()
        {
            Answers = PlantedModel.Right,
            RetryAfter = TimeSpan.FromMilliseconds(20),
            DripTime = TimeSpan.FromMilliseconds(50),
            Faults = new SeededFaultPlan(5, faults.ToDictionary(fault => fault, _ => .4 / faults.Length)) { FaultyAttempts = 4 },
        });
        ModuleSession.Result result = Run(server, "-PageIndex $index -SummaryVariable s -JournalPath j -RetryLimit 0 -ThrottleLimit 8", rows: 200);
        ToolModelSummary summary = Summary();
        ToolModelResult[] results = [.. result.Of<ToolModelResult>()];
        Assert.Equal(200, results.Length);
        Assert.Equal(_session.Run("$rows[0..199].Id").Of<string>(), results.Select(row => row.Id));
        Assert.Equal((200, 200, 0), (summary.Rows, summary.Measured + summary.Failed, summary.Pending));
        Assert.InRange(summary.Failed, 20, 180);
        Assert.All(results.Where(row => row.Status == MeasurementStatus.Failed), row => Assert.Equal((FailureCause.Service, false, 0), (row.Cause, string.IsNullOrEmpty(row.Reason), row.Turns.Count)));
        Assert.Equal(summary.Failed, result.Errors.Count(error => error.FullyQualifiedErrorId.StartsWith("RowNotMeasured,", StringComparison.Ordinal)));
        Assert.Equal(summary.Failed, summary.Failures.Sum(reason => reason.Count));
        Assert.All(summary.Measures.Where(measure => measure.Name == "Right"), measure => Assert.Equal((measure.Of, summary.Measured), (measure.Count, measure.Of)));

        Run(server, "-PageIndex $index -SummaryVariable s -JournalPath j -ThrottleLimit 8", rows: 200).Clean();
        Assert.Equal((200, 0), (Summary().Measured, Summary().Failed));
    }

    [Fact]
    public async Task A_budget_leaves_rows_pending_and_the_earlier_results_in_their_place()
    {
        await using ModelServer server = await ServeAsync(nameof(PlantedModel.Right));
        File.WriteAllText(At("r.jsonl"), "earlier");
        ModuleSession.Result result = Run(server, "-SummaryVariable s -JournalPath j -ResultPath r.jsonl -MaxTotalToken 1500 -ThrottleLimit 1", rows: 100);
        ToolModelSummary summary = Summary();
        Assert.Equal((100, 100), (summary.Rows, summary.Measured + summary.Pending));
        Assert.InRange(summary.Pending, 1, 99);
        Assert.Equal("earlier", File.ReadAllText(At("r.jsonl")));
        string partial = Assert.Single(Directory.GetFiles(_session.Folder, "r.jsonl.partial-*"));
        Assert.Equal(100, File.ReadLines(partial).Count());
        Assert.Contains(result.Warnings, warning => warning.Contains(partial, StringComparison.Ordinal));
        Assert.Contains(result.Warnings, warning => warning.Contains("budget", StringComparison.Ordinal) && warning.Contains("rows are pending", StringComparison.Ordinal));

        Run(server, "-SummaryVariable s -JournalPath j -ResultPath r.jsonl", rows: 100).Clean();
        Assert.Equal(100, File.ReadLines(At("r.jsonl")).Count());
    }

    [Fact]
    public async Task Two_models_are_compared_on_the_same_rows()
    {
        await using ModelServer words = await ServeAsync(nameof(PlantedModel.AlwaysWords));
        await using ModelServer right = await ServeAsync(nameof(PlantedModel.Right));
        Measure(words, "-PageIndex $index -SummaryVariable s -ResultPath before.jsonl", rows: 200);
        ModuleSession.Result result = Run(right, "-PageIndex $index -SummaryVariable s -Against before.jsonl -ResultPath after.jsonl", rows: 220);
        ToolModelComparison comparison = Summary().Comparison!;

        Assert.Equal((200, 20, 0), (comparison.Rows, comparison.OnlyThis, comparison.OnlyAgainst));
        PairedTest test = comparison.Tests.First(one => one.Measure == "Right");
        Assert.Equal((150, 50, 0, 0, "chi-square"), (test.Both, test.OnlyThis, test.OnlyAgainst, test.Neither, test.Method));
        Assert.Equal(4.22e-12, test.PValue, .02e-12);
        Assert.Equal(50, comparison.Changed.Count);
        Assert.All(comparison.Changed, change => Assert.True(change.IsRight));
        Assert.Contains(result.Warnings, warning => warning.Contains("20 are only here", StringComparison.Ordinal));

        // The report reads the same files, and says the same of them.
        _session.Run("Export-ToolReport models.html -ModelResult before.jsonl, after.jsonl -WarningAction Ignore").Clean();
        string report = File.ReadAllText(At("models.html"));
        Assert.Contains("220 rows: 220 measured", report, StringComparison.Ordinal);
        Assert.Contains("75.0", report, StringComparison.Ordinal);
        Assert.Contains("McNemar", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-ToolPrompt")]
    public async Task The_worth_of_an_example_is_what_the_model_makes_of_it(string more)
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { Answers = dialogue => WithExample(dialogue, more.Length > 0) });
        Prepare();
        ModuleSession.Result result = _session.Run(
            $$"""
            $train = 'poor', 'good', 'fair', 'worst' | ForEach-Object { [SynthGen.SyntheticQuery]::new("A $_ example", [SynthGen.ToolCall[]]@($rows[0].Tools), 1) }
            $rows[0..11] | Measure-ToolModel OpenAI -Endpoint {{server.OpenAIEndpoint}} -Model probe -NoKey -PageIndex $index -ExampleRow $train -JournalPath j -ResultPath r.jsonl -Seed 3 {{more}} | Sort-Object Worth -Descending
            """).Clean();
        ExampleWorth[] worth = [.. result.Of<ExampleWorth>()];

        Assert.Equal(["A good example", "A fair example", "A poor example", "A worst example"], worth.Select(one => one.Query));
        Assert.Equal((1.0, 1.0, 1.0, 7), (worth[0].Worth, worth[0].AstMatch, worth[0].HitAt10, worth[0].Tests));
        Assert.Equal((0.0, 1.0, 0.0), (worth[1].AstMatch, worth[1].ToolRight, worth[1].HitAt10));
        Assert.All(worth, one => Assert.Equal(worth[0].Results.Select(row => row.Id), one.Results.Select(row => row.Id)));
        Assert.All(worth, one => Assert.Equal(one.Results.Average(row => row.Similarity), one.Worth!.Value, 1e-9));
        Assert.Equal(28, File.ReadLines(At("r.jsonl")).Count(line => line.Contains("\"example\":", StringComparison.Ordinal)));
        Assert.Equal(28, server.Log.Count);
        Assert.Equal("A good example", _session.Run("$rows[0..11] | Measure-ToolModel OpenAI -Endpoint " + server.OpenAIEndpoint + $" -Model probe -NoKey -ExampleRow $train -JournalPath j -Seed 3 {more} | Where-Object Worth -eq 1 | ForEach-Object Row | ForEach-Object Query").Clean().Of<string>().Single());
        Assert.Equal(28, server.Log.Count);
    }

    [Fact]
    public async Task Tools_in_the_prompt_are_called_in_words()
    {
        await using ModelServer server = await ModelServer.StartAsync(new()
        {
            Answers = dialogue =>
            {
                Assert.Empty(dialogue.Tools);
                Assert.Contains("\"name\":\"vector_search\"", dialogue.Instruction, StringComparison.Ordinal);
                ModelReply reply = PlantedModel.Right(dialogue);
                return reply.Calls is [var call] ? new ModelReply($"<tool_call>\n{{\"name\": \"{call.Name}\", \"arguments\": {call.Arguments}}}\n</tool_call>") : reply;
            },
        });
        ToolModelSummary summary = Measure(server, "-PageIndex $index -SummaryVariable s -ToolPrompt", rows: 100);
        Assert.Equal((100, 1.0), (summary.Measured, summary.Measures[0].Share));
    }

    [Fact]
    public async Task Gemini_is_measured_in_its_own_protocol()
    {
        await using ModelServer server = await ServeAsync(nameof(PlantedModel.AlwaysWords));
        Prepare();
        _session.Run($"$rows[0..99] | Measure-ToolModel Gemini -Endpoint {server.GeminiEndpoint} -Model probe -NoKey -PageIndex $index -SummaryVariable s").Clean();
        Assert.Equal((100, 73, 65), (Summary().Measured, Summary().Find("Right")!.Count, Summary().Find("ToolRight")!.Count));
    }

    [Fact]
    public async Task A_server_that_cannot_call_tools_ends_the_command_with_advice()
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { Unknown = [Feature.Tools] });
        ErrorRecord error = Assert.Single(Run(server, "-SummaryVariable s", rows: 5).Errors);
        Assert.StartsWith("ToolCallingNotSupported,", error.FullyQualifiedErrorId);
        Assert.Contains("-ToolPrompt", error.ErrorDetails.Message);
        Assert.Equal(5, Summary().Pending);
    }

    [Theory]
    [InlineData("Template", "NoModel")]
    [InlineData("Nobody", "UnknownBackend")]
    [InlineData("OpenAI -NoKey -Endpoint http://localhost:9/v1", "MissingModel")]
    [InlineData("OpenAI -NoKey -Endpoint http://localhost:9/v1 -Model m -ModelPath m.gguf", "ParameterNotUsed")]
    [InlineData("OpenAI -NoKey -Endpoint http://localhost:9/v1 -Model m -Against none.jsonl", "NoResults")]
    [InlineData("OpenAI -NoKey -Endpoint http://localhost:9/v1 -Model m -Against empty.jsonl", "NoResults")]
    [InlineData("OpenAI -NoKey -Endpoint http://localhost:9/v1 -Model m -Against empty.jsonl -ExampleRow $rows", "ParameterNotUsed")]
    [InlineData("OpenAI -NoKey -Endpoint http://localhost:9/v1 -Model m -PageIndex none.db", "PathNotFound")]
    [InlineData("OpenAI -NoKey -Endpoint http://localhost:9/v1 -Model m -ResultPath none/r.jsonl", "FolderNotFound")]
    [InlineData("OpenAI -NoKey -Endpoint http://localhost:9/v1 -Model m -SummaryVariable env:x", "BadVariableName")]
    [InlineData("Llama -ModelPath none.gguf", "ModelNotFound")]
    [InlineData("Llama -ModelPath none.gguf -Endpoint http://localhost:9/v1", "ParameterNotUsed")]
    public void A_setting_that_cannot_do_is_refused_before_anything_is_sent(string arguments, string id)
    {
        Prepare();
        File.WriteAllText(At("empty.jsonl"), "");
        ModuleSession.Result result = _session.Run($"$rows[0] | Measure-ToolModel {arguments}");
        Assert.StartsWith($"{id},", result.Errors[^1].FullyQualifiedErrorId);
        Assert.Empty(result.Output);
        Assert.False(File.Exists(At("r.jsonl")));
    }

    [Fact]
    public async Task A_run_that_is_stopped_has_a_summary_of_what_came()
    {
        await using ModelServer server = await ServeAsync(nameof(PlantedModel.Right), TimeSpan.FromMilliseconds(5));
        ModuleSession.Result result = Run(server, "-SummaryVariable s -ResultPath r.jsonl | Select-Object -First 7");
        Assert.Equal(7, result.Output.Count);
        Assert.InRange(Summary().Rows, 7, 999);
        Assert.Null(Summary().Measures[0].Low);
        Assert.False(File.Exists(At("r.jsonl")));
    }

    [Fact]
    public async Task Nothing_is_sent_with_WhatIf()
    {
        await using ModelServer server = await ServeAsync(nameof(PlantedModel.Right));
        Assert.Empty(Run(server, "-ResultPath r.jsonl -WhatIf", rows: 5).Clean().Output);
        Assert.Equal((0L, false), (server.Log.Count, File.Exists(At("r.jsonl"))));
    }

    [Fact]
    public async Task A_row_that_cannot_be_measured_fails_alone()
    {
        await using ModelServer server = await ServeAsync(nameof(PlantedModel.Right));
        Prepare();
        ModuleSession.Result result = _session.Run(
            $$"""
            $strange = [SynthGen.SyntheticQuery]::new('Who?', [SynthGen.ToolCall[]]@([SynthGen.ToolCall]::new('no_such_tool', $rows[0].Tools[0].Arguments)), 1)
            $silent = [SynthGen.ToolConversation]::new([SynthGen.ConversationMessage[]]@([SynthGen.ConversationMessage]::User('Hello?')))
            $strange, $silent, 5, $rows[0] | Measure-ToolModel OpenAI -Endpoint {{server.OpenAIEndpoint}} -Model probe -NoKey
            """);
        Assert.Equal([MeasurementStatus.Failed, MeasurementStatus.Failed, MeasurementStatus.Measured], result.Of<ToolModelResult>().Select(row => row.Status));
        Assert.All(result.Of<ToolModelResult>().Take(2), row => Assert.Equal(FailureCause.Page, row.Cause));
        Assert.Equal(["NotASyntheticQuery", "RowNotMeasured", "RowNotMeasured"], result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]).Order());
        Assert.Equal(1, server.Log.Count);
    }

    [Fact]
    public async Task Results_come_back_from_Clixml_with_their_figures()
    {
        await using ModelServer server = await ServeAsync(nameof(PlantedModel.AlwaysWords));
        Run(server, "-PageIndex $index -SummaryVariable s | Export-Clixml r.xml; $s | Export-Clixml s.xml", rows: 40).Clean();
        ModuleSession.Result result = _session.Run("$r = Import-Clixml r.xml; \"$($r.Count) $(@($r | Where-Object IsRight).Count) $($r[0].Turns[0].Calls[0].Name)\"; $s = Import-Clixml s.xml; \"$($s.Measures[0].Name) $($s.Measures[0].Count)\"").Clean();
        Assert.Equal(["40 30 full_text_search", "Right 30"], result.Of<string>());
    }

    // Answers by the quality of the example that its instruction shows.
    private static ModelReply WithExample(Dialogue dialogue, bool inWords)
    {
        string instruction = dialogue.Instruction;
        ModelReply reply = instruction.Contains("A good example", StringComparison.Ordinal) ? PlantedModel.Right(dialogue)
            : instruction.Contains("A fair example", StringComparison.Ordinal) ? PlantedModel.WrongArgument(dialogue)
            : new ModelReply(instruction.Contains("A poor example", StringComparison.Ordinal) ? "name query full_text_search, but which" : "@@@@");
        return inWords && reply.Calls is [var call] ? new ModelReply($"<tool_call>{{\"name\": \"{call.Name}\", \"arguments\": {call.Arguments}}}</tool_call>") : reply;
    }

    private static Task<ModelServer> ServeAsync(string model, TimeSpan latency = default) => ModelServer.StartAsync(new()
    {
        Answers = (Func<Dialogue, ModelReply>)typeof(PlantedModel).GetMethod(model)!.CreateDelegate(typeof(Func<Dialogue, ModelReply>)),
        Latency = Latency.Fixed(latency),
    });

    private static ReadOnlySpan<byte> Whole(byte[] bytes) => bytes.AsSpan(0, bytes.AsSpan().LastIndexOf((byte)'\n') + 1);

    private string At(string name) => Path.Combine(_session.Folder, name);

    private void Prepare()
    {
        if (!_isPrepared)
            _session.Run("$index = $pages | New-PageIndex; $rows = $given", ("pages", MeasuredRows.Pages()), ("given", MeasuredRows.Rows())).Clean();
        _isPrepared = true;
    }

    private ModuleSession.Result Run(ModelServer server, string arguments, int rows = 1000)
    {
        Prepare();
        return _session.Run($"$rows[0..{rows - 1}] | Measure-ToolModel OpenAI -Endpoint {server.OpenAIEndpoint} -Model probe -NoKey {arguments}");
    }

    private ToolModelSummary Measure(ModelServer server, string arguments, int rows = 1000)
    {
        Run(server, arguments, rows).Clean();
        return Summary();
    }

    private ToolModelSummary Summary() => (ToolModelSummary)_session.Run("$s").Output[0].BaseObject;

    private int NearToWrongText() => (int)_session.Run(
        $$"""
        $near = (Search-PageIndex -PageIndex $index -Tool vector_search -Query '{{PlantedModel.WrongText}}' -Top 10).Page
        @($rows | Where-Object { $_ -is [SynthGen.SyntheticQuery] -and $_.Tools[0].Name -eq 'vector_search' -and $_.Page -in $near }).Count
        """).Clean().Output[0].BaseObject;
}
