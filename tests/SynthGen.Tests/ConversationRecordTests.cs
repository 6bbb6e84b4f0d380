using SynthGen.Tools;

namespace SynthGen.Tests;

/// <summary>Conversations go through the stages as rows do, and come back from wherever PowerShell takes records apart.</summary>
public sealed class ConversationRecordTests : IDisposable
{
    private const string Poison = "\u001b[31mred\u202e\u200b";

    private static readonly ToolConversation Talk = new(
    [
        ConversationMessage.System("Be brief."),
        ConversationMessage.User("Who pays for \"grey water\" — é, 🚰?"),
        ConversationMessage.Calling([Call("call_1", """{"z":1,"a":{"y":1.5,"b":[1,null]},"b":true}"""), Call("call_2", """{"query":"who pays"}""")], "I look."),
        ConversationMessage.Result("call_1", """[{"page":12,"label":"xii","snippet":"The tenant pays.","score":7.31},{"page":3,"snippet":"The roof.","score":1.5}]"""),
        ConversationMessage.Result("call_2", "[]"),
        ConversationMessage.Answer("The tenant\n(page xii)."),
        ConversationMessage.User("Since when?"),
        ConversationMessage.Calling([Call("call_3", """{"query":"signed"}""")]),
        ConversationMessage.Result("call_3", """{"error":"none"}"""),
        ConversationMessage.Answer(""),
    ])
    {
        Kind = ConversationKind.FollowUp,
        Difficulty = QueryDifficulty.Hard,
        Source = "manual.txt",
        PairId = "p1",
        Pages = [new ConversationPage(12) { Label = "xii", Ordinal = 30, Evidence = new Evidence("pays", 11, 4) }, new ConversationPage(3) { Source = "lease.txt" }],
        AvailableTools = BuiltInTools.All,
        Provenance = new Provenance("Gemini", "m", Seed: 3) { Kind = "lookup", UserBackend = "OpenAI", UserModel = "u", ResultCount = 5, SnippetLength = 400, IsSimulated = true },
        Verdict = new Verdict([new GateResult("Replay", GateStatus.Passed)]) { Ranks = new SearchRanks([1, null], 1, null) },
        Split = DatasetSplit.Test,
    };

    private static readonly SyntheticQuery Row = new("Who signed?", [new ToolCall("full_text_search", new Dictionary<string, object?> { ["query"] = "signed" })], 5) { Source = "manual.txt", AvailableTools = BuiltInTools.All };

