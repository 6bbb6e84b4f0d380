using System.Diagnostics;
using System.Management.Automation;
using SynthGen.Tests;

namespace SynthGen.Llama.Tests;

/// <summary>The built module's whole pipeline: pages, rows, dataset.</summary>
[Collection(nameof(Native))]
public sealed class GenerationTests : IDisposable
{
    private readonly ModelFiles _files;
    private readonly ModuleSession _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public GenerationTests(ModelFiles files)
    {
        _files = files;
        _session.Runspace.SessionStateProxy.Path.SetLocation(_folder);

        // Short, because every letter is a token of this model.
        Directory.CreateDirectory(At("prompts"));
        File.WriteAllText(At("prompts/Instruction.md"), "Write {{count}} queries for the page. {{tools}}");
    }

    public void Dispose()
    {
        _session.Run("Clear-LlamaModel");
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Pages_become_a_dataset_sixteen_at_a_time()
    {
        OcrPage[] pages = Pages(32);
        ModuleSession.Result result = Generate(pages, "Mistral", "-ThrottleLimit 16 -QueryPerPage 1 -RepairAttempt 0 -OutcomeVariable outcome", "| Export-ToolDataset one.jsonl -PassThru");
        GenerationSummary summary = (GenerationSummary)_session.Runspace.SessionStateProxy.GetVariable("outcome");
        Assert.Equal(32, summary.Pages);
        Assert.Equal(32, summary.Generated + summary.Empty + summary.Failed);
        Assert.True(summary.Generated >= 12, $"{summary}; {string.Join("; ", summary.Reasons)}");
        Assert.All(result.Of<SyntheticQuery>(), row =>
        {
            OcrPage page = pages[row.Page - 1];
            Assert.True(row.Evidence!.IsIn(page));
            Assert.Contains(row.Tools[0].Name, new[] { "full_text_search", "vector_search" });
            Assert.Equal(("Mistral", "mistral.gguf", 0), (row.Provenance!.Backend, row.Provenance.Model, row.Provenance.Seed));
        });
        Assert.Equal(summary.Rows, File.ReadLines(Path.Combine(_folder, "one.jsonl")).Count());

        // And once more, byte for byte; the model is there already.
        ModuleSession.Result again = Generate(pages, "Mistral", "-ThrottleLimit 16 -QueryPerPage 1 -RepairAttempt 0 -Verbose", "| Export-ToolDataset two.jsonl");
        Assert.Equal(File.ReadAllText(Path.Combine(_folder, "one.jsonl")), File.ReadAllText(Path.Combine(_folder, "two.jsonl")));
        Assert.DoesNotContain(again.Verbose, line => line.Contains("llama_model_loader", StringComparison.Ordinal));
        Assert.Contains(again.Verbose, line => line.Contains("of the instruction are computed once", StringComparison.Ordinal));
    }

    [Fact]
    public void The_library_is_the_modules_own_and_its_log_is_verbose_alone()
    {
        ModuleSession.Result result = Generate(Pages(1), "Llama", "-Verbose");
        Assert.Contains(result.Verbose, line => line.Contains("llama_model_loader", StringComparison.Ordinal));
        Assert.Empty(_session.Run("Clear-LlamaModel -Verbose").Errors);
        Assert.Contains(Generate(Pages(1), "Llama", "-Verbose").Verbose, line => line.Contains("llama_model_loader", StringComparison.Ordinal));

        // A file with a library's name in the current folder is not loaded either.
        string[] planted = [.. new[] { "", "runtimes/linux-x64/native/avx2/", "runtimes/linux-x64/native/avx512/", "runtimes/linux-x64/native/noavx/" }
            .SelectMany(folder => new[] { "libllama.so", "libggml.so", "libggml-cpu.so", "libggml-base.so", "llama.dll" }.Select(name => At(folder + name)))];
        foreach (string path in planted)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "no library");
        }

