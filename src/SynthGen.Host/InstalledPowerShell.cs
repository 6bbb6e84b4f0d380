using System.Diagnostics;
using System.Management.Automation;
using System.Text;

namespace SynthGen.Host;

/// <summary>A PowerShell on the machine that is new enough for the module.</summary>
/// <param name="Executable">The full path of pwsh.</param>
public sealed record InstalledPowerShell(string Executable)
{
    private static readonly SemanticVersion _oldest = new(7, 6, 0);

    /// <summary>The first pwsh of a search path, if it is 7.6 or newer.</summary>
    /// <param name="searchPath">Folders as the PATH variable has them.</param>
    public static InstalledPowerShell? Find(string? searchPath)
    {
        string name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        string? executable = (searchPath ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
        return executable is not null && Version(executable) >= _oldest ? new InstalledPowerShell(executable) : null;
    }

    /// <summary>Runs a command line with the module imported; an error on its error stream fails the run, as in the Host's own engine.</summary>
    internal int Run(CommandLine line, string module)
    {
        ProcessStartInfo start = new(Executable)
        {
            RedirectStandardError = true,
            StandardErrorEncoding = new UTF8Encoding(false),
        };
        string session = Path.Combine(AppContext.BaseDirectory, "SynthGen.pssc");
        foreach (string argument in (string[])["-NoProfile", "-NonInteractive", "-ConfigurationFile", session])
            start.ArgumentList.Add(argument);
        if (OperatingSystem.IsWindows())
        {
            start.ArgumentList.Add("-ExecutionPolicy");
            start.ArgumentList.Add("Bypass");
        }

        start.ArgumentList.Add(line.Kind == CommandLineKind.File ? "-File" : "-Command");
        start.ArgumentList.Add(line.Text);
        foreach (string argument in line.Arguments)
            start.ArgumentList.Add(argument);

        // The session configuration names the module; this is where it is found.
        string modules = Path.GetDirectoryName(Path.GetDirectoryName(module))!;
        start.Environment["PSModulePath"] = string.Join(Path.PathSeparator, modules, start.Environment.TryGetValue("PSModulePath", out string? others) ? others : "");
        if (Console.IsErrorRedirected)
            start.Environment["NO_COLOR"] = "1";

        // Ctrl-C reaches the child too, which stops its pipeline; this process waits for it to end.
        Console.CancelKeyPress += (_, key) => key.Cancel = true;
        using HostConsole console = new();
        using Process process = Process.Start(start)!;
        bool errorWasShown = false;
        char[] buffer = new char[1024];
        while (process.StandardError.Read(buffer) is > 0 and int count)
        {
            errorWasShown = true;
            console.Error.Write(buffer, 0, count);
        }

        process.WaitForExit();
        return process.ExitCode == ExitCode.Success && errorWasShown ? ExitCode.Failure : process.ExitCode;
    }

    private static SemanticVersion? Version(string executable)
    {
        try
        {
            ProcessStartInfo question = new(executable, "--version") { RedirectStandardOutput = true, RedirectStandardError = true };
            using Process process = Process.Start(question)!;
            string answer = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return SemanticVersion.TryParse(answer.Split(' ')[^1].Trim(), out SemanticVersion version) ? version : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // On the PATH but not to be run: as good as none.
            return null;
        }
    }
}