    private readonly ModuleSession _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public ConversationRecordTests() => _session.Run("Set-Location $folder", ("folder", _folder)).Clean();

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("Export-Clixml a.xml; Import-Clixml a.xml")]
    [InlineData("Export-ToolDataset a.jsonl; Import-ToolDataset a.jsonl")]
    [InlineData("Export-ToolDataset a.jsonl.gz; Import-ToolDataset a.jsonl.gz")]
    [InlineData("Export-ToolDataset a.parquet; Import-ToolDataset a.parquet")]
    [InlineData("Export-ToolDataset a.jsonl; Get-Content a.jsonl | ConvertFrom-Json")]
    [InlineData("Export-ToolDataset a.jsonl; Get-Content a.jsonl | ConvertFrom-Json -AsHashtable")]
    [InlineData("ForEach-Object { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_, 1)) }")]
    [InlineData("ConvertTo-Json -Depth 20 | ConvertFrom-Json")]
    [InlineData("ForEach-Object { $_ | ConvertTo-Json -Depth 20 | ConvertFrom-Json -AsHashtable }")]
    [InlineData("ForEach-Object { [SynthGen.ToolConversation] ($_ | Select-Object *) }")]
    [InlineData("ForEach-Object { $bare = [powershell]::Create([initialsessionstate]::CreateDefault2()); $xml = [System.Management.Automation.PSSerializer]::Serialize($_, 1); $bare.AddScript('param($xml) [System.Management.Automation.PSSerializer]::Deserialize($xml)').AddArgument($xml).Invoke(); $bare.Dispose() }")]
    public void A_conversation_is_the_same_after(string way)
    {
        _session.Run($"$talk | Export-ToolDataset before.jsonl; $back = @($talk | & {{ $input | {way} }}); $back | Export-ToolDataset after.jsonl", ("talk", Talk)).Clean();
        Assert.Equal(File.ReadAllText(At("before.jsonl")), File.ReadAllText(At("after.jsonl")));
        Assert.Contains(Talk.Id, File.ReadAllText(At("after.jsonl")));
    }

    [Theory]
    [InlineData("a.jsonl")]
    [InlineData("a.jsonl.gz")]
    [InlineData("a.parquet")]
    public void Rows_and_conversations_share_a_file(string file)
    {
        _session.Run("$row, $talk, $row | Export-ToolDataset before.jsonl; $row, $talk, $row | Export-ToolDataset $file; Import-ToolDataset $file | Export-ToolDataset after.jsonl", ("talk", Talk), ("row", Row), ("file", file)).Clean();
        Assert.Equal(File.ReadAllText(At("before.jsonl")), File.ReadAllText(At("after.jsonl")));
    }

    [Fact]
    public void Its_parts_are_put_together_by_a_script()
    {
        ToolConversation made = Assert.Single(_session.Run(
            """
            [SynthGen.ToolConversation] @{
                Kind = 'Lookup'; Source = 'a.txt'; AvailableTools = 'full_text_search', 'vector_search'; Pages = @{ Page = 5; Label = 'v' }
                Messages = @(
                    [SynthGen.ConversationMessage]::User('Who pays?')
                    @{ Role = 'Assistant'; Calls = @{ Id = 'call_1'; Name = 'full_text_search'; Arguments = '{"query":"rent"}' } }
                    @{ role = 'tool'; tool_call_id = 'call_1'; content = '[]' }
                    [SynthGen.ConversationMessage] @{ Role = 'Assistant'; Text = 'Nobody.' })
            }
            """).Clean().Of<ToolConversation>());
        Assert.Equal(("Who pays?", 5, "v", ConversationKind.Lookup), (made.Query, made.Page, made.Pages[0].Label, made.Kind));
        Assert.Equal("rent", made.Tools[0].Arguments["query"]);
        Assert.Equal((null, "call_1", "Nobody."), (made.Messages[1].Text, made.Messages[2].CallId, made.Messages[3].Text));
        Assert.Equal(2, made.AvailableTools.Count);
    }

    [Theory]
    [InlineData("@{ Messages = @(@{ Text = 'q' }) }", "one of its Messages has no Role")]
    [InlineData("@{ Messages = @(@{ Role = 'Robot' }) }", "its Role 'Robot' is not one of System, User, Assistant, Tool")]
    [InlineData("@{ Messages = @(@{ Role = 'Assistant'; Calls = @{ Name = 'find'; Arguments = @{} } }) }", "its call of find has no Id")]
    [InlineData("@{ Messages = @(); Pages = @(@{ Label = 'iv' }) }", "one of its Pages has no Page")]
    [InlineData("($talk | ConvertTo-Json -WarningAction Ignore | ConvertFrom-Json)", "use -Depth 20")]
    public void What_is_no_conversation_says_why(string given, string says)
    {
        ModuleSession.Result result = _session.Run($"{given}, $talk | Export-ToolDataset e.jsonl -PassThru", ("talk", Talk));
        Assert.Same(Talk, Assert.Single(result.Of<ToolConversation>()));
        Assert.Contains(says, Assert.Single(result.Errors).ToString());
    }

    [Fact]
    public void A_table_has_its_measures_and_a_list_its_turns()
    {
        string table = Shown("$talk | Out-String -Width 160"), list = Shown("$talk | Format-List | Out-String -Width 160");
        Assert.Contains("Kind         Turns Calls Pages      Difficulty Query", table);
        Assert.Contains("FollowUp         2     3 xii, 3     Hard       Who pays for \"grey water\"", table);
        foreach (string line in (string[])[
            "System: Be brief.", "User: Who pays for \"grey water\" — é, 🚰?", "Assistant: I look.", "Assistant calls call_1: find({\"z\":1,", "Tool call_1:",
            "page: 12, label: xii, snippet: The tenant pays., score: 7.31", "page: 3, snippet: The roof., score: 1.5", "The tenant", "(page xii).", "Tool call_3: {\"error\":\"none\"}",
            "page xii: pays", "page 3:", "Gemini m"])
        {
            Assert.Contains(line, list);
        }

        Assert.Contains("Role      Message", Shown("$talk.Messages | Out-String -Width 160"));
        Assert.DoesNotContain("System.", Shown("$talk.Messages, $talk.Messages.Calls, $talk.Pages, $talk.Provenance | ForEach-Object { $_ | Out-String; $_ | Format-List | Out-String }"));
    }

    [Fact]
    public void Nothing_that_is_shown_has_an_unprintable_character()
    {
        ToolConversation bad = Talk with
        {
            Source = Poison,
            Pages = [new ConversationPage(1) { Label = Poison, Source = Poison, Evidence = new Evidence(Poison, 0, 3) }],
            Messages =
            [
                ConversationMessage.User(Poison), ConversationMessage.Calling([new ConversationCall(Poison, Poison, new Dictionary<string, object?> { [Poison] = Poison })], Poison),
                ConversationMessage.Result(Poison, $"[{{\"snippet\":\"{Poison.Replace("\u001b", "\\u001b")}\"}}]"), ConversationMessage.Result(Poison, Poison), ConversationMessage.Answer($"a\n{Poison}"),
            ],
        };
        string text = Shown(
            "foreach ($item in $talk, $talk.Messages, $talk.Messages.Calls, $talk.Pages) { $item | Out-String -Width 200; $item | Format-List | Out-String -Width 200; \"$item\"; $item.ToString() }; $talk, $talk.Pages[0] | Out-String", bad);
        Assert.Contains("<U+001B>", text);
        Assert.All(Poison.Where(c => c is < ' ' or > '~'), c => Assert.DoesNotContain(c, text));
    }

    [Fact]
    public void Rows_and_conversations_go_mixed_through_all_stages()
    {
        ToolConversation free = new([ConversationMessage.User("Thanks!"), ConversationMessage.Answer("Any time.")]) { Kind = ConversationKind.NoTool, Source = "manual.txt", AvailableTools = BuiltInTools.All };
        ToolConversation one = Talk with { Messages = [.. Talk.Messages.SkipLast(1), ConversationMessage.Answer("Since May.")], AvailableTools = [], Pages = [Talk.Pages[0]], Split = null, Verdict = null };
        ModuleSession.Result result = _session.Run(
            """
            $split = @($row, $one, $free | Split-ToolDataset -By Source -SummaryVariable summary)
            $split | Export-ToolDataset set -Split -Card
            $split[0] | Export-ToolDataset all.jsonl
            $split[1, 2] | Export-ToolDataset all.jsonl -Append
            Test-ToolDataset set, all.jsonl
            $back = @(Import-ToolDataset all.jsonl)
            "$($back.ForEach({ $_.GetType().Name })) $($back.Id)"
            $measure = $back | Measure-ToolDataset
            "$($measure.Rows) $($measure.Conversations) $($measure.ConversationKinds -join ',') $($measure.TurnsPerConversation) $($measure.Contrast.Untested)"
            "$((Get-Item all.jsonl | Measure-ToolDataset).Conversations) $((Measure-ToolDataset all.jsonl).Conversations)"
            "$($summary.Apart)"
            """,
            ("row", Row), ("one", one), ("free", free)).Clean();
        Assert.Equal(
            [$"SyntheticQuery ToolConversation ToolConversation {Row.Id} {one.Id} {free.Id}", "3 2 FollowUp 1,NoTool 1 1.5 1", "2 2", "0"],
            result.Output.Select(item => item.ToString()));
        string card = File.ReadAllText(Path.Combine(At("set"), "README.md"));
        Assert.Contains("1 row of *query → tool calls* and 2 conversations, made from 2 pages", card);
        Assert.Contains("| FollowUp | 1 |\n| NoTool | 1 |\n| Hard | 1 |", card);
    }

    [Fact]
    public void Pages_on_different_sides_leave_a_conversation_out_with_a_warning()
    {
        ModuleSession.Result result = _session.Run(
            """
            $talks = 1..30 | ForEach-Object { [SynthGen.ToolConversation] @{ Source = 'a.txt'; Messages = @{ Role = 'User'; Text = "question $_" }, @{ Role = 'Assistant'; Text = 'x' }; Pages = @{ Page = $_ }, @{ Page = 60 - $_ } } }
            $placed = @($talks | Split-ToolDataset -Train .5 -Test .5 -RejectedVariable left -SummaryVariable summary)
            $whole = @($talks | Split-ToolDataset -Train .5 -Test .5 -By Source)
            "$($placed.Count + $left.Count) $($whole.Count) $($summary.Apart -eq $left.Count)"
            $summary | Out-String
            """).Clean();
        Assert.Equal("30 30 True", result.Output[0].ToString());
        Assert.Contains("Apart", result.Output[1].ToString());
        string warning = Assert.Single(result.Warnings, text => text.Contains("over several pages", StringComparison.Ordinal));
        Assert.Contains("of 30 rows were left out", warning);
        Assert.Contains("-By Source", warning);
        Assert.Contains("-By PageBlock", warning);
    }

    [Fact]
    public void Calls_are_piped_to_the_index()
    {
        ModuleSession.Result result = _session.Run(
            "$index = [SynthGen.OcrPage]::new(1, 'The tenant signed the lease.'), [SynthGen.OcrPage]::new(2, 'The roof leaks.') | New-PageIndex; ([SynthGen.ConversationCall] @{ Id = 'call_1'; Name = 'full_text_search'; Arguments = @{ query = 'roof' } } | Search-PageIndex -PageIndex $index)[0].Page; $index.Dispose()").Clean();
        Assert.Equal(2, Assert.Single(result.Of<int>()));
    }

    private static ConversationCall Call(string id, string arguments) => new(id, "find", (IReadOnlyDictionary<string, object?>)SynthGen.Json.JsonValue.Parse(arguments)!);

    private string Shown(string script, ToolConversation? talk = null) => string.Concat(_session.Run(script, ("talk", talk ?? Talk)).Clean().Output.Select(item => item + "\n"));

    private string At(string name) => Path.Combine(_folder, name);
}
