using System.Diagnostics;

namespace SynthGen.Benchmarks.Cold;

/// <summary>Starts PowerShell as its users do, each time anew.</summary>
internal static class PowerShellProcess
{
    // Prints what the stage that runs in it took.
    private const string Measure = """
        function Measure-Stage([scriptblock] $stage) {
            $self = [Diagnostics.Process]::GetCurrentProcess()
            $before = $self.TotalProcessorTime
            $watch = [Diagnostics.Stopwatch]::StartNew()
            . $stage
            $watch.Stop()
            $self.Refresh()
            "stage $($watch.Elapsed.TotalSeconds) $(($self.TotalProcessorTime - $before).TotalSeconds)"
        }
        """;

    private static readonly string? Installed = Find();

    /// <summary>Which PowerShell it is.</summary>
    public static string Name => Installed is null ? "SynthGen.Host, since there is no other here"
        : Installed.EndsWith(".dll", StringComparison.Ordinal) ? "the .NET tool that the Host takes its modules from" : "pwsh of the PATH";

    /// <summary>A process that imports the module and runs a script.</summary>
    public static ProcessStartInfo Module(string script) => Bare($"Import-Module '{BenchmarkDocument.Module}'\n{script}");

    /// <summary>A process that runs a script without the module.</summary>
    public static ProcessStartInfo Bare(string script)
    {
        ProcessStartInfo start = Installed is null ? new("dotnet", [BenchmarkDocument.Host])
            : Installed.EndsWith(".dll", StringComparison.Ordinal) ? new("dotnet", [Installed, "-NoProfile", "-NonInteractive"])
            : new(Installed, ["-NoProfile", "-NonInteractive"]);
        start.ArgumentList.Add("-Command");
        start.ArgumentList.Add($"$ErrorActionPreference = 'Stop'; $WarningPreference = 'Ignore'\n{Measure}\n{script}");
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        return start;
    }

    // The one in the PATH; otherwise the .NET tool that the Host takes its modules from, without the program that starts it.
    private static string? Find()
    {
        string program = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        string? found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        if (found is not null)
            return found;
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string tool = Path.Combine(packages, "powershell");
        return !Directory.Exists(tool) ? null : Directory.EnumerateFiles(tool, "pwsh.dll", SearchOption.AllDirectories)
            .Where(file => file.Contains($"{Path.DirectorySeparatorChar}{(OperatingSystem.IsWindows() ? "win" : "unix")}{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Order().LastOrDefault();
    }
}
