using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace SynthGen.Browser.Tests;

/// <summary>PowerShell in a process of its own, with the module as built.</summary>
internal sealed partial class ReviewProcess : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private ReviewProcess(string command)
    {
        string dotnet = Path.GetFullPath(Path.Combine(
            RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        DirectoryInfo own = new(AppContext.BaseDirectory);
        string host = Path.Combine(Root(), "src", "SynthGen.Host", "bin", own.Parent!.Name, own.Name, "SynthGen.Host.dll");
        ProcessStartInfo start = new(dotnet, [host, "-Command", command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The page's address, with its token.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Runs a command to its end.</summary>
    public static void Run(string command)
    {
        using ReviewProcess run = new(command);
        string output = run._process.StandardOutput.ReadToEnd();
        run.WaitForExit();
        Assert.True(run._process.ExitCode == 0 && run._errors.Result.Length == 0, output + run._errors.Result);
    }

    /// <summary>Starts Show-ToolDataset and waits for the address that it prints.</summary>
    public static async Task<ReviewProcess> ShowAsync(string dataset, string? index, string reviewer)
    {
        ReviewProcess process = new($"Show-ToolDataset -Path '{dataset}' {(index is null ? "" : $"-PageIndex '{index}'")} -Reviewer {reviewer} -NoBrowser");
        try
        {
            using CancellationTokenSource patience = new(_patience);
            while (process.Address.Length == 0)
            {
                string? line = await process._process.StandardOutput.ReadLineAsync(patience.Token);
                if (line is null)
                    Assert.Fail($"Show-ToolDataset printed no address. {await process._errors}");
                process.Address = PrintedAddress().Match(line).Value;
            }

            _ = process._process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return process;
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>Ends it as the system does when it is out of memory, with SIGKILL.</summary>
    public void Kill()
    {
        _process.Kill();
        WaitForExit();
    }

    /// <summary>Waits until it has ended by itself.</summary>
    public void WaitForExit() => Assert.True(_process.WaitForExit(_patience), "The command goes on.");

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit(_patience);
        _process.Dispose();
    }

    internal static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SynthGen.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("SynthGen.slnx");
        return folder;
    }

    [GeneratedRegex(@"http://[^\s]+")]
    private static partial Regex PrintedAddress();
}
