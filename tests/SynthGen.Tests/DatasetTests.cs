using System.IO.Compression;
using System.Management.Automation;
using SynthGen.Json;
using SynthGen.Tools;

namespace SynthGen.Tests;

public sealed class DatasetTests : IDisposable
{
    private readonly WarningHost _host = new();
    private readonly ModuleSession _session;
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public DatasetTests()
    {
        _session = new ModuleSession(_host);
        _session.Runspace.SessionStateProxy.Path.SetLocation(_folder);
        _session.Runspace.SessionStateProxy.SetVariable("rows", Rows(1, 2, 3));
    }

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("a.jsonl")]
    [InlineData("a.jsonl.gz")]
    [InlineData("a[1].jsonl")]
    public void Rows_come_back_as_they_went(string name)
    {
        Assert.Empty(_session.Run("$rows | Export-ToolDataset $name", ("name", name)).Clean().Output);
        IReadOnlyList<SyntheticQuery> read = _session.Run("Import-ToolDataset -LiteralPath $name", ("name", name)).Clean().Of<SyntheticQuery>();
        Assert.Equal(Rows(1, 2, 3).Select(row => row.Id), read.Select(row => row.Id));
        Assert.Equal("é 2 🚰", read[1].Query);
        Assert.Equal("full_text_search", Assert.Single(read[1].Tools).Name);
        Assert.Equal(2, read[1].AvailableTools.Count);
        _session.Run("Import-ToolDataset -LiteralPath $name | Export-ToolDataset b.jsonl; $rows | Export-ToolDataset c.jsonl").Clean();
        Assert.Equal(File.ReadAllBytes(At("c.jsonl")), File.ReadAllBytes(At("b.jsonl")));
        Assert.DoesNotContain(Directory.GetFiles(_folder), file => file.Contains(".partial-"));
    }

    [Fact]
    public void The_file_is_utf_8_without_a_mark_and_with_line_feeds()
    {
        _session.Run("$rows | Export-ToolDataset a.jsonl").Clean();
        string text = File.ReadAllText(At("a.jsonl"));
        Assert.Equal((byte)'{', File.ReadAllBytes(At("a.jsonl"))[0]);
        Assert.StartsWith("""{"query":"é 1 🚰","tools":[{"name":"full_text_search","arguments":{"query":"§ 1"}}],"page":1,"id":""", text);
        Assert.Equal(3, text.Count(c => c == '\n'));
        Assert.DoesNotContain('\r', text);
        Assert.EndsWith("}\n", text);
    }

    [Theory]
    [InlineData("a.jsonl")]
    [InlineData("a.jsonl.gz")]
    public void Append_keeps_what_is_there(string name)
    {
        _session.Run("$rows | Export-ToolDataset $name -Append; $rows | Export-ToolDataset $name -Append", ("name", name)).Clean();
        Assert.Equal([1, 2, 3, 1, 2, 3], Pages(name));
    }

    [Fact]
    public void Members_that_others_joined_are_read()
    {
        using (FileStream file = File.Create(At("a.jsonl.gz")))
        {
            for (int i = 1; i <= 3; i++)
            {
                using GZipStream member = new(file, CompressionLevel.Fastest, leaveOpen: true);
                member.Write(System.Text.Encoding.UTF8.GetBytes($$"""{"query":"q","tools":[],"page":{{i}}}""" + "\n"));
            }
        }

        Assert.Equal([1, 2, 3], Pages("a.jsonl.gz"));
    }

    [Fact]
    public void A_torn_last_line_is_cut_off_with_a_warning()
    {
        File.WriteAllText(At("a.jsonl"), """{"query":"q","tools":[],"page":7}""" + "\n{\"query\":\"to");
        ModuleSession.Result result = _session.Run("$rows | Export-ToolDataset a.jsonl -Append").Clean();
        Assert.Contains("12 bytes were cut off", Assert.Single(result.Warnings));
        Assert.Equal([7, 1, 2, 3], Pages("a.jsonl"));
    }

    [Fact]
    public void Pass_thru_hands_the_rows_on()
    {
        ModuleSession.Result result = _session.Run("$rows | Export-ToolDataset a.jsonl -PassThru").Clean();
        Assert.Equal([1, 2, 3], result.Of<SyntheticQuery>().Select(row => row.Page));
        Assert.Equal([1, 2, 3], Pages("a.jsonl"));
    }

    [Fact]
    public void What_if_creates_nothing_and_still_hands_on()
    {
        Assert.Equal(3, _session.Run("$rows | Export-ToolDataset a.jsonl -PassThru -WhatIf").Clean().Output.Count);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void No_rows_make_an_empty_dataset_and_a_warning()
    {
        Assert.Contains("empty dataset", Assert.Single(_session.Run("@() | Export-ToolDataset a.jsonl").Clean().Warnings));
        Assert.Equal(0, new FileInfo(At("a.jsonl")).Length);
        Assert.Empty(_session.Run("Import-ToolDataset a.jsonl").Clean().Output);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Append")]
    [InlineData("-Force")]
    public void No_rows_leave_an_earlier_dataset_as_it_was(string how)
    {
        File.WriteAllText(At("a.jsonl"), "{\"query\":\"q\",\"tools\":[],\"page\":1}\n");
        Assert.Contains("stays as it was", Assert.Single(_session.Run($"@() | Export-ToolDataset a.jsonl {how}").Clean().Warnings));
        Assert.Equal("{\"query\":\"q\",\"tools\":[],\"page\":1}\n", File.ReadAllText(At("a.jsonl")));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(At("a.jsonl"))!, "a.jsonl*"));
    }

    [Theory]
    [InlineData("missing/a.jsonl", "FolderNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("folder", "PathIsAFolder", ErrorCategory.InvalidArgument)]
    [InlineData("folder/", "PathIsAFolder", ErrorCategory.InvalidArgument)]
    [InlineData("variable:x", "PathNotAFile", ErrorCategory.InvalidArgument)]
    [InlineData("nodrive:a.jsonl", "PathNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("/dev/null", "PathNotAFile", ErrorCategory.InvalidArgument)]
    [InlineData("there.jsonl -NoClobber", "DatasetExists", ErrorCategory.ResourceExists)]
    [InlineData("readonly.jsonl", "DatasetReadOnly", ErrorCategory.PermissionDenied)]
    [InlineData("readonly.jsonl -Append", "DatasetReadOnly", ErrorCategory.PermissionDenied)]
    [InlineData("other.txt -Append", "DatasetDamaged", ErrorCategory.InvalidData)]
    [InlineData("other.gz -Append", "DatasetDamaged", ErrorCategory.InvalidData)]
    public void A_place_that_will_not_do_ends_the_command_before_the_first_row(string arguments, string id, ErrorCategory category)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && arguments == "/dev/null", "A device of Unix.");
        Directory.CreateDirectory(At("folder"));
        File.WriteAllText(At("there.jsonl"), "");
        File.WriteAllText(At("other.txt"), "Dear diary");
        File.WriteAllText(At("other.gz"), "Dear diary");
        File.WriteAllText(At("readonly.jsonl"), "");
        File.SetAttributes(At("readonly.jsonl"), FileAttributes.ReadOnly);
        ModuleSession.Result result = _session.Run($"& {{ $script:asked = $true; $rows }} | Export-ToolDataset {arguments}");
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Equal(arguments.Split(' ')[0], error.TargetObject);
        Assert.Matches("[.?!)'] [A-Z].*[.]$", error.ErrorDetails.Message.ReplaceLineEndings(" "));
        Assert.Null(_session.Runspace.SessionStateProxy.GetVariable("asked"));
        Assert.DoesNotContain(Directory.GetFiles(_folder), file => file.Contains(".partial-"));
        File.SetAttributes(At("readonly.jsonl"), FileAttributes.Normal);
    }

    [Fact]
    public void Force_replaces_a_read_only_file()
    {
        File.WriteAllText(At("a.jsonl"), "");
        File.SetAttributes(At("a.jsonl"), FileAttributes.ReadOnly);
        _session.Run("$rows | Export-ToolDataset a.jsonl -Force").Clean();
        Assert.Equal([1, 2, 3], Pages("a.jsonl"));
        File.SetAttributes(At("a.jsonl"), FileAttributes.Normal);
    }

    [Fact]
    public void What_is_no_row_is_an_error_each()
    {
        ModuleSession.Result result = _session.Run("1, $null, 'x', $rows[0], [pscustomobject]@{ Query = 'q' } | Export-ToolDataset a.jsonl");
        Assert.All(result.Errors, error => Assert.StartsWith("NotASyntheticQuery,", error.FullyQualifiedErrorId));
        Assert.Equal([1, null, "x"], result.Errors.Take(3).Select(error => error.TargetObject));
        Assert.Equal(4, result.Errors.Count);
        Assert.Equal([1], Pages("a.jsonl"));
        _session.Run("Export-ToolDataset a.jsonl -InputObject $rows").Clean();
        Assert.Equal([1, 2, 3], Pages("a.jsonl"));
    }

    [Fact]
    public void A_row_that_json_cannot_say_is_an_error_and_the_others_are_written()
    {
        SyntheticQuery bad = new("q", [new ToolCall("t", JsonValue.Object(("n", double.NaN)))], 9);
        ModuleSession.Result result = _session.Run("$rows[0], $bad, $rows[1] | Export-ToolDataset a.jsonl -PassThru", ("bad", bad));
        Assert.StartsWith("RowNotWritable,", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Equal(2, result.Output.Count);
        Assert.Equal([1, 2], Pages("a.jsonl"));
    }

    [Theory]
    [InlineData("$rows | Export-ToolDataset a.jsonl -PassThru | Select-Object -First 1")]
    [InlineData("& { $rows[0]; throw 'upstream' } | Export-ToolDataset a.jsonl")]
    [InlineData("$rows | Export-ToolDataset a.jsonl -PassThru | & { process { throw 'downstream' } }")]
    [InlineData("$rows[0], 5 | Export-ToolDataset a.jsonl -ErrorAction Stop")]
    public void A_pipeline_that_ends_early_leaves_the_earlier_file_and_says_where_the_partial_one_is(string script)
    {
        File.WriteAllText(At("a.jsonl"), "earlier");
        ModuleSession.Result result = _session.Run(script);
        AssertInterrupted(result.Warnings);
    }

    [Fact]
    public async Task Ctrl_c_leaves_the_earlier_file_and_says_where_the_partial_one_is()
    {
        File.WriteAllText(At("a.jsonl"), "earlier");
        using PowerShell shell = PowerShell.Create(_session.Runspace);
        using SemaphoreSlim reached = new(0);
        _session.Runspace.SessionStateProxy.SetVariable("reached", reached);
        shell.AddScript("& { $rows[0]; [void]$reached.Release(); while ($true) { [Threading.Thread]::Sleep(5) } } | Export-ToolDataset a.jsonl");
        IAsyncResult run = shell.BeginInvoke();
        await reached.WaitAsync();
        shell.Stop();
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(run));
        AssertInterrupted([.. shell.Streams.Warning.Select(warning => warning.Message)]);
    }

    [Fact]
    public void Bad_lines_are_errors_with_their_numbers_and_the_rest_is_read()
    {
        const string good = """{"query":"q","tools":[],"page":1,"note":1}""";
        string file = At("a.jsonl");
        File.WriteAllText(file, $"\uFEFF{good}\n\noops\n{good}\r\n{{\"query\":\"q\",\"tools\":[]}}\n{good}");
        ModuleSession.Result result = _session.Run("Import-ToolDataset a.jsonl");
        Assert.Equal(3, result.Output.Count);
        Assert.Contains("note", Assert.Single(result.Warnings));
        Assert.Collection(
            result.Errors,
            error => AssertBadLine(error, file, 3, "not JSON at column 1"),
            error => AssertBadLine(error, file, 5, "the key 'page' is missing"));
    }

    [Fact]
    public void Files_are_found_by_pattern_and_a_damaged_one_is_an_error()
    {
        _session.Run("$rows | Export-ToolDataset a.jsonl; $rows[0] | Export-ToolDataset b.jsonl; $rows | Export-ToolDataset c.gz").Clean();
        Assert.Equal([1, 2, 3, 1], Pages("*.jsonl"));
        byte[] whole = File.ReadAllBytes(At("c.gz"));
        foreach (byte[] damaged in (byte[][])[whole[..^1], whole[..^6], whole[..^20], [.. whole, 7]])
        {
            File.WriteAllBytes(At("c.gz"), damaged);
            Assert.StartsWith("DatasetDamaged,", Assert.Single(_session.Run("Import-ToolDataset c.gz").Errors).FullyQualifiedErrorId);
        }

        Assert.StartsWith("PathNotFound,", Assert.Single(_session.Run("Import-ToolDataset d.jsonl").Errors).FullyQualifiedErrorId);
    }

    private static void AssertBadLine(ErrorRecord error, string file, int line, string problem)
    {
        Assert.StartsWith("BadDatasetLine,", error.FullyQualifiedErrorId);
        Assert.Contains($"Line {line} of '{file}' is not a row: ", error.ErrorDetails.Message);
        Assert.Contains(problem, error.ErrorDetails.Message);
        Assert.Equal($"{file}:{line}", error.TargetObject);
    }

    private static SyntheticQuery[] Rows(params int[] pages) => [.. pages.Select(page =>
        new SyntheticQuery($"é {page} 🚰", [new ToolCall("full_text_search", JsonValue.Object(("query", $"§ {page}")))], page)
        {
            Source = "manual.txt",
            AvailableTools = BuiltInTools.All,
        })];

    private string At(string name) => Path.Combine(_folder, name);

    private IEnumerable<int> Pages(string name) => _session.Run("Import-ToolDataset $name", ("name", name)).Clean().Of<SyntheticQuery>().Select(row => row.Page);

    private void AssertInterrupted(IReadOnlyList<string> warnings)
    {
        Assert.Equal("earlier", File.ReadAllText(At("a.jsonl")));
        string partial = Assert.Single(Directory.GetFiles(_folder), file => file.Contains(".partial-"));
        string warning = Assert.Single(warnings.Concat(_host.Warnings).Distinct());
        Assert.Contains(partial, warning);
        Assert.Equal([1], Pages(partial));
    }
}
