using System.Management.Automation;
using SynthGen.TestServer;

namespace SynthGen.Tests;

/// <summary>Parameters that name a variable take the name of one that may be set, and nothing else.</summary>
public sealed class OutputVariableTests : IDisposable
{
    private const string Key = "test-key-0123456789abcdef";

    private static readonly string[] Names =
    [
        "env:X", "function:f", "variable:x", "other:x", "c:x", "*", "a*", "a b", "$x", "${x}", "@x", "a-b", "a.b", "a[0]", "", " ", "+", "++x", "x+", "script:", ":x", "global:script:x", "x\n", "x;y", "`x", "'x'",
        "PSHOME", "pshome", "global:PSHOME", "true", "null", "Host", "HOME", "PID", "_", "args", "input", "this", "Error", "Matches", "PSVersionTable", "ExecutionContext", "ErrorActionPreference", "script:ErrorActionPreference", "PSDefaultParameterValues",
        "readonly", "constant",
    ];

    private readonly ModelSession _session = new();

    public OutputVariableTests() => _session.Run(
        "Set-Variable readonly 1 -Option ReadOnly; Set-Variable constant 1 -Option Constant; $rows = [SynthGen.SyntheticQuery]::new('q', [SynthGen.ToolCall[]]@(), 1)").Clean();

    public static TheoryData<string, string> Parameters => new()
    {
        { "$rows | Test-SyntheticQuery -Gate Schema -RejectedVariable", "+" },
        { "$rows | Split-ToolDataset -RejectedVariable", "+" },
        { "$rows | Split-ToolDataset -SummaryVariable", "+" },
        { "$pages | New-SyntheticQuery Template -OutcomeVariable", "+" },
        { "$rows | Measure-ToolModel OpenAI -Model m -NoKey -Endpoint http://127.0.0.1:9/v1 -SummaryVariable", "+" },
        { "$rows | Export-ToolDataset out.jsonl -CompleteOnly", "" },
    };

    [Theory, MemberData(nameof(Parameters))]
    public void Anything_but_the_name_of_a_variable_that_may_be_set_is_an_error(string command, string adds)
    {
        string[] names = [.. Names, .. adds.Length > 0 ? Names.Select(name => adds + name) : ["+x"]];
        foreach (string name in names)
        {
            ErrorRecord error = Assert.Single(_session.Run($"{command} $name", ("name", name), ("pages", ModelSession.Pages(1))).Errors);
            if (name.Length > 0)
            {
                Assert.StartsWith("BadVariableName,", error.FullyQualifiedErrorId);
                Assert.Equal((ErrorCategory.InvalidArgument, name), (error.CategoryInfo.Category, error.TargetObject));
                Assert.Contains("without $", error.ErrorDetails.Message);
            }
        }

        Assert.False(File.Exists(Path.Combine(_session.Folder, "out.jsonl")));
        Assert.Equal(["1", "1"], _session.Run("$readonly; $constant").Output.Select(value => value.ToString()));
    }

    [Fact]
    public async Task No_request_is_sent_for_it()
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { ApiKey = Key });
        _session.Use(server, Key);
        Assert.StartsWith("BadVariableName,", Assert.Single(_session.Run(
            $"$pages | New-SyntheticQuery OpenAI -Endpoint {server.OpenAIEndpoint} -Model probe -ApiKey $key -OutcomeVariable env:X",
            ("pages", ModelSession.Pages(2)), ("key", new System.Net.NetworkCredential("", Key).SecurePassword)).Errors).FullyQualifiedErrorId);
        Assert.Equal(0, server.Log.Count);
    }

    [Fact]
    public void A_scope_before_the_name_and_a_plus_mean_what_they_mean_for_OutVariable()
    {
        ModuleSession.Result result = _session.Run(
            """
            & {
                $null = $pages | New-SyntheticQuery Template -OutcomeVariable global:far
                $null = $pages | New-SyntheticQuery Template -OutcomeVariable script:near
                $null = $pages | New-SyntheticQuery Template -OutcomeVariable own
                $null = $pages | New-SyntheticQuery Template -OutcomeVariable local:mine
                "$($own.Pages) $($mine.Pages)"
            }
            "$($far.Pages) $($near.Pages) $($own.Pages) $($mine.Pages)"
            1..2 | ForEach-Object { $null = $pages | New-SyntheticQuery Template -OutcomeVariable +all }
            "$($all.GetType().Name) $($all.Count) $($all.Pages)"
            """,
            ("pages", ModelSession.Pages(2))).Clean();
        Assert.Equal(["2 2", "2 2  ", "ArrayList 2 2 2"], result.Of<string>());
    }

    [Fact]
    public void A_list_of_runs_is_complete_if_all_of_them_are()
    {
        const string Two = "$runs = $null; $rows = 1..2 | ForEach-Object { $pages | New-SyntheticQuery Template -OutcomeVariable +runs };";
        _session.Run($"{Two} $rows | Export-ToolDataset all.jsonl -CompleteOnly runs", ("pages", ModelSession.Pages(2))).Clean();
        Assert.True(File.Exists(Path.Combine(_session.Folder, "all.jsonl")));

        Assert.StartsWith("RunNotComplete,", Assert.Single(_session.Run(
            "$runs += [SynthGen.GenerationSummary]::new(2, 1, 0, 0, 1, 3, [SynthGen.PageOutcome[]]@()); $rows | Export-ToolDataset some.jsonl -CompleteOnly runs").Errors).FullyQualifiedErrorId);
        Assert.StartsWith("OutcomeNotFound,", Assert.Single(_session.Run(
            "$runs = [System.Collections.ArrayList]@(1); $rows | Export-ToolDataset some.jsonl -CompleteOnly runs").Errors).FullyQualifiedErrorId);
        Assert.False(File.Exists(Path.Combine(_session.Folder, "some.jsonl")));
    }

    public void Dispose() => _session.Dispose();
}
