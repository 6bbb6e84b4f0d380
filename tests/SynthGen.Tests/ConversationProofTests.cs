using System.Text.Json;

namespace SynthGen.Tests;

/// <summary>Test-SyntheticQuery on conversations, and a checker in another language that shares no code with the module.</summary>
public sealed class ConversationProofTests : IDisposable
{
    private readonly ModuleSession _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public ConversationProofTests()
    {
        _session.Runspace.SessionStateProxy.Path.SetLocation(_folder);
        _session.Run("""
            $pages = @(Split-OcrDocument -LiteralPath $sample)
            $index = $pages | New-PageIndex
            $rows = @($pages | New-SyntheticQuery Template)
            $talks = @($pages | New-ToolConversation -PageIndex $index -Count 30 -WarningAction Ignore)
            """, ("sample", Path.Combine(ModuleSession.RepositoryRoot(), "examples", "harbour-lease.txt"))).Clean();
    }

    public void Dispose()
    {
        _session.Run("$index.Dispose()");
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Generated_conversations_pass_mixed_with_rows_and_stay_in_order()
    {
        ModuleSession.Result result = _session.Run("""
            $mixed = @(for ($i = 0; $i -lt [Math]::Min($rows.Count, $talks.Count); $i++) { $rows[$i]; $talks[$i] })
            $tested = @($mixed | Test-SyntheticQuery -PageIndex $index -OutcomeVariable gates)
            "$(($tested.Id -join ' ') -eq ($mixed.Id -join ' ')) $($tested.Count -eq $gates.Rows) $($gates.Passed + $gates.Rejected -eq $gates.Rows)"
            @($tested | Where-Object { $_ -is [SynthGen.ToolConversation] -and -not $_.Verdict.Passed }).ForEach{ "$($_.Kind) $($_.Verdict): $($_.Verdict.Rejection.Detail)" }
            """);
        Assert.Equal(["True True True"], result.Of<string>());
    }

    [Fact]
    public void Conversations_that_are_forged_are_counted_kept_apart_and_marked_in_the_file()
    {
        _session.Run("""
            $talks | Export-ToolDataset good.jsonl
            (Get-Content good.jsonl -Raw).Replace('\"score\":', '\"score\":1') | Set-Content forged.jsonl -NoNewline
            $passed = @(Import-ToolDataset forged.jsonl | Test-SyntheticQuery -PageIndex $index -PassedOnly -RejectedVariable bad -OutcomeVariable gates -WarningAction Ignore)
            $bad | Export-ToolDataset bad.jsonl
            """).Clean();
        GateSummary summary = (GateSummary)_session.Run("$gates").Clean().Output[0].BaseObject;
        GateRejection rejection = Assert.Single(summary.Rejections);
        Assert.Equal(("Replayed", "OtherResult"), (rejection.Gate, rejection.Reason));
        Assert.Equal(summary.Rows, summary.Passed + rejection.Rows);
        Assert.All(File.ReadLines(Path.Combine(_folder, "bad.jsonl")), line =>
            Assert.Contains("OtherResult", JsonDocument.Parse(line).RootElement.GetProperty("verdict").GetRawText(), StringComparison.Ordinal));
    }

    [Fact]
    public void Conversations_do_not_decide_and_are_left_out_with_their_count()
    {
        ModuleSession.Result result = _session.Run("$rows + $talks | Test-SyntheticQuery -PageIndex $index -DecidedOnly -RejectedVariable bad");
        Assert.DoesNotContain(result.Output, row => row.BaseObject is ToolConversation);
        Assert.Contains(result.Warnings, warning => warning.Contains("are conversations, which have none", StringComparison.Ordinal));
    }

    [Fact]
    public void An_index_of_another_document_proves_nothing()
    {
        GateSummary summary = (GateSummary)_session.Run("""
            $other = 'nothing of that stands here' | Split-OcrDocument | New-PageIndex
            $null = $talks | Where-Object Page | Test-SyntheticQuery -PageIndex $other -OutcomeVariable gates -WarningAction Ignore
            $other.Dispose(); $gates
            """).Output[^1].BaseObject;
        Assert.Equal(0, summary.Passed);
        Assert.Contains(summary.Rejections, rejection => rejection.Reason == "PageNotInIndex");
    }

    [Fact]
    public void A_checker_that_shares_no_code_finds_generated_conversations_sound()
    {
        RealProgram.Require("python3");
        _session.Run("""
            $talks | Export-ToolDataset talks.jsonl
            ConvertTo-Json @($pages | Select-Object Number, Label, Source, Text) | Set-Content pages.json
            """).Clean();
        string checker = Path.Combine(ModuleSession.RepositoryRoot(), "tests", "Conversations", "check_conversations.py");
        RealProgram.Run(_folder, "python3", checker, "talks.jsonl", "pages.json");
    }
}
