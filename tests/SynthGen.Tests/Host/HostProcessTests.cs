using System.Diagnostics;
using System.Runtime.InteropServices;
using SynthGen.Generation.Template.Finders;

namespace SynthGen.Tests;

public sealed class HostProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void PipelineRunsWithTheModuleImported()
    {
        HostProcess run = HostProcess.Run("-Command", "[SynthGen.OcrPage].Name; 1..3 | ForEach-Object { $_ * 2 }");
        Assert.Equal(("OcrPage\n2\n4\n6\n", "", 0), (run.Output, run.Error, run.ExitCode));
    }

    [Fact]
    public void ScriptGetsItsArgumentsAsPwshBindsThem()
    {
        string script = _folder.Write("args.ps1", "param([string]$Name, [switch]$Loud, [int]$N = 3) \"$Name $Loud $N\"");
        Assert.Equal("abc True 7\n", HostProcess.Run(script, "-Name", "abc", "-Loud", "-N", "7").Output);
        Assert.Equal("abc False 3\n", HostProcess.Run("-File", script, "abc", "-Loud:$false").Output);
        Assert.Equal("a b True 5\n", HostProcess.Run(script, "-Name:a b", "-N:", "5", "-Loud:true").Output);
    }

    [Theory]
    [InlineData("exit 3", 3)]
    [InlineData("exit 0", 0)]
    [InlineData("'done'", 0)]
    [InlineData("Get-Content nosuch", 1)]
    [InlineData("throw 'boo'", 1)]
    [InlineData("Write-Error 'boo'; 'after'", 1)]
    [InlineData("if (", 1)]
    [InlineData("try { Get-Content nosuch -ErrorAction Stop } catch { }; Get-Content nosuch -ErrorAction Ignore; 'done'", 0)]
    public void ExitCodeOfAScriptTellsHowItWent(string text, int code)
    {
        HostProcess run = HostProcess.Run(_folder.Write("script.ps1", text));
        Assert.Equal(code, run.ExitCode);
        Assert.Equal(code == 1, run.Error.Length > 0);
    }

    [Fact]
    public void ExitCodeOfACommandTellsHowItWent()
    {
        Assert.Equal(4, HostProcess.Run("-Command", "exit 4").ExitCode);
        Assert.Equal(1, HostProcess.Run("-Command", "Get-Content nosuch 2>$null").ExitCode);
        Assert.Equal(1, HostProcess.Run("-Command", "1 +").ExitCode);
    }

    [Fact]
    public void ErrorsGoToStderrAloneAndTheScriptGoesOn()
    {
        HostProcess run = HostProcess.Run("-Command", "Get-Content nosuch; 'after'");
        Assert.Equal(("after\n", 1), (run.Output, run.ExitCode));
        Assert.StartsWith("Get-Content: Cannot find path", run.Error);
    }

    [Fact]
    public void StreamsAreKeptApartAndPlain()
    {
        HostProcess run = HostProcess.Run(
            "-Command",
            "Write-Warning w; Write-Verbose v -Verbose; Write-Progress p; Write-Host h -ForegroundColor Red; [pscustomobject]@{ Ä = '漢' }");
        Assert.Equal("WARNING: w\nVERBOSE: v\n", run.Error);
        Assert.Equal("h\n\nÄ\n-\n漢\n\n", run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void PromptIsAnErrorNotAWait()
    {
        HostProcess run = HostProcess.Run(_folder.Write("ask.ps1", "param([Parameter(Mandatory)]$Path) $Path"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Path", run.Error);
    }

    [Theory]
    [InlineData]
    [InlineData("-Nonsense")]
    [InlineData("-Command")]
    [InlineData("-File")]
    [InlineData("nosuch.ps1")]
    public void BadUsageIsSaidOnStderr(params string[] arguments)
    {
        HostProcess run = HostProcess.Run(arguments);
        Assert.Equal((64, ""), (run.ExitCode, run.Output));
        Assert.Contains("SynthGen.Host -Help", run.Error);
    }

    [Fact]
    public void HelpIsNoError()
    {
        HostProcess run = HostProcess.Run("-Help");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("-Command", run.Output);
    }

    [Fact]
    public void NewEnoughPowerShellOnTheSearchPathRunsTheScript()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in is a shell script.");
        string script = _folder.Write("script.ps1", "'never read'");
        FakePowerShell("7.6.1", "for a in \"$@\"; do echo \"$a\"; done; echo \"$PSModulePath\"");
        HostProcess run = HostProcess.RunWith(_folder.Path, script, "-Name", "a b");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"-NoProfile\n-NonInteractive\n-ConfigurationFile\n", run.Output);
        Assert.Contains($"-File\n{script}\n-Name\na b\n", run.Output);
        Assert.Contains(Path.Combine(ModuleSession.RepositoryRoot(), "out"), run.Output);
    }

    [Fact]
    public void ErrorOfAnInstalledPowerShellFailsTheRunToo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in is a shell script.");
        FakePowerShell("7.7.0", "echo out; echo bad >&2");
        HostProcess run = HostProcess.RunWith(_folder.Path, "-Command", "1");
        Assert.Equal(("out\n", "bad\n", 1), (run.Output, run.Error, run.ExitCode));
    }

    [Theory]
    [InlineData("7.5.4")]
    [InlineData("7.6.0-preview.5")]
    [InlineData("what?")]
    public void OlderPowerShellIsIgnored(string version)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in is a shell script.");
        FakePowerShell(version, "echo wrong");
        Assert.Equal("1\n", HostProcess.RunWith(_folder.Path, "-Command", "1").Output);
    }

    [Fact]
    public void InterruptStopsThePipelineAndRunsItsFinally()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal to send to one process.");
        using Process process = HostProcess.Start("", "-Command", "try { 'started'; Start-Sleep 600 } finally { Write-Host 'cleaned up' }");
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
        using CancellationTokenRegistration end = patience.Token.Register(process.Kill);
        Assert.Equal("started", process.StandardOutput.ReadLine());
        Assert.Equal(0, Kill(process.Id, Interrupt));
        Assert.Equal("cleaned up\n", process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        Assert.Equal(130, process.ExitCode);
    }

    private const int Interrupt = 2;

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);

    private void FakePowerShell(string version, string body)
    {
        string path = _folder.Write("pwsh", $"#!/bin/sh\nif [ \"$1\" = --version ]; then echo 'PowerShell {version}'; exit; fi\n{body}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }
}
