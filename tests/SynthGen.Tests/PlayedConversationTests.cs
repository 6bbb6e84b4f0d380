using System.Diagnostics;
using System.Text.Json.Nodes;
using SynthGen.TestServer;
using SynthGen.TestServer.Dialects;
using SynthGen.TestServer.Faults;

namespace SynthGen.Tests;

/// <summary>New-ToolConversation with models, against the misbehaving server.</summary>
public sealed class PlayedConversationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;
    private readonly ModuleSession _session = new();

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private void MakeIndex() => Assert.Equal(
        "", HostProcess.Run("-Command", $"Split-OcrDocument '{Path.Combine(AppContext.BaseDirectory, "Inquiry.txt")}' | New-PageIndex '{At("doc.db")}' | Out-Null").Error);

    private string Command(ModelServer server, string more) =>
        $"New-ToolConversation '{At("doc.db")}' -Backend OpenAI -Endpoint {server.OpenAIEndpoint} -Model probe -NoKey {more}";

    private ModuleSession.Result Run(ModelServer server, string more) => _session.Run(Command(server, more));

    [Fact]
    public async Task A_run_that_is_killed_ten_times_under_faults_ends_with_the_same_bytes()
    {
        MakeIndex();
        Dictionary<Fault, double> rates = FaultKinds.Dialogue.ToDictionary(fault => fault, _ => 0.12 / FaultKinds.Dialogue.Count);
        foreach (Fault fault in (Fault[])[Fault.RateLimited, Fault.InternalError, Fault.CutBody, Fault.MalformedEnvelope])
            rates[fault] = 0.08 / 4;
        await using ModelServer server = await ModelServer.StartAsync(new()
        {
            Latency = Latency.Fixed(TimeSpan.FromMilliseconds(10)),
            RetryAfter = TimeSpan.FromMilliseconds(50),
            Faults = new SeededFaultPlan(11, rates) { RepliesStick = true, FaultyAttempts = 2 },
        });
        string Pipeline(string name) => Command(
            server, $"-Count 40 -Seed 5 -ThrottleLimit 4 -JournalPath '{At(name + ".journal")}' -OutcomeVariable outcome -WarningAction SilentlyContinue | Export-ToolDataset '{At(name + ".jsonl")}'; $outcome.Kinds | Out-String -Width 500 | Set-Content '{At(name + ".txt")}'");
        Assert.Equal("", HostProcess.Run("-Command", Pipeline("whole")).Error);
        string whole = File.ReadAllText(At("whole.jsonl"));
        string[] kinds = [.. File.ReadLines(At("whole.jsonl")).Select(line => (string)JsonNode.Parse(line)!["kind"]!).Distinct()];
        Assert.True(kinds.Length >= 8, File.ReadAllText(At("whole.txt")));
        server.Reset();

        Random moments = new(3);
        for (int kill = 0; kill < 10; kill++)
        {
            long until = server.Log.Count + moments.Next(3, 20);
            using Process process = HostProcess.Start("-Command", Pipeline("killed"));
            while (server.Log.Count < until && !process.HasExited)
                await Task.Delay(5, TestContext.Current.CancellationToken);
            process.Kill();
            process.WaitForExit();
        }

        string error = HostProcess.Run("-Command", Pipeline("killed")).Error;
        Assert.True(error.Length == 0 || error.Contains("torn", StringComparison.Ordinal), error);
        Assert.Equal(whole, File.ReadAllText(At("killed.jsonl")));

        // A turn is in the journal once, and no conversation is there twice.
        string[] keys = [.. File.ReadLines(At("killed.journal")).Select(line => line[..42])];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        string[] ids = [.. File.ReadLines(At("killed.jsonl")).Select(line => (string)JsonNode.Parse(line)!["id"]!)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public async Task A_user_of_its_own_model_is_asked_and_named()
    {
        MakeIndex();
        await using ModelServer server = await ModelServer.StartAsync();
        ModuleSession.Result result = Run(server, "-Kind Lookup -Count 2 -UserModel other");

        Assert.Empty(result.Errors);
        Assert.All(result.Output, output => Assert.Equal(("probe-test-001", "other"), (((ToolConversation)output.BaseObject).Provenance!.Model, ((ToolConversation)output.BaseObject).Provenance!.UserModel)));
    }

    [Fact]
    public async Task What_is_dropped_is_counted_by_its_reason()
    {
        MakeIndex();
        await using ModelServer server = await ModelServer.StartAsync(new() { Faults = new ScriptedFaultPlan().ContainingAlways("System: You answer", Fault.UnknownTool) });
        ModuleSession.Result result = Run(server, "-Kind Lookup -Count 1 -OutcomeVariable outcome");

        Assert.Empty(result.Output);
        ConversationSummary summary = (ConversationSummary)_session.Runspace.SessionStateProxy.GetVariable("outcome");
        Assert.Contains(summary.Kinds.Single().Dropped, dropped => dropped.Reason == "The assistant called a tool that is not there." && dropped.Count > 5);
    }

    [Fact]
    public async Task A_server_without_tools_ends_the_command_with_advice()
    {
        MakeIndex();
        await using ModelServer server = await ModelServer.StartAsync(new() { Unknown = [Feature.Tools] });
        ModuleSession.Result result = Run(server, "-Kind Lookup -Count 5");

        System.Management.Automation.ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("ToolCallingNotSupported", error.FullyQualifiedErrorId);
        Assert.Contains("--enable-auto-tool-choice", error.ErrorDetails.Message);
    }

    [Theory]
    [InlineData("-Backend Llama", "ToolCallingNotSupported")]
    [InlineData("-Backend Nobody", "UnknownBackend")]
    [InlineData("-Backend Template -RolloutCount 3", "ParameterNotUsed")]
    [InlineData("-Backend Template -Model probe", "ParameterNotUsed")]
    [InlineData("-Backend OpenAI -Endpoint http://localhost:9/v1 -NoKey -Model m -AllRollouts", "ParameterNotUsed")]
    [InlineData("-Backend OpenAI -Endpoint http://localhost:9/v1 -NoKey", "MissingModel")]
    public void A_setting_that_cannot_do_is_refused_before_anything_is_sent(string arguments, string id)
    {
        MakeIndex();
        ModuleSession.Result result = _session.Run($"New-ToolConversation '{At("doc.db")}' -Count 1 {arguments}");

        Assert.StartsWith(id, Assert.Single(result.Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public async Task A_budget_ends_the_run_and_the_journal_goes_on()
    {
        MakeIndex();
        await using ModelServer server = await ModelServer.StartAsync();
        ModuleSession.Result first = Run(server, $"-Kind Lookup,NoTool -Count 12 -Seed 1 -ThrottleLimit 1 -MaxTotalToken 9000 -JournalPath '{At("j")}'");
        int sent = server.Log.Count;
        ModuleSession.Result second = Run(server, $"-Kind Lookup,NoTool -Count 12 -Seed 1 -ThrottleLimit 1 -JournalPath '{At("j")}'");

        Assert.InRange(first.Output.Count, 0, 11);
        Assert.Contains(first.Warnings, warning => warning.Contains("budget", StringComparison.Ordinal));
        Assert.Equal(12, second.Output.Count);
        Assert.True(server.Log.Count > sent);
        Assert.All(server.Log.Requests.GroupBy(request => request.Page), state => Assert.Single(state));
    }
}
