namespace SynthGen.Benchmarks;

/// <summary>The document to measure on: the one that SYNTHGEN_DOCUMENT names, or the small one of the examples.</summary>
internal static class BenchmarkDocument
{
    private static readonly string _repository = System.IO.Path.GetFullPath(System.IO.Path.Combine(AppContext.BaseDirectory, "../../../../.."));

    /// <summary>The manifest of the built module.</summary>
    public static string Module { get; } = System.IO.Path.Combine(_repository, "out", "SynthGen", "SynthGen.psd1");

    /// <summary>The Host, built in the same configuration.</summary>
    public static string Host { get; } = System.IO.Path.Combine(
        _repository, "src", "SynthGen.Host", System.IO.Path.GetRelativePath(System.IO.Path.Combine(_repository, "tests", "SynthGen.Benchmarks"), AppContext.BaseDirectory), "SynthGen.Host.dll");

    public static string Path { get; } = Environment.GetEnvironmentVariable("SYNTHGEN_DOCUMENT") is { Length: > 0 } given
        ? given
        : System.IO.Path.Combine(_repository, "examples", "harbour-lease.txt");

    public static string Name => System.IO.Path.GetFileName(Path);
}
