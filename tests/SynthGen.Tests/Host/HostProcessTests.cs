using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SynthGen.Tests;

/// <summary>The Host's additions to PowerShell's own console, and everything that it passes on to it.</summary>
public sealed class HostProcessTests : IDisposable
{
    private const int Interrupt = 2;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_command_runs_with_the_module_imported()
    {
        HostProcess run = HostProcess.Run("-Command", "(Get-Module SynthGen).Path; [SynthGen.OcrPage].Name; 1..3 | ForEach-Object { $_ * 2 }");
        string module = Path.ChangeExtension(ModuleSession.ModulePath, ".dll");
        Assert.Equal(($"{module}\nOcrPage\n2\n4\n6\n", "", 0), (run.Output, run.Error, run.ExitCode));
    }

    [Fact]
    public void Commands_on_standard_input_run_with_the_module_imported() =>
        Assert.Equal("SynthGen\n", HostProcess.RunWithInput("(Get-Command Split-OcrDocument).Source\n", "-Command", "-").Output);

    [Fact]
    public void Standard_input_is_the_input_of_a_command() =>
        Assert.Equal("Number=1 Text=é\n", HostProcess.RunWithInput("=== PAGE 1 ===\né\n", "-Command", "$input | Split-OcrDocument | ForEach-Object { \"Number=$($_.Number) Text=$($_.Text)\" }").Output);

    [Fact]
    public void Jobs_and_parallel_runspaces_find_the_module()
    {
        HostProcess run = HostProcess.Run("-Command", """
            $name = { (Get-Command Split-OcrDocument).Source }
            Start-Job $name | Receive-Job -Wait
            Start-ThreadJob $name | Receive-Job -Wait
            1 | ForEach-Object -Parallel { (Get-Command Split-OcrDocument).Source }
            """);
        Assert.Equal(("SynthGen\nSynthGen\nSynthGen\n", ""), (run.Output, run.Error));
    }

    [Fact]
    public void Modules_that_come_with_PowerShell_are_there()
    {
        HostProcess run = HostProcess.Run("-Command", """
            (Get-Command Get-Content, ConvertTo-Json, ConvertTo-SecureString, Compress-Archive, Compress-PSResource, Start-ThreadJob).Source -replace '^Microsoft\.PowerShell\.'
            """);
        Assert.Equal("Management\nUtility\nSecurity\nArchive\nPSResourceGet\nThreadJob\n", run.Output);
    }

    [Fact]
    public void A_script_gets_its_arguments_as_pwsh_binds_them()
    {
        string script = _folder.Write("args.ps1", "param([string]$Name, [switch]$Loud, [int]$N = 3) \"$Name $Loud $N\"");
        Assert.Equal("abc True 7\n", HostProcess.Run(script, "-Name", "abc", "-Loud", "-N", "7").Output);
        Assert.Equal("abc False 3\n", HostProcess.Run("-File", script, "abc", "-Loud:$false").Output);
        Assert.Equal("a b False 5\n", HostProcess.Run("-NoProfile", "-NonInteractive", "-File", script, "a b", "-N", "5").Output);
    }

    [Fact]
    public void Arguments_are_not_quoted_anew()
    {
        string script = _folder.Write("list.ps1", "$args | ForEach-Object { \"[$_]\" }");
        string[] arguments = ["a b", "c\"d", "e'f", "$x", "`n", "*", "", "--", "-dash"];
        Assert.Equal(string.Concat(arguments.Select(argument => $"[{argument}]\n")), HostProcess.Run([script, .. arguments]).Output);
    }

    [Theory]
    [InlineData("exit 3", 3)]
    [InlineData("exit 0", 0)]
    [InlineData("'done'", 0)]
    [InlineData("throw 'boo'", 1)]
    [InlineData("if (", 1)]
    [InlineData("Write-Error 'boo'; 'after'", 0)]
    public void The_exit_code_of_a_script_is_that_of_pwsh(string text, int code) =>
        Assert.Equal(code, HostProcess.Run(_folder.Write("script.ps1", text)).ExitCode);

    [Theory]
    [InlineData("exit 4", 4)]
    [InlineData("Get-Content nosuch 2>$null", 1)]
    [InlineData("1 +", 1)]
    public void The_exit_code_of_a_command_is_that_of_pwsh(string command, int code) =>
        Assert.Equal(code, HostProcess.Run("-Command", command).ExitCode);

    [Theory]
    [InlineData("-Command")]
    [InlineData("nosuch.ps1")]
    public void Bad_usage_is_said_on_stderr(params string[] arguments)
    {
        HostProcess run = HostProcess.Run(arguments);
        Assert.Equal(64, run.ExitCode);
        Assert.NotEmpty(run.Error);
    }

    [Fact]
    public void Redirected_output_has_no_escape_sequences()
    {
        HostProcess run = HostProcess.Run(
            "-Command",
            "Get-Command Split-OcrDocument; Write-Warning w; Write-Verbose v -Verbose; Write-Progress p; Write-Host h -ForegroundColor Red; Get-Content nosuch; [pscustomobject]@{ Ä = '漢' }");
        Assert.Contains("漢", run.Output);
        Assert.Contains("Cannot find path", run.Error);
        Assert.DoesNotContain('\e', run.Output + run.Error);
    }

    [Fact]
    public void An_interrupt_stops_the_pipeline_and_runs_its_finally()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal to send to one process.");
        using Process process = HostProcess.Start("-Command", "try { 'started'; Start-Sleep 600 } finally { Write-Host 'cleaned up' }");
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
        using CancellationTokenRegistration end = patience.Token.Register(process.Kill);
        Assert.Equal("started", process.StandardOutput.ReadLine());
        Assert.Equal(0, Kill(process.Id, Interrupt));
        Assert.Equal("cleaned up\n", process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        Assert.NotEqual(0, process.ExitCode);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
