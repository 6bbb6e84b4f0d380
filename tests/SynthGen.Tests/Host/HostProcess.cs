using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace SynthGen.Tests;

/// <summary>The built Host as a process.</summary>
internal sealed record HostProcess(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(10);

    public static HostProcess Run(params string[] arguments) => RunWithInput("", arguments);

    /// <summary>Runs it to its end with a text as its standard input.</summary>
    public static HostProcess RunWithInput(string input, params string[] arguments) => Finish(Start(arguments), input, arguments);

    /// <summary>Runs it to its end as the arguments of another command, which becomes it.</summary>
    public static HostProcess RunThrough(string[] command, params string[] arguments) => Finish(Start(command, arguments), "", arguments);

    private static HostProcess Finish(Process started, string input, string[] arguments)
    {
        using Process process = started;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(_limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"SynthGen.Host {string.Join(' ', arguments)} did not end within {_limit}.\n{output.Result}\n{error.Result}");
        }

        return new HostProcess(process.ExitCode, output.Result.ReplaceLineEndings("\n"), error.Result.ReplaceLineEndings("\n"));
    }

    public static Process Start(params string[] arguments) => Start([], arguments);

    private static Process Start(string[] through, string[] arguments)
    {
        string[] command = [.. through, DotnetPath(), HostPath(), .. arguments];

        // A background job and its children ignore interrupts unless they are reset.
        if (OperatingSystem.IsLinux())
            command = ["/usr/bin/env", "--default-signal=INT", .. command];
        ProcessStartInfo start = new(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardErrorEncoding = new UTF8Encoding(false),
        };
        start.Environment["TERM"] = "xterm-256color";
        start.Environment.Remove("NO_COLOR");
        return Process.Start(start)!;
    }

    /// <summary>Makes a program named pwsh in a folder: scripts that start PowerShell by its name get the Host.</summary>
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public static void PutAsPwsh(string folder)
    {
        string program = Path.Combine(folder, "pwsh");
        File.WriteAllText(program, $"#!/bin/bash\nexec '{DotnetPath()}' '{HostPath()}' \"$@\"\n");
        File.SetUnixFileMode(program, (UnixFileMode)0b111_101_101);
    }

    private static string DotnetPath() => Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    // Built in the same configuration, for the same framework.
    private static string HostPath()
    {
        DirectoryInfo own = new(AppContext.BaseDirectory);
        return Path.Combine(ModuleSession.RepositoryRoot(), "src", "SynthGen.Host", "bin", own.Parent!.Name, own.Name, "SynthGen.Host.dll");
    }
}
