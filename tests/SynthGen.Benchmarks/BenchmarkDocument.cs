using SynthGen.Generation.Template.Finders;
using SynthGen.Host;

namespace SynthGen.Benchmarks;

/// <summary>The document that is measured on: SYNTHGEN_DOCUMENT, or the small one of the examples.</summary>
internal static class BenchmarkDocument
{
    public static string Module { get; } = EngineSession.FindModule(AppContext.BaseDirectory) ?? throw new FileNotFoundException("The module is not built.");

    public static string Path { get; } = Environment.GetEnvironmentVariable("SYNTHGEN_DOCUMENT") is { Length: > 0 } given
        ? given
        : System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Module)!, "..", "..", "examples", "harbour-lease.txt"));

    public static string Name => System.IO.Path.GetFileName(Path);
}
