namespace SynthGen.Tests;

/// <summary>The tests in tests/Pester, written in PowerShell.</summary>
public sealed class PesterTests(PesterRun run) : IClassFixture<PesterRun>
{
    public static TheoryData<string> TestFiles { get; } = [.. Directory.GetFiles(PesterRun.TestFolder, "*.Tests.ps1").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(TestFiles))]
    public void The_tests_of_a_file_pass(string file)
    {
        PesterRun.TestFile result = Assert.Single(run.Files, result => result.File == file);
        Assert.True(result.Failures.Count == 0, string.Join("\n\n", result.Failures));
        Assert.NotEqual(0, result.Passed);
    }

    [Fact]
    public void Every_test_ran()
    {
        string[] skipped = [.. run.Files.SelectMany(file => file.Skipped.Select(name => $"{file.File}: {name}"))];
        Assert.SkipWhen(skipped.Length > 0, string.Join("; ", skipped));
    }
}
