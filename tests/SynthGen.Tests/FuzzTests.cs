using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SynthGen.Tests;

/// <summary>A short run of the benchmarks' fuzzer: each reader gets some broken inputs, the same each time.</summary>
public sealed class FuzzTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Broken_input_gives_no_exception_that_is_not_declared()
    {
        DirectoryInfo own = new(AppContext.BaseDirectory);
        string fuzzer = Path.Combine(ModuleSession.RepositoryRoot(), "tests", "SynthGen.Benchmarks", "bin", own.Parent!.Name, own.Name, "SynthGen.Benchmarks.dll");
        string dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        using Process process = Process.Start(new ProcessStartInfo(dotnet, [fuzzer, "fuzz", "--inputs", "150", "--seed", "1"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await output + await error);
        Assert.Contains("dataset-hermes", await output);
    }
}
