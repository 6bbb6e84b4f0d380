using System.Management.Automation;
using System.Reflection;
using SynthGen.Commands;

namespace SynthGen.Tests;

public sealed class NewSyntheticQueryTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Pages_become_proven_rows_in_page_order()
    {
        OcrPage[] pages = [.. Enumerable.Range(1, 40).Select(Page)];
        IReadOnlyList<SyntheticQuery> rows = _session
            .Run("$pages | New-SyntheticQuery -Backend template -ThrottleLimit 8", ("pages", pages)).Clean().Of<SyntheticQuery>();
        Assert.NotEmpty(rows);
        Assert.Equal(rows.Select(row => row.Page).Order(), rows.Select(row => row.Page));
        Assert.All(rows, row => Assert.True(row.Evidence!.IsIn(pages[row.Page - 1])));
    }

    [Fact]
    public void Throttle_does_not_change_the_rows()
    {
        OcrPage[] pages = [.. Enumerable.Range(1, 30).Select(Page)];
        string[] one = Ids(1), many = Ids(16);
        Assert.Equal(one, many);

        string[] Ids(int throttle) => [.. _session
            .Run($"$pages | New-SyntheticQuery -Backend Template -ThrottleLimit {throttle}", ("pages", pages))
            .Clean().Of<SyntheticQuery>().Select(row => row.Id)];
    }

    [Fact]
    public void The_summary_accounts_for_every_page()
    {
        ModuleSession.Result result = _session.Run(
            "$null = $pages | New-SyntheticQuery -Backend Template -OutcomeVariable outcome; $outcome",
            ("pages", new[] { Page(1), new OcrPage(2, ""), Page(3) })).Clean();
        GenerationSummary summary = Assert.Single(result.Of<GenerationSummary>());
        Assert.Equal((3, 2, 1, 0, 0), (summary.Pages, summary.Generated, summary.Empty, summary.Failed, summary.Pending));
        Assert.Equal(summary.ToString(), Assert.Single(result.Information).MessageData.ToString());
    }

    [Fact]
    public void A_pipeline_that_stops_early_still_has_its_summary()
    {
        GenerationSummary summary = Assert.Single(_session.Run(
            "$null = 1..400 | ForEach-Object { [SynthGen.OcrPage]::new($_, $text) } | New-SyntheticQuery -Backend Template -OutcomeVariable outcome | Select-Object -First 1; $outcome",
            ("text", Page(1).Text)).Clean().Of<GenerationSummary>());
        Assert.InRange(summary.Pages, 1, 399);
        Assert.Equal(summary.Pages, summary.Generated + summary.Empty + summary.Failed + summary.Pending);
    }

    [Fact]
    public void An_unknown_backend_is_refused_with_the_list_of_those_there_are()
    {
        ErrorRecord error = Assert.Single(_session.Run("$page | New-SyntheticQuery -Backend Oracle", ("page", Page(1))).Errors);
        Assert.StartsWith("UnknownBackend,", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Equal("Oracle", error.TargetObject);
        Assert.Contains("Template", error.ErrorDetails.Message);
    }

    [Fact]
    public void What_is_no_page_is_an_error_of_its_own_and_the_rest_runs()
    {
        ModuleSession.Result result = _session.Run("'text', $page, 7 | New-SyntheticQuery -Backend Template", ("page", Page(1)));
        Assert.Equal(2, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.StartsWith("NotAnOcrPage,", error.FullyQualifiedErrorId));
        Assert.Equal("text", ((PSObject)result.Errors[0].TargetObject).BaseObject);
        Assert.NotEmpty(result.Output);
    }

    [Fact]
    public void A_tool_that_takes_more_than_a_text_is_refused_by_name()
    {
        ErrorRecord error = Assert.Single(_session.Run(
            """
            $tool = New-ToolDefinition -Name get_page -Description 'Opens a page.' -Parameter @{
                type = 'object'; properties = @{ number = @{ type = 'integer' } }; required = @('number') }
            $page | New-SyntheticQuery -Backend Template -Tool $tool
            """, ("page", Page(1))).Errors);
        Assert.StartsWith("ToolNotUsable,", error.FullyQualifiedErrorId);
        Assert.Contains("get_page", error.ErrorDetails.Message);
    }

    [Fact]
    public void Two_tools_of_one_name_are_refused()
    {
        ErrorRecord error = Assert.Single(_session.Run(
            "$page | New-SyntheticQuery -Backend Template -Tool (@(Get-ToolDefinition) + @(Get-ToolDefinition))", ("page", Page(1))).Errors);
        Assert.StartsWith("DuplicateTool,", error.FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("-QueryPerPage -1")]
    [InlineData("-QueryPerPage 0")]
    [InlineData("-ThrottleLimit 0")]
    public void Counts_below_one_are_refused(string argument)
    {
        ErrorRecord error = Assert.Single(_session.Run($"$page | New-SyntheticQuery -Backend Template {argument}", ("page", Page(1))).Errors);
        Assert.StartsWith("ParameterArgumentValidationError,", error.FullyQualifiedErrorId);
    }

    [Fact]
    public async Task Stopping_the_pipeline_ends_the_command()
    {
        using PowerShell shell = PowerShell.Create(_session.Runspace);
        shell.AddScript("& { while ($true) { [SynthGen.OcrPage]::new(1, $args[0]) } } $text | New-SyntheticQuery -Backend Template");
        _session.Runspace.SessionStateProxy.SetVariable("text", Page(1).Text);
        PSDataCollection<PSObject> output = [];
        IAsyncResult running = shell.BeginInvoke<PSObject, PSObject>(null, output);
        while (output.Count == 0)
            await Task.Delay(10);
        await shell.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(running.IsCompleted);
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
    }

    private static OcrPage Page(int number) => new(number, $"""
        On August {number % 28 + 1}, 2021, Anselm Fitch told Dagny Pelletier that transfer switch {number} had failed in the
        night. Gannet paid $126,{number:000}.52 in rent under protest, as Section {number}.2 of the lease provides. The Court
        held that the waiver of subrogation is void, and the insurer resigned itself to the loss of {number} pallets.
        """, "lease.txt");

    [Fact]
    public void An_overridden_parameter_keeps_the_checks_of_the_base()
    {
        PropertyInfo[] overridden = [.. typeof(NewSyntheticQueryCommand).GetProperties().Where(property => property.GetMethod!.GetBaseDefinition().DeclaringType != property.DeclaringType && property.DeclaringType == typeof(NewSyntheticQueryCommand))];
        Assert.Equal(21, overridden.Length);
        foreach (PropertyInfo property in overridden)
        {
            PropertyInfo inherited = typeof(BatchCmdlet).GetProperty(property.Name)!;
            Assert.Equal(Checks(inherited), Checks(property));
        }

        static IEnumerable<string> Checks(PropertyInfo property) => property.CustomAttributes
            .Where(attribute => attribute.AttributeType != typeof(ParameterAttribute) && attribute.AttributeType.Namespace?.StartsWith("System.Runtime", StringComparison.Ordinal) != true)
            .Select(attribute => attribute.ToString()).Order(StringComparer.Ordinal);
    }
}
