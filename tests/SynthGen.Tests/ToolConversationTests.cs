using System.Management.Automation;

namespace SynthGen.Tests;

/// <summary>New-ToolConversation of the built module.</summary>
public sealed class ToolConversationTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ModelSession _session = new();

    public ToolConversationTests() =>
        _session.Run("$pages = Split-OcrDocument -LiteralPath $file; $index = $pages | New-PageIndex", ("file", Path.Combine(AppContext.BaseDirectory, "Inquiry.txt"))).Clean();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void All_kinds_come_of_an_index_and_the_counts_add_up()
    {
        ModuleSession.Result result = _session.Run("New-ToolConversation $index -Count 20 -OutcomeVariable outcome; $outcome").Clean();
        ConversationSummary summary = (ConversationSummary)result.Output[^1].BaseObject;
        ToolConversation[] made = [.. result.Output.SkipLast(1).Select(item => (ToolConversation)item.BaseObject)];
        Assert.Equal((20, made.Length), (summary.Requested, summary.Generated));
        Assert.All(summary.Kinds, kind => Assert.Equal(kind.Generated, made.Count(talk => talk.Kind == kind.Kind)));
        Assert.Equal(summary.Plans, made.Length + summary.Kinds.Sum(kind => kind.Dropped.Sum(reason => reason.Count)));
        Assert.Equal(summary.Kinds.Count(kind => kind.Generated < kind.Requested), result.Warnings.Count);
        Assert.Contains(result.Information, record => record.MessageData is ConversationSummary);
    }

    [Fact]
    public void Pages_rows_and_an_index_file_give_the_same_as_the_index()
    {
        ModuleSession.Result result = _session.Run(
            """
            $null = $pages | New-PageIndex inquiry.db
            $a = New-ToolConversation $index -Kind Lookup, NoTool -Count 6 -Seed 3
            $b = $pages | New-ToolConversation inquiry.db -Kind Lookup, NoTool -Count 6 -Seed 3
            ($a.Id -join ' '), ($b.Id -join ' ')
            """).Clean();
        Assert.Equal(result.Of<string>()[0], result.Of<string>()[1]);
        Assert.NotEmpty(result.Of<string>()[0]);
    }

    [Fact]
    public void Rows_are_asked_as_they_are()
    {
        ModuleSession.Result result = _session.Run(
            """
            $rows = $pages | New-SyntheticQuery -Backend Template -PageIndex $index
            $talks = $rows | New-ToolConversation $index -Kind Lookup -Count 5 -SystemPrompt 'Be brief.' -ResultCount 3
            $talks | ForEach-Object { $talk = $_; [bool] ($rows.Query | Where-Object { $talk.Query.Contains($_, [StringComparison]::OrdinalIgnoreCase) }) }
            $talks
            """).Clean();
        Assert.DoesNotContain(result.Output, item => item.BaseObject is false);
        ToolConversation[] talks = [.. result.Output.Select(item => item.BaseObject).OfType<ToolConversation>()];
        Assert.NotEmpty(talks);
        Assert.All(talks, talk => Assert.Equal(("Be brief.", 3), (talk.SystemPrompt, talk.Provenance!.ResultCount)));
    }

    [Fact]
    public void A_graph_is_taken_live_or_from_its_file()
    {
        ModuleSession.Result result = _session.Run(
            """
            $graph = $pages | New-PageGraph inquiry-graph.jsonl
            (New-ToolConversation $index -Kind Sequence, Compare -Count 4 -PageGraph $graph).Id -join ' '
            (New-ToolConversation $index -Kind Sequence, Compare -Count 4 -PageGraph inquiry-graph.jsonl).Id -join ' '
            (New-ToolConversation $index -Kind Sequence, Compare -Count 4).Id -join ' '
            """).Clean();
        Assert.Single(result.Of<string>().Distinct());
        Assert.NotEmpty(result.Of<string>()[0]);
    }

    [Fact]
    public void Weights_balance_the_kinds()
    {
        ModuleSession.Result result = _session.Run("New-ToolConversation $index -Kind @{ NoTool = 3; unanswerable = 1 } -Count 8 -OutcomeVariable outcome > $null; $outcome").Clean();
        Assert.Equal(
            [(ConversationKind.NoTool, 6), (ConversationKind.Unanswerable, 2)],
            Assert.Single(result.Of<ConversationSummary>()).Kinds.Select(kind => (kind.Kind, kind.Requested)));
    }

    [Theory]
    [InlineData("New-ToolConversation 5", "NotAPageIndex")]
    [InlineData("New-ToolConversation none.db", "PathNotFound")]
    [InlineData("New-ToolConversation $index -Kind Chat", "ParameterArgumentTransformationError")]
    [InlineData("New-ToolConversation $index -Kind @{ Lookup = 'x' }", "ParameterArgumentTransformationError")]
    [InlineData("New-ToolConversation $index -Kind @{ Lookup = -1 }", "ParameterArgumentTransformationError")]
    [InlineData("New-ToolConversation $index -Kind @{ Lookup = 0 }", "ParameterArgumentTransformationError")]
    [InlineData("New-ToolConversation $index -Kind 3", "ParameterArgumentTransformationError")]
    [InlineData("@() | New-ToolConversation $index", "NoPages")]
    [InlineData("1 | New-ToolConversation $index", "NotAnOcrPage")]
    [InlineData("$others | New-ToolConversation $index", "PageNotInIndex")]
    [InlineData("New-ToolConversation $index -Kind NoTool -Count 1 | New-ToolConversation $index", "NotASyntheticQuery")]
    [InlineData("New-ToolConversation $index -PageGraph 5", "NotAPageGraph")]
    [InlineData("New-ToolConversation $index -PageGraph none.jsonl", "PageGraphUnreadable")]
    [InlineData("New-ToolConversation $index -PageGraph ($others | New-PageGraph)", "PageGraphOfOtherDocument")]
    [InlineData("New-ToolConversation $index -Backend Nobody", "UnknownBackend")]
    public void What_cannot_be_is_an_error_of_its_own(string script, string error) => Assert.Contains(
        _session.Run(script, ("others", ModelSession.Pages(3))).Errors, record => record.FullyQualifiedErrorId.StartsWith(error + ",", StringComparison.Ordinal));

    [Fact]
    public void Some_pages_of_another_document_are_one_error_and_the_rest_is_used()
    {
        ModuleSession.Result result = _session.Run("$pages + $others | New-ToolConversation $index -Kind Lookup -Count 2", ("others", ModelSession.Pages(3)));
        Assert.Equal("PageNotInIndex,SynthGen.Commands.NewToolConversationCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Equal(2, result.Output.Count);
    }

    [Fact]
    public void What_the_document_cannot_give_is_a_warning_with_the_reason()
    {
        ModuleSession.Result result = _session.Run("$few = [pscustomobject]@{ Number = 1; Text = 'the rent was late.' } | New-PageIndex; New-ToolConversation $few -Kind Compare -Count 3").Clean();
        Assert.Empty(result.Output);
        Assert.Contains("0 of 3 conversations of the kind Compare", Assert.Single(result.Warnings));
        Assert.Contains("The graph has no other two things", result.Warnings[0]);
    }

    [Fact]
    public void Kinds_are_completed()
    {
        const string script = "(TabExpansion2 'New-ToolConversation $index -Kind Lo' 36).CompletionMatches.CompletionText";
        Assert.Contains("Lookup", _session.Run(script).Of<string>());
    }

    [Fact]
    public async Task A_stopped_run_ends_and_stores_its_outcome()
    {
        using PowerShell shell = _session.ShellOf("New-ToolConversation $index -Kind NoTool -Count 1000000 -OutcomeVariable outcome | ForEach-Object { $seen.TrySetResult() > $null }");
        TaskCompletionSource seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        shell.Runspace.SessionStateProxy.SetVariable("seen", seen);
        IAsyncResult running = shell.BeginInvoke();
        await seen.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);
        await Task.Run(shell.Stop, TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken);
        ConversationSummary summary = Assert.Single(_session.Run("$outcome").Of<ConversationSummary>());
        Assert.InRange(summary.Generated, 1, 999_999);
    }
}