        HostProcess quiet = HostProcess.Run("-Command", $"[Environment]::CurrentDirectory = '{_folder}'; [SynthGen.OcrPage]::new(1, 'The tenant withheld the rent for three months.') | New-SyntheticQuery Llama -ModelPath '{_files.Mistral}' | Out-Null");
        Assert.DoesNotContain("llama", quiet.Output + quiet.Error);
        Assert.Equal(0, quiet.ExitCode);
    }

    [Fact]
    public void Conversation_and_repair_go_through_the_same_model()
    {
        ModuleSession.Result result = Generate(Pages(4), "Llama", "-ContextMode Conversation -HistoryPage 2 -RepairAttempt 2 -QueryPerPage 1 -OutcomeVariable outcome");
        GenerationSummary summary = (GenerationSummary)_session.Runspace.SessionStateProxy.GetVariable("outcome");
        Assert.Equal((4, 0), (summary.Pages, summary.Pending));
        Assert.Equal(summary.Rows, result.Output.Count);
    }

    [Fact]
    public void A_run_that_is_killed_goes_on_where_it_stopped()
    {
        File.WriteAllText(At("doc.txt"), string.Concat(Pages(40).Select(page => $"=== PAGE {page.Number} ===\n{page.Text}\n\n")));
        string command = $"Split-OcrDocument '{At("doc.txt")}' | New-SyntheticQuery Mistral -ModelPath '{_files.Mistral}' -ThrottleLimit 4 -QueryPerPage 1 -PromptPath '{At("prompts")}' "
            + $"-JournalPath '{At("run.journal")}' | Export-ToolDataset '{At("run.jsonl")}' -PassThru | ForEach-Object Page";
        using (Process process = HostProcess.Start("-Command", command))
        {
            for (int rows = 0; rows < 6; rows++)
                Assert.NotNull(process.StandardOutput.ReadLine());
            process.Kill();
            process.WaitForExit();
        }

        Assert.False(File.Exists(At("run.jsonl")));
        string[] before = [.. File.ReadAllText(At("run.journal")).Split('\n')[..^1]];
        Assert.InRange(before.Length, 6, 39);
        HostProcess rest = HostProcess.Run("-Command", command);
        Assert.True(rest.ExitCode == 0, rest.Error);
        string[] after = [.. File.ReadLines(At("run.journal"))];
        Assert.Equal(before, after[..before.Length]);

        // Failed pages are tried again; the others are in the journal once.
        Assert.Equal(40, after.Select(line => line[..42]).Distinct().Count());
        Assert.Equal(after.Count(line => line.Contains("\"status\":\"Generated\"", StringComparison.Ordinal)), File.ReadLines(At("run.jsonl")).Count());
        Assert.All(after.GroupBy(line => line[..42]), group => Assert.True(group.Count(line => line.Contains("\"Generated\"", StringComparison.Ordinal)) <= 1));
    }

    [Theory]
    [InlineData("-ModelPath none.gguf", "ModelNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("-ModelPath text.gguf", "BadModelFile", ErrorCategory.InvalidData)]
    [InlineData("-ModelPath prompts", "BadModelFile", ErrorCategory.InvalidData)]
    [InlineData("", "MissingModelPath", ErrorCategory.InvalidArgument)]
    [InlineData("-ModelPath $model -ThrottleLimit 300", "ThrottleLimitTooHigh", ErrorCategory.InvalidArgument)]
    [InlineData("-ModelPath $model -ContextSize 256", "ContextTooSmall", ErrorCategory.LimitsExceeded)]
    [InlineData("-ModelPath $unknown", "ModelNotSupported", ErrorCategory.NotImplemented)]
    [InlineData("-ModelPath $bare", "NoChatTemplate", ErrorCategory.InvalidData)]
    [InlineData("-ApiKey (ConvertTo-SecureString x -AsPlainText -Force)", "ParameterNotUsed", ErrorCategory.InvalidArgument)]
    [InlineData("-Endpoint http://localhost -RequestLimit 5", "ParameterNotUsed", ErrorCategory.InvalidArgument)]
    [InlineData("-ModelPath $model -Tool (New-ToolDefinition t 'd' -Parameter @{ type = 'object'; properties = @{ day = @{ type = 'string'; format = 'date' } } })", "SchemaNotSupported", ErrorCategory.NotImplemented)]
    public void What_cannot_work_ends_before_the_first_page(string arguments, string id, ErrorCategory category)
    {
        if (arguments.Contains("ConvertTo-SecureString", StringComparison.Ordinal))
            arguments = "-ApiKey $key";
        File.WriteAllText(At("text.gguf"), "no model");
        ModuleSession.Result result = _session.Run(
            $"$pages | New-SyntheticQuery Llama {arguments}", ("pages", Pages(2)), ("model", _files.Mistral), ("unknown", _files.Unknown), ("bare", _files.Bare),
            ("key", new System.Net.NetworkCredential("", "k").SecurePassword));
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal((id, category), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category));
        Assert.Empty(result.Output);
    }

    [Fact]
    public void A_long_page_is_cut_with_its_rows_saying_so()
    {
        OcrPage page = new(1, string.Join('\n', Enumerable.Range(1, 400).Select(number => $"The tenant of warehouse {number} withheld rent for three months.")), "lease.txt");
        ModuleSession.Result cut = Generate([page], "Mistral", "-ThrottleLimit 1 -QueryPerPage 1 -ContextSize 8000 -OutcomeVariable outcome -Seed 4");
        Assert.All(cut.Of<SyntheticQuery>(), row => Assert.InRange(row.Provenance!.ShownCharacters!.Value, 1000, page.CharCount - 1));
        ModuleSession.Result failed = Generate([page], "Mistral", "-ThrottleLimit 1 -QueryPerPage 1 -ContextSize 8000 -OverlongPage Fail");
        Assert.Contains("tokens", Assert.Single(failed.Errors).ToString());
    }

    [Fact]
    public void A_context_above_the_trained_length_is_a_warning()
    {
        ModuleSession.Result result = Generate(Pages(1), "Mistral", "-ThrottleLimit 1 -ContextSize 100000");
        Assert.Contains(result.Warnings, line => line.Contains("trained for 32768 tokens", StringComparison.Ordinal));
    }

    [Fact]
    public void What_if_reckons_without_the_model()
    {
        ModuleSession.Result result = Generate(Pages(3), "Mistral", "-WhatIf");
        Assert.Empty(result.Errors);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Ctrl_c_ends_at_once_and_the_next_command_works()
    {
        using PowerShell shell = PowerShell.Create(_session.Runspace);
        _session.Runspace.SessionStateProxy.SetVariable("pages", Pages(400));
        PSDataCollection<PSObject> output = [];
        using ManualResetEventSlim began = new();
        output.DataAdded += (_, _) => began.Set();
        shell.AddScript($"$pages | New-SyntheticQuery Mistral -ModelPath '{_files.Mistral}' -QueryPerPage 1");
        IAsyncResult running = shell.BeginInvoke<PSObject, PSObject>(null, output);
        Assert.True(began.Wait(TimeSpan.FromMinutes(2)));
        shell.Stop();
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.True(running.IsCompleted);
        Assert.DoesNotContain(Generate(Pages(1), "Mistral", "").Errors, error => !error.FullyQualifiedErrorId.StartsWith("PageFailed", StringComparison.Ordinal));
    }

    private static OcrPage[] Pages(int count) => [.. Enumerable.Range(1, count).Select(number => new OcrPage(number, $"""
        The tenant of warehouse {number} withheld rent for {number + 2} months after the transfer switch had failed in the night.
        Anselm Fitch wrote to the harbour master on August {number % 28 + 1}, 2021 that nobody had tested generator {number}.
        The court found the landlord liable for spoiled goods in the amount of {number},450 dollars and for the clean-up.
        """, "lease.txt"))];

    private string At(string name) => Path.Combine(_folder, name);

    private ModuleSession.Result Generate(OcrPage[] pages, string backend, string arguments, string rest = "") => _session.Run(
        $"$pages | New-SyntheticQuery {backend} -ModelPath $model -PromptPath prompts {arguments} {rest}", ("pages", pages), ("model", _files.Mistral));
}
