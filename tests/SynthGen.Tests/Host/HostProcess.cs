using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using SynthGen.Host;

namespace SynthGen.Tests;

/// <summary>The built Host as a process, on a search path where no PowerShell is unless a test puts one there.</summary>
internal sealed record HostProcess(int ExitCode, string Output, string Error)
{
    public static HostProcess Run(params string[] arguments) => RunWith(searchPath: "", arguments);

    public static HostProcess RunWith(string searchPath, params string[] arguments)
    {
        using Process process = Start(searchPath, arguments);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new HostProcess(process.ExitCode, output.ReplaceLineEndings("\n"), error.Result.ReplaceLineEndings("\n"));
    }

    public static Process Start(string searchPath, params string[] arguments)
    {
        string dotnet = Path.GetFullPath(Path.Combine(
            RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        string[] command = [dotnet, typeof(EngineSession).Assembly.Location, .. arguments];

        // A job in the background ignores interrupts, and so does what it starts, unless told otherwise.
        if (OperatingSystem.IsLinux())
            command = ["/usr/bin/env", "--default-signal=INT", .. command];
        ProcessStartInfo start = new(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardErrorEncoding = new UTF8Encoding(false),
        };
        start.Environment["PATH"] = searchPath;
        return Process.Start(start)!;
    }
}
