using System.Text.Json;

namespace SynthGen.Tests;

/// <summary>One run of the Pester tests in the Host, for all of their files.</summary>
public sealed class PesterRun : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PesterRun()
    {
        string results = Path.Combine(_folder.Path, "results.jsonl");
        HostProcess run = HostProcess.Run("-NonInteractive", "-File", Path.Combine(TestFolder, "Invoke-Tests.ps1"), "-ResultPath", results);
        Assert.True(File.Exists(results), $"{run.Output}\n{run.Error}");
        Files = [.. File.ReadLines(results).Select(line => JsonSerializer.Deserialize<TestFile>(line)!)];
    }

    /// <summary>The folder of the test files.</summary>
    public static string TestFolder { get; } = Path.Combine(ModuleSession.RepositoryRoot(), "tests", "Pester");

    /// <summary>The result of each file.</summary>
    public IReadOnlyList<TestFile> Files { get; }

    public void Dispose() => _folder.Dispose();

    public sealed record TestFile(string File, int Passed, IReadOnlyList<Errors> Failures, IReadOnlyList<string> Skipped);

    public sealed record Errors(string Name, string Message)
    {
        public override string ToString() => $"{Name}: {Message}";
    }
}
