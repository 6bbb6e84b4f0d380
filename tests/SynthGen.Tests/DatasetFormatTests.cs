using System.Management.Automation;
using SynthGen.Datasets;
using SynthGen.Datasets.Formats;
using SynthGen.Json;
using SynthGen.Tools;

namespace SynthGen.Tests;

/// <summary>Trainers' formats through the cmdlets.</summary>
public sealed class DatasetFormatTests : IDisposable
{
    private readonly ModuleSession _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public DatasetFormatTests()
    {
        _session.Runspace.SessionStateProxy.Path.SetLocation(_folder);
        _session.Runspace.SessionStateProxy.SetVariable("rows", Enumerable.Range(1, 12).Select(Row).ToArray());
    }

    public static TheoryData<string, string> FormatsAndFiles => [.. from format in DatasetFormats.All.Select(one => one.Name) from extension in (string[])["jsonl", "jsonl.gz", "parquet"] select (format, extension)];

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(FormatsAndFiles))]
    public void Every_format_is_written_read_and_found_without_fault(string format, string extension)
    {
        IReadOnlyList<object> output = _session.Run(
            """
            $rows | Export-ToolDataset "a.$extension" -Format $format
            Import-ToolDataset "a.$extension" | Export-ToolDataset "b.$extension" -Format $format
            Import-ToolDataset "a.$extension" -Format $format | ForEach-Object Query
            Test-ToolDataset "a.$extension"
            """, ("format", format), ("extension", extension)).Clean().Output.Select(item => item.BaseObject).ToArray();
        Assert.Equal(Enumerable.Range(1, 12).Select(i => $"query {i}"), output);
        Assert.Equal(File.ReadAllBytes(At($"a.{extension}")), File.ReadAllBytes(At($"b.{extension}")));
    }

    [Fact]
    public void A_row_without_a_place_in_the_format_is_an_error_with_its_id_and_the_others_are_written()
    {
        SyntheticQuery bad = new("bad", [new ToolCall("look up", JsonValue.Object())], 3) { AvailableTools = [new ToolDefinition("look up", "", JsonValue.Object())] };
        ModuleSession.Result result = _session.Run("$rows[0], $bad, $rows[1] | Export-ToolDataset a.jsonl -Format OpenAI -PassThru", ("bad", bad));
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("RowNotInFormat,", error.FullyQualifiedErrorId);
        Assert.Contains(bad.Id, error.ErrorDetails.Message);
        Assert.Same(bad, error.TargetObject);
        Assert.Equal(2, result.Output.Count);
        Assert.Equal(2, File.ReadLines(At("a.jsonl")).Count());
    }

    [Fact]
    public void Arguments_that_vary_are_refused_in_Parquet_and_the_earlier_file_stays()
    {
        SyntheticQuery Calls(string argument) => new("Q", [new ToolCall("full_text_search", JsonValue.Object((argument, "x")))], 3) { AvailableTools = BuiltInTools.All };
        _session.Run("$rows | Export-ToolDataset a.parquet -Format Trl").Clean();
        byte[] before = File.ReadAllBytes(At("a.parquet"));
        ErrorRecord error = Assert.Single(_session.Run("$one, $other | Export-ToolDataset a.parquet -Format Trl", ("one", Calls("query")), ("other", Calls("words"))).Errors);
        Assert.StartsWith("ParquetRowsVary,", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidData, error.CategoryInfo.Category);
        Assert.Contains("some rows have 'words' and others have not", error.ErrorDetails.Message);
        Assert.Contains("Export to a .jsonl file", error.ErrorDetails.Message);
        Assert.Equal(before, File.ReadAllBytes(At("a.parquet")));

        string partial = Assert.Single(Directory.GetFiles(_folder, "*.partial-*"));
        File.Move(partial, At("b.parquet"));
        Assert.Equal(2, _session.Run("Import-ToolDataset b.parquet").Clean().Output.Count);
    }

    [Theory]
    [InlineData("a.jsonl -SystemPrompt x", "ParameterNotForFormat")]
    [InlineData("a.jsonl -Sidecar", "ParameterNotForFormat")]
    [InlineData("a.jsonl -Format Alpaca -ToolChoice Used", "ParameterNotForFormat")]
    [InlineData("a.jsonl -Format Xlam -SystemPrompt x", "ParameterNotForFormat")]
    [InlineData("a.jsonl -Format Trl -DistractorCount 2", "DistractorCountWithoutSampled")]
    [InlineData("a.parquet -Append", "AppendNotPossible")]
    [InlineData("trl.jsonl -Append -Format Mistral", "DatasetDamaged")]
    public void What_does_not_go_together_ends_the_command_before_the_first_row(string arguments, string id)
    {
        _session.Run("$rows | Export-ToolDataset a.parquet; $rows | Export-ToolDataset trl.jsonl -Format Trl").Clean();
        ModuleSession.Result result = _session.Run($"& {{ $script:asked = $true; $rows }} | Export-ToolDataset {arguments}");
        Assert.StartsWith(id + ",", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Null(_session.Runspace.SessionStateProxy.GetVariable("asked"));
        Assert.DoesNotContain(Directory.GetFiles(_folder), file => file.Contains(".partial-"));
    }

    [Fact]
    public void The_choice_of_tools_the_system_message_and_the_sidecar_are_as_asked_for()
    {
        _session.Run("$rows | Export-ToolDataset a.jsonl -Format OpenAI -ToolChoice Used -SystemPrompt 'Be brief.' -Sidecar; $rows | Export-ToolDataset b.jsonl -Format Trl -ToolChoice Sampled -DistractorCount 1 -Seed 3").Clean();
        Assert.All(File.ReadLines(At("a.jsonl")), line => Assert.StartsWith("""{"messages":[{"role":"system","content":"Be brief."},""", line));
        Assert.All(_session.Run("Import-ToolDataset a.jsonl").Clean().Of<SyntheticQuery>(), row => Assert.Single(row.AvailableTools));
        Assert.All(_session.Run("Import-ToolDataset b.jsonl").Clean().Of<SyntheticQuery>(), row => Assert.Equal(2, row.AvailableTools.Count));
        // The ids of a row's calls contain its id, which finds the sidecar's line.
        Assert.Equal(
            _session.Run("Import-ToolDataset a.jsonl | ForEach-Object Id").Clean().Of<string>(),
            File.ReadLines(At("a.provenance.jsonl")).Select(line => line[7..23]));
        Assert.Empty(_session.Run("Import-ToolDataset a.jsonl | Export-ToolDataset c.jsonl -Format OpenAI -SystemPrompt ''; Select-String -Path c.jsonl -Pattern Be.brief").Output);
    }

    [Fact]
    public void Findings_are_objects_and_a_copy_is_corrected()
    {
        _session.Run("$rows | Export-ToolDataset a.jsonl -Format OpenAI").Clean();
        IReadOnlyList<ValidationIssue> findings = _session.Run("Test-ToolDataset a.jsonl -Format Mistral -Fix -Destination b.jsonl").Clean().Of<ValidationIssue>();
        Assert.Equal(["CallContentMissing", "CallIdInvalid"], findings.Select(finding => finding.Rule).Distinct().Order());
        Assert.All(findings, finding => Assert.True(finding.Fixed));
        Assert.All(findings, finding => Assert.Equal(At("a.jsonl"), finding.File));
        Assert.Equal("$.messages[1].tool_calls[0].id", findings.First(finding => finding.Rule == "CallIdInvalid").Path);
        Assert.Empty(_session.Run("Test-ToolDataset b.jsonl -Format Mistral").Clean().Output);
        // The copy may be the file itself.
        Assert.NotEmpty(_session.Run("Test-ToolDataset a.jsonl -Format Mistral -Fix -Destination a.jsonl").Clean().Output);
        Assert.Equal(File.ReadAllBytes(At("b.jsonl")), File.ReadAllBytes(At("a.jsonl")));
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Theory]
    [InlineData("a.jsonl -Fix", "FixNeedsDestination")]
    [InlineData("a.jsonl -Destination b.jsonl", "FixNeedsDestination")]
    [InlineData("a.jsonl -Fix -Destination b.parquet", "FixNotToParquet")]
    [InlineData("a.jsonl -Fix -Destination no/b.jsonl", "FolderNotFound")]
    [InlineData("a.jsonl, c.jsonl -Fix -Destination b.jsonl", "DestinationTaken")]
    [InlineData("no.jsonl", "PathNotFound")]
    [InlineData("bad.jsonl.gz", "DatasetDamaged")]
    [InlineData("bad.parquet -Fix -Destination b.jsonl", "DatasetDamaged")]
    public void What_cannot_be_checked_is_an_error(string arguments, string id)
    {
        _session.Run("$rows | Export-ToolDataset a.jsonl; $rows | Export-ToolDataset c.jsonl").Clean();
        File.WriteAllText(At("bad.jsonl.gz"), "no gzip");
        File.WriteAllText(At("bad.parquet"), "no Parquet file");
        Assert.StartsWith(id + ",", Assert.Single(_session.Run($"Test-ToolDataset {arguments}").Errors).FullyQualifiedErrorId);
        Assert.DoesNotContain(Directory.GetFiles(_folder), file => file.Contains(".partial-"));
        Assert.Equal(arguments.Contains("c.jsonl"), File.Exists(At("b.jsonl")));
    }

    [Fact]
    public void What_if_writes_no_copy()
    {
        _session.Run("$rows | Export-ToolDataset a.jsonl; Test-ToolDataset a.jsonl -Fix -Destination b.jsonl -WhatIf").Clean();
        Assert.False(File.Exists(At("b.jsonl")));
    }

    [Theory]
    [InlineData("Export-ToolDataset")]
    [InlineData("Import-ToolDataset")]
    [InlineData("Test-ToolDataset")]
    public void Every_format_is_completed_and_in_the_help(string command)
    {
        string[] names = [.. DatasetFormats.Exports.Where(format => command.StartsWith("Export", StringComparison.Ordinal) || !format.IsFolder).Select(format => format.Name)];
        string input = $"{command} x -Format ";
        CompletionResult[] completions = [.. _session.Run("(TabExpansion2 $line $line.Length).CompletionMatches", ("line", input)).Clean().Of<CompletionResult>()];
        Assert.Equal(names.Order(StringComparer.OrdinalIgnoreCase), completions.Select(completion => completion.CompletionText));
        Assert.All(completions, completion => Assert.Equal(DatasetFormat.Parse(completion.ListItemText).Description, completion.ToolTip));
        Assert.Equal(
            ["'Alpaca'", "'Axolotl'"],
            _session.Run("(TabExpansion2 $line $line.Length).CompletionMatches.CompletionText", ("line", input + "'a")).Clean().Of<string>());

        string help = string.Concat(_session.Run("(Get-Help Export-ToolDataset -Parameter Format).description.Text").Clean().Of<string>());
        Assert.All(names, name => Assert.Contains(name, help, StringComparison.Ordinal));
        Assert.Equal(names, _session.Run("(@((Get-Help $command).syntax.syntaxItem)[0].parameter | Where-Object name -EQ Format).parameterValueGroup.parameterValue", ("command", command)).Clean().Output.Select(value => value.ToString()));
    }

    [Theory]
    [InlineData("odd")]
    [InlineData("a")]
    [InlineData("''")]
    public void A_format_that_there_is_not_ends_the_command(string format) =>
        Assert.StartsWith("CannotConvertArgumentNoMessage,", Assert.Single(_session.Run($"$rows | Export-ToolDataset a.jsonl -Format {format}").Errors).FullyQualifiedErrorId);

    // A sparse file: it takes no room, and reading it to the end would take too long.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ctrl_C_ends_the_check_of_a_folder(bool hashes)
    {
        const long size = 1L << 40;
        if (OperatingSystem.IsWindows())
            return;

        using (FileStream file = File.Create(At("large.jsonl")))
            file.SetLength(size);
        File.WriteAllText(At("manifest.json"), $$"""{"format":"Trl","rows":0,"files":[{"path":"missing","bytes":0,"sha256":""},{"path":"large.jsonl","bytes":{{(hashes ? size : 1)}},"sha256":"00","rows":0}]}""");
        using PowerShell shell = PowerShell.Create(_session.Runspace);
        using SemaphoreSlim reached = new(0);
        _session.Runspace.SessionStateProxy.SetVariable("reached", reached);
        _session.Runspace.SessionStateProxy.SetVariable("last", hashes ? "FileMissing" : "FileChanged");
        shell.AddScript("Test-ToolDataset . | ForEach-Object { if ($_.Rule -eq $last) { [void]$reached.Release() } }");
        IAsyncResult run = shell.BeginInvoke();
        await reached.WaitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await Task.Run(shell.Stop, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(run));
        Assert.Empty(shell.Streams.Error);
    }

    private static SyntheticQuery Row(int i) => new(
        $"query {i}", [new ToolCall(BuiltInTools.All[i % 2].Name, JsonValue.Object(("query", $"é § {i}")))], i)
    {
        Source = "manual.txt",
        AvailableTools = BuiltInTools.All,
        Provenance = new Provenance("Template", "v1", null, 1),
    };

    private string At(string name) => Path.Combine(_folder, name);
}
